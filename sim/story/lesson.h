// A lesson as it is played: where its stops and the moments of its claims are in a growing trace, and what has
// been answered. Knows neither widgets nor the clock; whoever runs the world asks it where to stop.
#pragma once

#include "sim/story/moment.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mf::story {

/// What somebody has done about one stop.
struct Attempts {
    std::vector<std::size_t> chosen; ///< answers, in the order in which they were tried; each once
    bool right = false;              ///< and the right one is among them
    bool skipped = false;
    bool seen = false; ///< the run has stood there
    friend bool operator==(const Attempts &, const Attempts &) = default;
};

/// Chooses an answer; after the right one nothing changes any more. Whether anything changed.
bool choose(Attempts &attempts, const LessonStop &stop, std::size_t choice);
/// Whether the stop asks something that is neither answered nor skipped.
bool isOpen(const Attempts &attempts, const LessonStop &stop);

/// How the questions of a lesson went.
struct Score {
    std::size_t questions = 0;
    std::size_t atOnce = 0; ///< right with the first answer
    std::size_t later = 0;  ///< right with a further one
    std::size_t skipped = 0;
    std::size_t open() const { return questions - atOnce - later - skipped; }
    friend bool operator==(const Score &, const Score &) = default;
};

class Lesson {
public:
    Lesson() = default;
    /// Names are by NodeId.
    Lesson(const Scenario &scenario, const std::vector<std::string> &nodeNames);

    std::size_t stopCount() const { return m_stops.size(); }
    const LessonStop &stop(std::size_t i) const { return m_stops[i]; }
    std::size_t claimCount() const { return m_claims.size(); }
    const Claim &claim(std::size_t i) const { return m_claims[i]; }
    bool isEmpty() const { return m_stops.empty() && m_claims.empty(); }

    // ---- where it is in the trace ----
    /// Looks at the trace's records up to the first `records`.
    void grow(const Trace &trace, Index records) { m_moments.grow(trace, records); }
    /// Another future is looked at: moments are looked for anew, answers are kept.
    void forgetTrace();
    /// The record at which a stop is; nothing: it has not come (yet).
    std::optional<Index> momentOf(std::size_t stop) const { return m_moments.found(stop); }
    std::optional<Index> momentOfClaim(std::size_t claim) const
    {
        return m_moments.found(m_stops.size() + claim);
    }
    /// Whether a step of any size ends after this record: forwards, backwards, and whatever has been answered,
    /// so that a step leads to the same places in both directions.
    bool isStop(Index record) const;
    /// The first record of [from, to) at which a run that goes by itself is to wait for the person.
    std::optional<Index> halt(Index from, Index to) const;

    // ---- where the person is ----
    /// The view stands after a step that has brought the records [before, shown).
    void stand(Index before, Index shown);
    /// The stop that is shown: of those of this step the first that asks and is not answered, else the last; where
    /// the step has none, the one that was come to last. Nothing: none has come yet.
    std::optional<std::size_t> current() const { return m_current; }
    /// What is asked now is neither answered nor skipped: what follows is nobody's business.
    bool isQuestionOpen() const { return m_current && isOpen(*m_current); }
    /// One event may bring several stops. To the next one of this step, where nothing is open at the one before;
    /// false: there is none.
    bool goOn();
    /// To the one before of this step; false: there is none.
    bool goBack();

    // ---- what has been done ----
    const Attempts &attempts(std::size_t stop) const { return m_attempts[stop]; }
    bool isOpen(std::size_t stop) const { return story::isOpen(m_attempts[stop], m_stops[stop]); }
    bool choose(std::size_t stop, std::size_t choice)
    {
        return story::choose(m_attempts[stop], m_stops[stop], choice);
    }
    bool skip(std::size_t stop);
    Score score() const;

private:
    bool move(int stops);

    std::vector<LessonStop> m_stops;
    std::vector<Claim> m_claims;
    std::vector<Attempts> m_attempts; // one a stop
    MomentFinder m_moments;           // of the stops, then of the claims
    std::vector<std::size_t> m_here;  // the stops of the step at which the person is, in order
    std::optional<std::size_t> m_current;
};

} // namespace mf::story
