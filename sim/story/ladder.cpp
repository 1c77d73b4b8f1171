#include "sim/story/ladder.h"

#include "sim/story/display.h"
#include "sim/story/saying.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::story {

namespace {

constexpr std::size_t kLabelOctets = 256; ///< looked at of a record, for its label

/// How a kind is drawn; those that are not drawn happen inside a machine.
struct Shape {
    bool drawn = false, dashed = false, lost = false, mark = false;
};

Shape shapeOf(Kind kind)
{
    switch (kind) {
    case Kind::Segment:
    case Kind::Datagram: return {true};
    case Kind::DatagramLost: return {.drawn = true, .lost = true};
    case Kind::StreamOpening:
    case Kind::StreamClosing: return {.drawn = true, .dashed = true};
    case Kind::StreamRefused: return {.drawn = true, .dashed = true, .lost = true};
    case Kind::TlsStarted: return {.drawn = true, .dashed = true};
    case Kind::StreamBroken:
    case Kind::FaultBegan:
    case Kind::FaultEnded:
    case Kind::LetterWritten:
    case Kind::LetterAccepted:
    case Kind::LetterStored:
    case Kind::LetterRead:
    case Kind::LetterDeleted:
    case Kind::LetterDelayed:
    case Kind::LetterBounced:
    case Kind::LetterDropped:
    case Kind::RetryScheduled: return {.drawn = true, .mark = true};
    case Kind::Act:
    case Kind::StreamOpened:
    case Kind::StreamClosed:
    case Kind::Command:
    case Kind::Login:
    case Kind::Decision:
    case Kind::SessionState:
    case Kind::Lookup:
    case Kind::LookupDone:
    case Kind::CacheHit:
    case Kind::CacheStored:
    case Kind::LetterQueued:
    case Kind::AttemptFailed:
    case Kind::LetterRelayed:
    case Kind::LetterHandedOver:
    case Kind::StoreFailed: return {};
    }
    return {};
}

bool isTrouble(Kind kind)
{
    return kind == Kind::DatagramLost || kind == Kind::StreamRefused || kind == Kind::StreamBroken
           || kind == Kind::FaultBegan || kind == Kind::FaultEnded || kind == Kind::RetryScheduled
           || (kind >= Kind::LetterDelayed && kind <= Kind::LetterDropped);
}

/// The first `count` characters of well-formed text, the last one an ellipsis if there were more.
std::string cutTo(std::size_t count, const std::string &text)
{
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    if (std::size_t(std::ranges::count_if(text, begins)) <= count)
        return text;
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end)
        if (begins(text[end]) && ++seen == count)
            break;
    return text.substr(0, end) + "…";
}

} // namespace

std::set<NodeId> machinesOfDns(const World &world)
{
    std::set<NodeId> machines;
    for (std::uint32_t i = 0; i < world.nodeCount(); ++i) {
        const node::NodeKind kind = world.node(NodeId{i}).kind();
        if (kind == node::NodeKind::NameServer || kind == node::NodeKind::Resolver)
            machines.insert(NodeId{i});
    }
    return machines;
}

void Ladder::grow(const Trace &trace, Index records)
{
    for (; m_size < records; ++m_size)
        add(trace[m_size]);
}

void Ladder::add(const Record &record)
{
    if (record.kind == Kind::StreamOpening || record.kind == Kind::StreamOpened)
        m_clients.try_emplace(record.stream, record.from);
    const Shape shape = shapeOf(record.kind);
    if (!shape.drawn || record.from == NodeId::None)
        return;
    const bool isTo = !shape.mark && record.to != NodeId::None;
    if (isTo && m_sight.folded.contains(record.from) && m_sight.folded.contains(record.to))
        return; // what the machines of DNS say among themselves
    LadderArrow arrow;
    arrow.record = record.id;
    arrow.from = laneOf(record.from);
    arrow.to = isTo ? laneOf(record.to) : arrow.from;
    arrow.hue = hueOf(record);
    arrow.dashed = shape.dashed;
    arrow.lost = shape.lost;
    const Duration pause = m_arrows.empty() ? Duration{} : record.at - m_last;
    arrow.silenceUs = pause >= kSilence ? pause.count() : 0;
    arrow.y = (m_arrows.empty() ? kHeader : m_arrows.back().y) + kRow * (arrow.silenceUs > 0 ? 2 : 1);
    m_last = record.at;
    m_arrows.push_back(arrow);
}

std::uint32_t Ladder::laneOf(NodeId node)
{
    const bool folds = m_sight.folded.contains(node);
    const NodeId key = folds ? NodeId::None : node;
    const auto [place, isNew] = m_laneOf.try_emplace(key, static_cast<std::uint32_t>(m_lanes.size()));
    if (isNew)
        m_lanes.push_back({folds ? m_sight.foldedName : m_sight.names(node), key});
    return place->second;
}

LadderHue Ladder::hueOf(const Record &record) const
{
    if (isTrouble(record.kind))
        return LadderHue::Trouble;
    if (record.kind == Kind::Datagram)
        return LadderHue::Names;
    if (record.kind >= Kind::LetterWritten)
        return LadderHue::Letter;
    if (record.kind != Kind::Segment)
        return LadderHue::Connection;
    const std::string_view code = record.facts.text(Key::Code);
    switch (code.empty() ? '\0' : code.front()) {
    case '2': return LadderHue::Good;
    case '3': return LadderHue::More;
    case '4': return LadderHue::Later;
    case '5': return LadderHue::Never;
    default: break;
    }
    const auto client = m_clients.find(record.stream);
    return client != m_clients.end() && client->second == record.from ? LadderHue::Client : LadderHue::Server;
}

// ---- finding ----------------------------------------------------------------------------------------------

std::size_t Ladder::countBefore(Index record) const
{
    return std::size_t(std::ranges::lower_bound(m_arrows, record, {}, &LadderArrow::record)
                       - m_arrows.begin());
}

std::size_t Ladder::arrowOf(Index record) const
{
    const std::size_t at = countBefore(record);
    return at < m_arrows.size() && m_arrows[at].record == record ? at : m_arrows.size();
}

std::size_t Ladder::firstBelow(std::int64_t y) const
{
    return std::size_t(std::ranges::lower_bound(m_arrows, y, {}, &LadderArrow::y) - m_arrows.begin());
}

std::int64_t Ladder::height(std::size_t arrows) const
{
    return (arrows == 0 ? kHeader : m_arrows[arrows - 1].y) + kRow;
}

// ---- words ------------------------------------------------------------------------------------------------

/// What was said, or else the sentence of what happened.
std::string Ladder::wholeLabel(const Record &record) const
{
    if (record.kind == Kind::Segment && record.facts.text(Key::Part) != "letter") {
        const std::string octets = m_sight.shown(record).flatten(kLabelOctets);
        const auto lines = std::ranges::count(octets, '\n');
        const std::string first = displayed(firstLine(octets));
        return lines > 1 ? fmt::format("{} (+{})", first, lines - 1) : first;
    }
    if (record.kind == Kind::Datagram && record.facts.has(Key::Part)) {
        const std::string_view part = record.facts.text(Key::Part);
        const std::string_view called = m_sight.words->text(fmt::format("part.{}", part));
        const std::string shown = shownText(record, {});
        return called.empty() ? shown : fmt::format("{}{}", called, shown.substr(part.size()));
    }
    return sentence(record, *m_sight.words, m_sight.names);
}

std::string Ladder::label(const LadderArrow &arrow, const Record &record, int lane) const
{
    const std::uint32_t lanes = arrow.from < arrow.to ? arrow.to - arrow.from : arrow.from - arrow.to;
    const int room = lane * static_cast<int>(std::max(1u, lanes)) - 3 * kCharacter;
    return cutTo(static_cast<std::size_t>(room / kCharacter), wholeLabel(record));
}

std::string Ladder::time(std::int64_t microseconds) const { return ladderTime(microseconds, *m_sight.words); }

std::string ladderTime(std::int64_t us, const Words &words)
{
    const std::string_view point = words.text("number.point");
    if (us < 60'000'000) { // rounded, as everywhere in the window
        const std::int64_t ms = (us + 500) / 1000;
        return fmt::format("{}{}{:03} s", ms / 1000, point, ms % 1000);
    }
    if (us < 3'600'000'000)
        return fmt::format("{} min {:02}{}{} s", us / 60'000'000, us / 1'000'000 % 60, point,
                           us / 100'000 % 10);
    return fmt::format("{} h {:02} min", us / 3'600'000'000, us / 60'000'000 % 60);
}

} // namespace mf::story
