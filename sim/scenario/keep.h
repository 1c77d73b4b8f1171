// What a person has done in the window, written into the scenario's text: acts become actions and faults, machines
// keep their places. Comments, order and everything else stay as their author wrote them.
#pragma once

#include "sim/base/fault.h"
#include "sim/world/history.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf {

/// What came before a line that was typed by hand.
struct TypedBefore {
    Instant begun{}; ///< when the connection was called for
    TypeAction call;
    Duration since{}; ///< the line before it, or the call
};
/// How much of an act a scenario file has words for, and room.
enum class Keepable : std::uint8_t { Whole, WithoutFiles, Not };
struct DoneAct {
    Instant at{};
    PersonAct act;
    std::optional<TypedBefore> typed = {}; ///< of TypeLineAt and HangUpAt on a call that stood
    std::string letter = {}; ///< the scenario's name of the letter that it is about; "": there is none
    Keepable much = Keepable::Whole; ///< as a Judge has said; kept() goes by it
};
/// The act of that step; nothing: it was none.
std::optional<DoneAct> doneAt(const History &history, StepIndex step);

struct Doings {
    std::vector<DoneAct> acts; ///< in the order in which they were done
    std::vector<std::pair<std::string, std::pair<double, double>>> places; ///< machines and their cells
    bool empty() const { return acts.empty() && places.empty(); }
};

/// Is asked about the acts of a run one after the other: the files of all letters together have a limit, too.
class Judge {
public:
    Keepable operator()(const DoneAct &done);

private:
    std::size_t m_filesOctets = 0; // kept so far
};

/// The text with all of it, as much as can be kept of each act; `variant`: where to, "" for the scenario itself. A variant without a
/// list of its own gets a copy of the one that it shares. Fails, and says why, where the text has errors or the
/// result would not be read.
std::expected<std::string, Fault> kept(std::string_view text, std::string_view variant, const Doings &doings);

/// Times as files have them, exactly: "90s", "5m", "1500us".
std::string durationText(Duration duration);

} // namespace mf
