#include "sim/scenario/keys.h"

#include "sim/scenario/suggest.h"

#include <fmt/format.h>

namespace mf::schema {

using yaml::Tree;

namespace values {

struct Send {
    static constexpr Look looks[] = {{Shape::Object, Many::One, {}, &kSendObject}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        auto &send = into.what.emplace<SendAction>();
        send.id = fmt::format("letter-{}", reading.scenario().actions.size());
        reading.object(value, kSendObject, &send);
    }
};

struct Check {
    static constexpr Look looks[] = {{Shape::Node}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        NodeName::read(reading, value, into.what.emplace<CheckMailAction>().client);
    }
};

} // namespace values

namespace {

using namespace values;

constexpr Key kAfterKeys[] = {
    key<&When::afterLetter, LetterName>("letter", "the letter", {.required = true}),
    key<&When::afterFate, FateWord>("is", "what becomes of it", {.required = true}),
    key<&When::afterNode, NodeName>("node", "only there; anywhere if not given"),
    key<&When::delay, values::Duration>("delay", "this much later"),
};
constexpr Key kSendKeys[] = {
    key<&SendAction::id, Text>("id", "what the letter is called in this file; made if not given"),
    key<&SendAction::from, UserAddress>("from", "who writes", {.required = true}),
    key<&SendAction::client, NodeName>("client",
                                       "on which machine; the first client of that user if not given"),
    key<&SendAction::to, List<MailAddress, Alone::Taken>>("to", "who is to get it", {.required = true}),
    key<&SendAction::subject, Text>("subject", "what it is about"),
    key<&SendAction::body, Text>("body", "what it says"),
    key<&SendAction::headers, Texts>("headers", "further header fields"),
};
constexpr Key kActionKeys[] = {
    keyIn<&ActionSpec::when, &When::at, values::Duration>("at", "when, from the beginning; or else:"),
    key<&ActionSpec::when, Group<kAfterObject>>("after", "when something has become of a letter"),
    keyOf<ActionSpec, Send>("send", "somebody writes a letter; or else:"),
    keyOf<ActionSpec, Check>("check-mail", "the client that looks for mail"),
};
constexpr Key kExpectKeys[] = {
    key<&Expectation::letter, LetterName>("letter", "the letter", {.required = true}),
    key<&Expectation::fate, Optional<FateWord>>("is", "what becomes of it"),
    key<&Expectation::by, MailAddress>("by", "for this recipient; for any if not given"),
    key<&Expectation::node, NodeName>("node", "at this node; anywhere if not given"),
    key<&Expectation::within, Optional<values::Duration>>("within",
                                                          "not later than this after it was written"),
    key<&Expectation::attempts, Optional<Number>>(
        "attempts", "how often it was tried, at the node if one is given; 1: it worked at once"),
    key<&Expectation::passes, List<NodeName, Alone::Taken>>("passes",
                                                            "the nodes that it goes through, in this order"),
    key<&Expectation::negated, Flag>("not", "true: it must not happen"),
};

void checkAction(Reading &reading, const Tree &tree, void *)
{
    if ((tree.find("at") != nullptr) == (tree.find("after") != nullptr))
        reading.fault(tree.begin, "an action has one time: write at: or after:");
    if ((tree.find("send") != nullptr) == (tree.find("check-mail") != nullptr))
        reading.fault(tree.begin, "an action is one thing: write send: or check-mail:");
}

void checkSend(Reading &reading, const Tree &tree, void *read)
{
    const auto &send = *static_cast<const SendAction *>(read);
    if (tree.find("to") != nullptr && send.to.empty())
        reading.fault(tree.find("to")->begin, "a letter needs somebody to go to");
    for (const auto &[name, text] : send.headers)
        if (name.find_first_of(": \t\r\n") != name.npos || text.find_first_of("\r\n") != text.npos
            || name.empty())
            reading.fault(tree.find("headers")->where(),
                          fmt::format("{} is not one header field with one line of text", quoted(name)));
    if (send.subject.find_first_of("\r\n") != send.subject.npos)
        reading.fault(tree.find("subject")->begin, "a subject is one line");
}

void checkExpectation(Reading &reading, const Tree &tree, void *read)
{
    auto &expectation = *static_cast<Expectation *>(read);
    expectation.line = tree.begin.line;
    if (!expectation.fate && expectation.passes.empty() && !expectation.attempts)
        return reading.fault(tree.begin, "what is expected? write is:, passes: or attempts:");
    std::string text = expectation.letter;
    if (expectation.fate) {
        text += expectation.negated ? " is not " : " is ";
        text += name(*expectation.fate);
    }
    if (!expectation.by.empty())
        text += (expectation.fate == Fate::Read ? " by " : " for ") + expectation.by;
    if (!expectation.node.empty())
        text += fmt::format(" at {}", expectation.node);
    if (!expectation.passes.empty())
        text += (expectation.fate ? " and" : "")
                + std::string(expectation.negated ? " does not pass " : " passes ")
                + inWords(expectation.passes, expectation.passes.size());
    if (expectation.attempts)
        text += fmt::format("{}is tried {} time{}",
                            expectation.fate || !expectation.passes.empty() ? " and " : " ",
                            *expectation.attempts, *expectation.attempts == 1 ? "" : "s");
    if (expectation.within)
        text += fmt::format(" within {}", printDuration(*expectation.within));
    expectation.text = std::move(text);
}

} // namespace

constinit const Object kAfterObject{"moment after a letter's fate", "When something has become of a letter.",
                                    kAfterKeys};
constinit const Object kSendObject{"letter", "A letter that somebody writes.", kSendKeys, checkSend};
constinit const Object kActionObject{"action", "Something that a person does.", kActionKeys, checkAction};
constinit const Object kExpectObject{"expectation", "What must be true when all is over.", kExpectKeys,
                                     checkExpectation};

} // namespace mf::schema
