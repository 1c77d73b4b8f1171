#include "sim/story/predict.h"

#include <algorithm>
#include <vector>

namespace mf::story {

namespace {

/// The record at which a step of that size ends.
std::optional<Record> nextStop(World &ahead, StepSize size)
{
    for (std::size_t i = 0; i < kPredictedSteps; ++i) {
        auto step = ahead.step();
        if (!step)
            return std::nullopt;
        for (Record &record : step->records)
            if (stopsAfter(size, record) && record.from != NodeId::None)
                return std::move(record);
    }
    return std::nullopt;
}

/// The machines to choose from: the right one, and those that are not only there for DNS, from the first on.
std::vector<NodeId> candidates(const World &world, NodeId right)
{
    std::vector<NodeId> nodes{right};
    for (std::uint32_t i = 0; i < world.nodeCount() && nodes.size() < kPredictedChoices; ++i) {
        const auto kind = world.node(NodeId{i}).kind();
        const bool names = kind == node::NodeKind::NameServer || kind == node::NodeKind::Resolver;
        if (!names && NodeId{i} != right)
            nodes.push_back(NodeId{i});
    }
    std::ranges::sort(nodes);
    return nodes;
}

LocalText inEnglish(std::string_view text) { return {{{"", std::string(text)}}}; }

} // namespace

std::optional<LessonStop> prediction(World ahead, StepSize size, const Words &words)
{
    const auto record = nextStop(ahead, size);
    if (!record)
        return std::nullopt;
    const NodeNames names = nodeNames(ahead);
    LessonStop question;
    question.say = inEnglish(words.text("predict.say"));
    question.ask = inEnglish(words.text("predict.ask"));
    for (const NodeId node : candidates(ahead, record->from)) {
        const bool right = node == record->from;
        question.choices.push_back(
            {inEnglish(names(node)),
             inEnglish(right ? sentence(*record, words, names) : std::string(words.text("predict.wrong"))),
             right});
    }
    if (question.choices.size() < 2)
        return std::nullopt;
    return question;
}

} // namespace mf::story
