// A letter's way through the world, read off the trace.
#pragma once

#include "sim/base/ids.h"
#include "sim/kernel/trace.h"
#include "sim/world/scenario.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

/// One stage of a letter's life: a record and the fate it means.
struct Stage {
    Index record = kNoIndex;
    Fate fate = Fate::Written;
    Instant at{};
    NodeId node = NodeId::None;
    std::string recipient; ///< empty: all of them
};

/// A server has tried the letter in vain and will try it again.
struct Retry {
    NodeId node = NodeId::None;
    std::size_t attempt = 0; ///< the one that will be next; the first was 1
};

struct Journey {
    MailId mail = MailId::None;
    std::string letter; ///< the scenario's name; empty: none
    std::string from, subject;
    std::vector<std::string> to;
    std::vector<Stage> stages; ///< in order
    std::vector<Retry> retries;
};

/// All values that a record has of a fact, in order.
std::vector<std::string> allOf(const Facts &facts, Key key);

/// The fate that a record means for its letter; nothing: none.
std::optional<Fate> fateOf(const Record &record);

/// All letters of the trace's first `records` records, in the order in which they appeared.
std::vector<Journey> journeys(const Trace &trace, Index records);

/// Judges expectations, and then the moments of the lesson's stops and of the claims, against a whole trace.
struct Judgement {
    bool passed = false;
    std::string text;   ///< the expectation as the file has it
    std::string reason; ///< why it failed; empty if it passed
};
std::vector<Judgement> judge(const Scenario &scenario, const Trace &trace,
                             const std::vector<std::string> &nodeNames);

} // namespace mf::story
