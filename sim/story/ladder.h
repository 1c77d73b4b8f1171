// The lay-out of a ladder: a lifeline a machine, an arrow a piece of a conversation, downwards in the order
// of time, silence compressed. Used alike by the window and by the SVG file. All places are in pixels at
// zoom 1.
#pragma once

#include "sim/story/dialogue.h"
#include "sim/story/story.h"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

/// What a ladder has to know beside the trace.
struct LadderSight {
    NodeNames names;
    ShownOctets shown;            ///< octets that may be seen: without passwords
    std::set<NodeId> folded;      ///< machines that share one lifeline: those of DNS; empty: each has its own
    std::string foldedName;       ///< of that lifeline
    const Words *words = nullptr; ///< outlives the ladder
};

/// The machines that do nothing but DNS: those that may share a lifeline.
std::set<NodeId> machinesOfDns(const World &world);

struct LadderLane {
    std::string name;
    NodeId node = NodeId::None; ///< None: the folded ones
};

/// What an arrow says by its colour; its shape and label say it too.
enum class LadderHue : std::uint8_t {
    Client,
    Server,
    Good,
    More,
    Later,
    Never,
    Names,
    Connection,
    Trouble,
    Letter
};
inline constexpr std::size_t kLadderHueCount = static_cast<std::size_t>(LadderHue::Letter) + 1;

struct LadderArrow {
    Index record = kNoIndex;
    std::int64_t y = 0;             ///< of its beginning
    std::int64_t silenceUs = 0;     ///< before it, where there is room left for saying so; else 0
    std::uint32_t from = 0, to = 0; ///< lanes; equal: a mark on the lifeline
    LadderHue hue = LadderHue::Connection;
    bool dashed = false; ///< no octets: the connection itself
    bool lost = false;   ///< does not arrive

    friend bool operator==(const LadderArrow &, const LadderArrow &) = default;
};

class Ladder {
public:
    static constexpr int kHeader = 34, kRow = 24, kSlant = 6, kTimeWidth = 110, kLane = 230, kCharacter = 7;
    /// A pause from here on takes a row of its own.
    static constexpr Duration kSilence = 1s;

    Ladder() = default;
    explicit Ladder(LadderSight sight) : m_sight(std::move(sight)) { }

    /// Takes in the records [size(), records). What was laid out stays where it is.
    void grow(const Trace &trace, Index records);

    const std::vector<LadderLane> &lanes() const { return m_lanes; }
    const std::vector<LadderArrow> &arrows() const { return m_arrows; }
    Index size() const { return m_size; }
    /// How many arrows belong to records before this one.
    std::size_t countBefore(Index record) const;
    /// The arrow of a record; its number of arrows: it has none.
    std::size_t arrowOf(Index record) const;
    /// The first arrow at or below a height.
    std::size_t firstBelow(std::int64_t y) const;

    /// `lane`: pixels between two lifelines, kLane or more where there is room.
    int width(int lane = kLane) const { return kTimeWidth + lane * static_cast<int>(m_lanes.size()); }
    /// Down to the end of so many arrows.
    std::int64_t height(std::size_t arrows) const;
    static int laneX(std::uint32_t which, int lane = kLane)
    {
        return kTimeWidth + lane * static_cast<int>(which) + lane / 2;
    }

    /// What stands over an arrow; never longer than the arrow has room for.
    std::string label(const LadderArrow &arrow, const Record &record, int lane = kLane) const;
    /// A moment, or a pause, as ladderTime() writes it in the ladder's language.
    std::string time(std::int64_t microseconds) const;

private:
    std::uint32_t laneOf(NodeId node);
    void add(const Record &record);
    LadderHue hueOf(const Record &record) const;
    std::string wholeLabel(const Record &record) const;

    LadderSight m_sight;
    Index m_size = 0;
    Instant m_last{}; // the time of the lowest arrow
    std::vector<LadderLane> m_lanes;
    std::vector<LadderArrow> m_arrows;
    std::map<NodeId, std::uint32_t> m_laneOf;
    std::map<StreamId, NodeId> m_clients;
};

/// "2.315 s", "4 min 02.0 s", with the language's decimal point; the same in the window and in files.
std::string ladderTime(std::int64_t microseconds, const Words &words);

/// The colour of a hue on white paper: "#6a3fb5".
std::string_view ladderColour(LadderHue hue);

/// The first `count` arrows as an SVG 1.1 file. Equal ladders give equal octets.
std::string ladderSvg(const Ladder &ladder, const Trace &trace, std::size_t count, std::string_view title);
/// The same in pieces, for who writes between other things: the head, all arrows in their order, the tail.
std::string ladderSvgHead(const Ladder &ladder, std::size_t count, std::string_view title);
std::string ladderSvgArrows(const Ladder &ladder, const Trace &trace, std::size_t from, std::size_t to);
inline constexpr std::string_view kLadderSvgTail = "</svg>\n";

} // namespace mf::story
