#include "sim/scenario/keys.h"

#include <algorithm>

namespace mf::schema {

using yaml::Tree;

namespace values {

namespace {

constexpr std::string_view kTypeWords[] = {"A",   "AAAA", "CNAME", "MX",   "NS", "PTR",
                                           "SOA", "SRV",  "TXT",   "TLSA", "CAA"};

std::optional<std::string> typeNamed(std::string_view name)
{
    const bool known = std::ranges::find(kTypeWords, name) != std::end(kTypeWords);
    return known ? std::optional<std::string>(name) : std::nullopt;
}

using QueryType = Word<kTypeWords, typeNamed>;

} // namespace

} // namespace values

namespace {

using namespace values;

constexpr std::string_view kLetter = "a letter; with is:";
constexpr std::string_view kIs = "what becomes of it";
constexpr std::string_view kNode = "only there; anywhere if not given";
constexpr std::string_view kQuery = "or else: a question to DNS of this type";
constexpr std::string_view kName = "the name that is asked for";
constexpr std::string_view kReply = "or else: an answer with this code, like 502 or -ERR; with node:";
constexpr std::string_view kCommand = "or else: a client's command, like DELE or UID STORE; with node:";

constexpr Key kMomentKeys[] = {
    key<&MomentSpec::letter, LetterName>("letter", kLetter),
    key<&MomentSpec::fate, Optional<FateWord>>("is", kIs),
    key<&MomentSpec::node, NodeName>("node", kNode),
    key<&MomentSpec::queryType, QueryType>("query", kQuery),
    key<&MomentSpec::queryName, Text>("name", kName),
    key<&MomentSpec::reply, Text>("reply", kReply),
    key<&MomentSpec::command, Text>("command", kCommand),
};
constexpr Key kShownKeys[] = {
    keyIn<&Claim::shownBy, &MomentSpec::letter, LetterName>("letter", kLetter),
    keyIn<&Claim::shownBy, &MomentSpec::fate, Optional<FateWord>>("is", kIs),
    keyIn<&Claim::shownBy, &MomentSpec::node, NodeName>("node", kNode),
    keyIn<&Claim::shownBy, &MomentSpec::queryType, QueryType>("query", kQuery),
    keyIn<&Claim::shownBy, &MomentSpec::queryName, Text>("name", kName),
    keyIn<&Claim::shownBy, &MomentSpec::reply, Text>("reply", kReply),
    keyIn<&Claim::shownBy, &MomentSpec::command, Text>("command", kCommand),
    key<&Claim::before, Optional<Group<kMomentObject>>>("before", "the moment that it comes before"),
};
constexpr Key kChoiceKeys[] = {
    key<&Choice::text, values::LocalText>("text", "the answer", {.required = true}),
    key<&Choice::right, Flag>("right", "whether it is right; false if not given"),
    key<&Choice::because, values::LocalText>("because", "what to say to whoever chose it"),
};
constexpr Key kStopKeys[] = {
    key<&LessonStop::stopWhen, Group<kMomentObject>>("stop-when", "the moment at which the run stops",
                                                     {.required = true}),
    key<&LessonStop::say, values::LocalText>("say", "what to say there"),
    key<&LessonStop::ask, values::LocalText>("ask", "a question"),
    key<&LessonStop::choices, List<Group<kChoiceObject>>>("choices", "its possible answers"),
};
constexpr Key kClaimKeys[] = {
    key<&Claim::commonly, values::LocalText>("commonly", "what is commonly said", {.required = true}),
    key<&Claim::exactly, values::LocalText>("exactly", "what is more exactly so", {.required = true}),
    keyOf<Claim, Group<kShownObject>>("shown-by", "the moment in the trace that shows it",
                                      {.required = true}),
};

void checkMoment(Reading &reading, const Tree &tree, void *)
{
    const bool letter = tree.find("letter") != nullptr, query = tree.find("query") != nullptr;
    const bool reply = tree.find("reply") != nullptr, command = tree.find("command") != nullptr;
    if (letter + query + reply + command != 1)
        reading.fault(
            tree.where(),
            phrase("a moment is a letter's, a question's, a command's or an answer's: write letter: and is:, "
                   "query: and name:, command: and node:, or reply: and node:"));
    else if (letter && tree.find("is") == nullptr)
        reading.fault(tree.where(), phrase("what has become of the letter? write is:"));
    else if (query && tree.find("name") == nullptr)
        reading.fault(tree.where(), phrase("a question about what? write name:"));
}

void checkStop(Reading &reading, const Tree &tree, void *read)
{
    const auto &stop = *static_cast<const LessonStop *>(read);
    if (stop.choices.empty())
        return;
    if (stop.ask.empty())
        reading.fault(tree.find("choices")->keyAt, phrase("answers to what? write ask:"));
    if (std::ranges::none_of(stop.choices, &Choice::right))
        reading.fault(tree.find("choices")->keyAt, phrase("no answer is right; mark one with right: true"));
}

} // namespace

constinit const Object kMomentObject{English("moment"), "A moment in the trace.", kMomentKeys, checkMoment};
constinit const Object kShownObject{English("moment that shows it"),
                                    "A moment in the trace, and perhaps one that comes later.", kShownKeys,
                                    checkMoment};
constinit const Object kChoiceObject{English("choice"), "A possible answer.", kChoiceKeys};
constinit const Object kStopObject{English("stop of the lesson"),
                                   "A moment at which the run stops, and what is said or asked there.",
                                   kStopKeys, checkStop};
constinit const Object kClaimObject{English("claim"), "What is commonly said, and what is more exactly so.",
                                    kClaimKeys};

} // namespace mf::schema
