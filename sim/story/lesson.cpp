#include "sim/story/lesson.h"

#include <algorithm>

namespace mf::story {

namespace {

std::vector<MomentSpec> momentsOf(const Scenario &scenario)
{
    std::vector<MomentSpec> moments;
    for (const LessonStop &stop : scenario.lesson)
        moments.push_back(stop.stopWhen);
    for (const Claim &claim : scenario.claims)
        moments.push_back(claim.shownBy);
    return moments;
}

bool asks(const LessonStop &stop) { return !stop.choices.empty(); }

} // namespace

bool choose(Attempts &attempts, const LessonStop &stop, std::size_t choice)
{
    const bool again = std::ranges::find(attempts.chosen, choice) != attempts.chosen.end();
    if (choice >= stop.choices.size() || attempts.right || again)
        return false;
    attempts.chosen.push_back(choice);
    attempts.right = stop.choices[choice].right;
    attempts.skipped = attempts.skipped && !attempts.right; // who answers after all has answered
    return true;
}

bool isOpen(const Attempts &attempts, const LessonStop &stop)
{
    return asks(stop) && !attempts.right && !attempts.skipped;
}

Lesson::Lesson(const Scenario &scenario, const std::vector<std::string> &nodeNames)
    : m_stops(scenario.lesson)
    , m_claims(scenario.claims)
    , m_attempts(scenario.lesson.size())
    , m_moments(momentsOf(scenario), nodeNames)
{ }

bool Lesson::isStop(Index record) const
{
    for (std::size_t i = 0; i < m_stops.size(); ++i)
        if (momentOf(i) == record)
            return true;
    return false;
}

std::optional<Index> Lesson::halt(Index from, Index to) const
{
    std::optional<Index> first;
    for (std::size_t i = 0; i < m_stops.size(); ++i) {
        const auto moment = momentOf(i);
        const bool waits = asks(m_stops[i]) ? isOpen(i) : !m_attempts[i].seen;
        if (moment && waits && *moment >= from && *moment < to && (!first || *moment < *first))
            first = moment;
    }
    return first;
}

void Lesson::forgetTrace()
{
    m_moments.clear();
    m_here.clear();
    m_current.reset();
}

void Lesson::stand(Index before, Index shown)
{
    m_here.clear();
    m_current.reset();
    for (std::size_t i = 0; i < m_stops.size(); ++i) {
        const auto moment = momentOf(i);
        if (!moment || *moment >= shown)
            continue;
        if (*moment >= before)
            m_here.push_back(i);
        if (!m_current || *moment >= *momentOf(*m_current)) // of two at one record the later in the file
            m_current = i;
    }
    std::ranges::stable_sort(m_here, {}, [this](std::size_t i) { return *momentOf(i); });
    const auto waits = [this](std::size_t i) { return asks(m_stops[i]) ? isOpen(i) : !m_attempts[i].seen; };
    if (const auto first = std::ranges::find_if(m_here, waits); first != m_here.end())
        m_current = *first;
    if (m_current)
        m_attempts[*m_current].seen = true;
}

bool Lesson::goOn() { return !isQuestionOpen() && move(1); }
bool Lesson::goBack() { return move(-1); }

bool Lesson::move(int stops)
{
    const auto at = m_current ? std::ranges::find(m_here, *m_current) : m_here.end();
    const auto to = (at - m_here.begin()) + stops;
    if (at == m_here.end() || to < 0 || to >= std::ssize(m_here))
        return false;
    m_current = m_here[std::size_t(to)];
    m_attempts[*m_current].seen = true;
    return true;
}

bool Lesson::skip(std::size_t stop)
{
    if (!isOpen(stop))
        return false;
    m_attempts[stop].skipped = true;
    return true;
}

Score Lesson::score() const
{
    Score score;
    for (std::size_t i = 0; i < m_stops.size(); ++i) {
        if (!asks(m_stops[i]))
            continue;
        ++score.questions;
        const Attempts &attempts = m_attempts[i];
        if (attempts.right)
            ++(attempts.chosen.size() == 1 ? score.atOnce : score.later);
        else if (attempts.skipped)
            ++score.skipped;
    }
    return score;
}

} // namespace mf::story
