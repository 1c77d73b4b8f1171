#include "sim/story/print.h"

#include "sim/story/display.h"
#include "sim/story/saying.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::story {

namespace {

/// Of one piece of a conversation; a letter is not printed, only counted.
constexpr std::size_t kShownLines = 40;
constexpr std::size_t kShownOctets = 8192;

std::string timeOf(Instant at)
{
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return fmt::format("{:>6}.{:03} s", ms / 1000, ms % 1000);
}

constexpr std::string_view kIndentation = "            ";

} // namespace

std::string StoryPrinter::lines(const Record &record, const std::string &octets) const
{
    const std::string way =
        fmt::format("{}  {} -> {}", kIndentation, m_names(record.from), m_names(record.to));
    if (record.kind == Kind::Datagram)
        return fmt::format("{}  {}\n", way, shownText(record, octets));
    const auto client = m_clients.find(record.stream);
    const char who = client != m_clients.end() && client->second == record.from ? 'C' : 'S';
    if (record.facts.text(Key::Part) == "letter")
        return fmt::format("{}  {}: ({} octets of the letter)\n", way, who, record.bytes.size());
    std::string out;
    std::size_t count = 0;
    for (std::string_view rest = std::string_view(octets).substr(0, kShownOctets); !rest.empty(); ++count) {
        if (count == kShownLines)
            return out + fmt::format("{}  {}: ...\n", way, who);
        const std::string_view line = firstLine(rest);
        rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
        out += fmt::format("{}  {}: {}\n", way, who, displayed(line));
    }
    return octets.size() > kShownOctets ? out + fmt::format("{}  {}: ...\n", way, who) : out;
}

std::string StoryPrinter::print(const Record &record)
{
    if (record.kind == Kind::StreamOpening || record.kind == Kind::StreamOpened)
        m_clients[record.stream] = record.from;
    const SecretFinder::Masked masked = m_finder.mask(record);
    if (m_detail == Detail::Lines && (record.kind == Kind::Segment || record.kind == Kind::Datagram))
        return lines(record, masked.octets);
    if (record.kind == Kind::StreamClosed || record.kind == Kind::StreamBroken)
        m_clients.erase(record.stream);
    if (!stopsAfter(StepSize::Hop, record))
        return {};
    return fmt::format("{}  {}\n", timeOf(record.at), sentence(record, *m_words, m_names));
}

} // namespace mf::story
