// Replies as they come over the wire (RFC 5321 section 4.2): one line, or several with a hyphen. Driven by
// the client session.
#pragma once

#include "sim/mail/reply.h"
#include "sim/wire/line_buffer.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mf::smtp {

class ReplyReader {
public:
    static constexpr std::size_t kLineLimitOctets = 2048; ///< RFC 5321 section 4.5.3.1.5 wants 512; with CRLF
    static constexpr std::size_t kLineLimit = 128;        ///< lines of one reply
    static constexpr std::size_t kPendingLimitOctets = 64 * 1024; ///< octets that nobody has waited for

    ReplyReader() : m_lines(kLineLimitOctets) { }

    void feed(std::string_view octets) { m_lines.feed(octets); }
    /// The next whole reply. Nothing: feed more, or broken() is true.
    std::optional<Reply> next();
    /// What came is not SMTP, or goes over a limit: nothing more can be understood.
    bool broken() const { return m_broken || m_lines.size() > kPendingLimitOctets; }
    void clear();

private:
    bool takeLine(std::string_view line);

    LineBuffer m_lines;
    std::string m_line;
    Reply m_reply;
    std::size_t m_count = 0; // lines of the reply that is not whole yet
    bool m_last = false, m_broken = false;
};

} // namespace mf::smtp
