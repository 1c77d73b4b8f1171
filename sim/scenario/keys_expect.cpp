#include "sim/scenario/keys.h"

#include "sim/scenario/suggest.h"

#include <fmt/format.h>

namespace mf::schema {

using yaml::Tree;

namespace {

using namespace values;

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

void checkExpectation(Reading &reading, const Tree &tree, void *read)
{
    auto &expectation = *static_cast<Expectation *>(read);
    expectation.line = tree.begin.line;
    if (!expectation.fate && expectation.passes.empty() && !expectation.attempts)
        return reading.fault(tree.begin, phrase("what is expected? write is:, passes: or attempts:"));
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
                + inWords(expectation.passes, expectation.passes.size()).text();
    if (expectation.attempts)
        text += fmt::format("{}is tried {} time{}",
                            expectation.fate || !expectation.passes.empty() ? " and " : " ",
                            *expectation.attempts, *expectation.attempts == 1 ? "" : "s");
    if (expectation.within)
        text += fmt::format(" within {}", printDuration(*expectation.within));
    expectation.text = std::move(text);
}

} // namespace

constinit const Object kExpectObject{English("expectation"), "What must be true when all is over.",
                                     kExpectKeys, checkExpectation};

} // namespace mf::schema
