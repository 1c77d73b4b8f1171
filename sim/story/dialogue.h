// Conversations in a trace: which connections there were, which letters they carried, and each as lines,
// "C:" and "S:".
#pragma once

#include "sim/kernel/trace.h"

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

/// One connection, as far as the trace has been read.
struct TalkSession {
    StreamId stream = StreamId::None;
    NodeId client = NodeId::None, server = NodeId::None;
    std::string protocol; ///< "submission"; empty: nobody has said it yet
    std::vector<Index>
        records; ///< what was said, and how the connection began and ended; in order, never empty
};

class TalkSessions {
public:
    /// Takes in the records [size(), records).
    void grow(const Trace &trace, Index records);
    void clear() { *this = TalkSessions{}; }

    /// In the order in which they were opened.
    std::span<const TalkSession> all() const { return m_sessions; }
    /// How many of them have begun before this record.
    std::size_t countBefore(Index record) const;
    const TalkSession *of(StreamId stream) const;
    /// Where of all() the stream is; its size: nowhere.
    std::size_t placeOf(StreamId stream) const;
    /// The sessions that had to do with a letter, as places of all(), in order.
    std::vector<std::size_t> ofLetter(MailId mail) const;
    Index size() const { return m_size; }

private:
    TalkSession &session(const Record &record);

    Index m_size = 0;
    std::vector<TalkSession> m_sessions;
    std::map<StreamId, std::size_t> m_places;
    std::map<MailId, std::set<std::size_t>> m_letters;
};

/// A row of a transcript.
struct TalkRow {
    enum class Is : std::uint8_t {
        Header, ///< a session begins
        Client,
        Server, ///< a line that was said: octets [at, at + octets) of the record
        Note,   ///< the connection itself: opened, encrypted, closed
        More,   ///< so many lines are folded away: octets
        Less,   ///< they are shown, and can be folded again
    };
    Is is = Is::Note;
    Index record = kNoIndex;
    std::uint32_t at = 0, octets = 0;

    friend bool operator==(const TalkRow &, const TalkRow &) = default;
};

/// Lines of one record before the rest is folded; those that unfolding shows at most; and the octets that
/// are looked at.
inline constexpr std::size_t kFoldedLines = 6, kUnfoldedLines = 2000, kTalkOctets = 128 * 1024;

using ShownOctets = std::function<Slices(const Record &)>;

/// Appends the rows of a session's records before `end`. `unfolded`: the records that are shown at length.
void appendTalk(std::vector<TalkRow> &rows, const TalkSession &session, const Trace &trace, Index end,
                const std::set<Index> &unfolded, const ShownOctets &shown);

/// What a row of Client or Server says, well-formed and without its CRLF.
std::string talkLine(const TalkRow &row, const Record &record, const ShownOctets &shown);

} // namespace mf::story
