#include "sim/base/ascii.h"
#include "sim/scenario/values.h"
#include "sim/story/journey.h"
#include "sim/story/moment.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::story {

namespace {

/// Judges one expectation of one letter.
class Judge {
public:
    Judge(const Expectation &expectation, const Journey &journey, const std::vector<std::string> &nodeNames)
        : m_expectation(expectation)
        , m_journey(journey)
        , m_names(nodeNames)
    { }

    /// Why it is not so; nothing: it is.
    std::optional<std::string> denied() const
    {
        const Stage *last = nullptr; // that makes it true
        if (m_expectation.fate) {
            last = firstStage();
            if (last == nullptr)
                return fmt::format("it is not; {}", howFar());
        }
        if (!m_expectation.passes.empty()) {
            std::size_t passed = 0;
            for (const Stage &stage : m_journey.stages)
                if (passed < m_expectation.passes.size()
                    && nameOf(stage.node) == m_expectation.passes[passed]) {
                    ++passed;
                    last = passed == m_expectation.passes.size() ? later(last, &stage) : last;
                }
            if (passed < m_expectation.passes.size())
                return fmt::format("it does not come to {}{}; {}", m_expectation.passes[passed],
                                   passed == 0 ? std::string()
                                               : fmt::format(" after {}", m_expectation.passes[passed - 1]),
                                   howFar());
        }
        if (m_expectation.attempts && attempts() != *m_expectation.attempts)
            return fmt::format("it is tried {} time{}; {}", attempts(), attempts() == 1 ? "" : "s", howFar());
        const Duration took = last == nullptr ? Duration{} : last->at - m_journey.stages.front().at;
        if (m_expectation.within && took > *m_expectation.within)
            return fmt::format("it takes {}",
                               schema::printDuration(std::chrono::ceil<std::chrono::milliseconds>(took)));
        return std::nullopt;
    }

private:
    const Stage *firstStage() const
    {
        const auto fits = [this](const Stage &stage) {
            return stage.fate == *m_expectation.fate
                   && (m_expectation.node.empty() || nameOf(stage.node) == m_expectation.node)
                   && (m_expectation.by.empty() || isFor(stage));
        };
        const auto it = std::ranges::find_if(m_journey.stages, fits);
        return it == m_journey.stages.end() ? nullptr : &*it;
    }

    /// At the named node, or at the one that tried most often.
    std::size_t attempts() const
    {
        std::size_t most = 1;
        for (const Retry &retry : m_journey.retries)
            if (m_expectation.node.empty() || nameOf(retry.node) == m_expectation.node)
                most = std::max(most, retry.attempt);
        return most;
    }

    bool isFor(const Stage &stage) const
    {
        const auto same = [this](const std::string &address) {
            return ascii::equals(address, m_expectation.by);
        };
        return stage.recipient.empty() ? std::ranges::any_of(m_journey.to, same) : same(stage.recipient);
    }

    static const Stage *later(const Stage *a, const Stage *b)
    {
        return a != nullptr && a->at > b->at ? a : b;
    }

    std::string nameOf(NodeId node) const
    {
        return raw(node) < m_names.size() ? m_names[raw(node)] : std::string();
    }

    std::string howFar() const
    {
        const Stage &stage = m_journey.stages.back();
        return fmt::format("its last record is {} at {}", name(stage.fate), nameOf(stage.node));
    }

    const Expectation &m_expectation;
    const Journey &m_journey;
    const std::vector<std::string> &m_names;
};

/// A lesson waits at its stops: one that never comes is a mistake in the file.
Judgement judged(const LessonStop &stop, const Trace &trace, const std::vector<std::string> &nodeNames)
{
    const bool comes = firstMoment(stop.stopWhen, trace, nodeNames).has_value();
    return {comes, fmt::format("lesson stops when {}", inWords(stop.stopWhen)),
            comes ? std::string() : "this moment never comes"};
}

/// What is claimed is there to be seen, and in the order that is claimed.
Judgement judged(const Claim &claim, const Trace &trace, const std::vector<std::string> &nodeNames)
{
    Judgement judgement{
        isShown(claim, trace, nodeNames), fmt::format("claim is shown by {}", inWords(claim.shownBy)), {}};
    if (claim.before)
        judgement.text += " before " + inWords(*claim.before);
    if (judgement.passed)
        return judgement;
    if (!firstMoment(claim.shownBy, trace, nodeNames))
        judgement.reason = "this moment never comes";
    else if (!firstMoment(*claim.before, trace, nodeNames))
        judgement.reason = "the later moment never comes";
    else
        judgement.reason = "it is the other way round";
    return judgement;
}

} // namespace

std::vector<Judgement> judge(const Scenario &scenario, const Trace &trace,
                             const std::vector<std::string> &nodeNames)
{
    const std::vector<Journey> found = journeys(trace, trace.size());
    std::vector<Judgement> judgements;
    for (const Expectation &expectation : scenario.expect) {
        const auto journey = std::ranges::find(found, expectation.letter, &Journey::letter);
        const auto denied = journey == found.end() ? std::optional<std::string>("it was never written")
                                                   : Judge(expectation, *journey, nodeNames).denied();
        Judgement &judgement = judgements.emplace_back();
        judgement.text = expectation.text;
        judgement.passed = denied.has_value() == expectation.negated;
        if (!judgement.passed)
            judgement.reason = denied.value_or("but it is");
    }
    for (const LessonStop &stop : scenario.lesson)
        judgements.push_back(judged(stop, trace, nodeNames));
    for (const Claim &claim : scenario.claims)
        judgements.push_back(judged(claim, trace, nodeNames));
    return judgements;
}

} // namespace mf::story
