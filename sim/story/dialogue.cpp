#include "sim/story/dialogue.h"

#include "sim/story/display.h"

#include <algorithm>

namespace mf::story {

namespace {

bool isAboutTheConnection(Kind kind)
{
    switch (kind) {
    case Kind::StreamOpening:
    case Kind::StreamOpened:
    case Kind::StreamRefused:
    case Kind::StreamClosed:
    case Kind::StreamBroken:
    case Kind::TlsStarted: return true;
    default: return false;
    }
}

/// A letter is read, or taken away, by what came over a connection a few records before.
constexpr int kCausesFollowed = 6;
StreamId streamBehind(const Trace &trace, const Record &record)
{
    const Record *at = &record;
    for (int i = 0; i < kCausesFollowed && at->stream == StreamId::None && at->cause != kNoIndex; ++i)
        at = &trace[at->cause];
    return at->stream;
}

struct Line {
    std::size_t at = 0, octets = 0;
};

/// The lines of octets, each with its end; the last may have none.
std::vector<Line> linesOf(std::string_view octets)
{
    std::vector<Line> lines;
    for (std::size_t at = 0; at < octets.size();) {
        const std::size_t end = std::min(octets.find('\n', at), octets.size() - 1) + 1;
        lines.push_back({at, end - at});
        at = end;
    }
    return lines;
}

void appendSegment(std::vector<TalkRow> &rows, TalkRow::Is who, const Record &record, bool unfolded,
                   const ShownOctets &shown)
{
    const std::vector<Line> lines = linesOf(shown(record).flatten(kTalkOctets));
    const bool folds =
        lines.size() > kFoldedLines + 1; // one line is no longer than the row that stands for it
    const std::size_t count = std::min(lines.size(), !folds     ? lines.size()
                                                     : unfolded ? kUnfoldedLines
                                                                : kFoldedLines);
    for (const Line &line : std::span(lines).first(count))
        rows.push_back({who, record.id, std::uint32_t(line.at), std::uint32_t(line.octets)});
    if (folds)
        rows.push_back({unfolded ? TalkRow::Is::Less : TalkRow::Is::More, record.id, 0,
                        std::uint32_t(lines.size() - count)});
}

} // namespace

// ---- sessions ---------------------------------------------------------------------------------------------

void TalkSessions::grow(const Trace &trace, Index records)
{
    for (; m_size < records; ++m_size) {
        const Record &record = trace[m_size];
        const bool fetched = record.kind == Kind::LetterRead || record.kind == Kind::LetterDeleted;
        const StreamId stream = fetched ? streamBehind(trace, record) : record.stream;
        if (stream == StreamId::None)
            continue;
        const bool said = record.kind == Kind::Segment;
        if (said || isAboutTheConnection(record.kind))
            session(record).records.push_back(record.id);
        const auto place = m_places.find(stream);
        if (record.mail != MailId::None && place != m_places.end())
            m_letters[record.mail].insert(place->second);
    }
}

/// The session of a record, begun with it if it is new.
TalkSession &TalkSessions::session(const Record &record)
{
    const auto [place, isNew] = m_places.try_emplace(record.stream, m_sessions.size());
    if (isNew)
        m_sessions.push_back({record.stream, record.from, record.to, {}, {}});
    TalkSession &session = m_sessions[place->second];
    for (const Key key : {Key::Protocol, Key::Service})
        if (session.protocol.empty())
            session.protocol = record.facts.text(key);
    return session;
}

std::size_t TalkSessions::countBefore(Index record) const
{
    const auto begins = [](const TalkSession &session) { return session.records.front(); };
    return std::size_t(std::ranges::lower_bound(m_sessions, record, {}, begins) - m_sessions.begin());
}

std::size_t TalkSessions::placeOf(StreamId stream) const
{
    const auto found = m_places.find(stream);
    return found == m_places.end() ? m_sessions.size() : found->second;
}

const TalkSession *TalkSessions::of(StreamId stream) const
{
    const std::size_t place = placeOf(stream);
    return place < m_sessions.size() ? &m_sessions[place] : nullptr;
}

std::vector<std::size_t> TalkSessions::ofLetter(MailId mail) const
{
    const auto found = m_letters.find(mail);
    return found == m_letters.end() ? std::vector<std::size_t>{}
                                    : std::vector(found->second.begin(), found->second.end());
}

// ---- rows -------------------------------------------------------------------------------------------------

void appendTalk(std::vector<TalkRow> &rows, const TalkSession &session, const Trace &trace, Index end,
                const std::set<Index> &unfolded, const ShownOctets &shown)
{
    if (session.records.front() >= end)
        return;
    rows.push_back({TalkRow::Is::Header, session.records.front(), 0, 0});
    for (const Index id : session.records) {
        if (id >= end)
            return;
        const Record &record = trace[id];
        if (record.kind != Kind::Segment)
            rows.push_back({TalkRow::Is::Note, id, 0, 0});
        else
            appendSegment(rows, record.from == session.client ? TalkRow::Is::Client : TalkRow::Is::Server,
                          record, unfolded.contains(id), shown);
    }
}

std::string talkLine(const TalkRow &row, const Record &record, const ShownOctets &shown)
{
    const std::string octets = shown(record).flatten(std::size_t{row.at} + row.octets);
    if (octets.size() < row.at)
        return {};
    std::string_view line = std::string_view(octets).substr(row.at);
    if (line.ends_with('\n'))
        line.remove_suffix(line.ends_with("\r\n") ? 2 : 1);
    return displayed(line);
}

} // namespace mf::story
