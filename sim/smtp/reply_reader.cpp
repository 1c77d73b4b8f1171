#include "sim/smtp/reply_reader.h"

#include "sim/base/ascii.h"

#include <array>
#include <utility>

namespace mf::smtp {

namespace {

/// The enhanced status at the start of a reply's text (RFC 2034 section 4): it must be of the code's class.
std::optional<EnhancedStatus> takeStatus(int code, std::string_view &text)
{
    const auto [word, rest] = ascii::cut(text, ' ');
    const auto parts = ascii::split(word, '.');
    if (parts.size() != 3)
        return std::nullopt;
    std::array<int, 3> values{};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto value = ascii::number<unsigned>(parts[i]);
        if (!value || parts[i].size() > 3)
            return std::nullopt;
        values[i] = static_cast<int>(*value);
    }
    if (values[0] != code / 100)
        return std::nullopt;
    text = rest;
    return EnhancedStatus{values[0], values[1], values[2]};
}

} // namespace

std::optional<Reply> ReplyReader::next()
{
    while (!m_broken) {
        switch (m_lines.takeLine(m_line)) {
        case LineBuffer::Taken::Incomplete: return std::nullopt;
        case LineBuffer::Taken::TooLong: m_broken = true; return std::nullopt;
        case LineBuffer::Taken::Line: break;
        }
        m_broken = !takeLine(m_line);
        if (!m_broken && m_last) {
            m_count = 0;
            return std::exchange(m_reply, {});
        }
    }
    return std::nullopt;
}

/// Reply-line = code [ SP text ] or code "-" [ text ]; all lines of a reply have one code.
bool ReplyReader::takeLine(std::string_view line)
{
    const auto code = ascii::number<unsigned>(line.substr(0, 3));
    if (!code || line.size() < 3 || *code < 200 || *code > 599 || ++m_count > kLineLimit)
        return false;
    if (line.size() > 3 && line[3] != ' ' && line[3] != '-')
        return false;
    m_last = line.size() == 3 || line[3] == ' ';
    std::string_view text = line.size() > 4 ? line.substr(4) : std::string_view{};
    const bool first = m_count == 1;
    if (!first && static_cast<int>(*code) != m_reply.code)
        return false;
    m_reply.code = static_cast<int>(*code);
    const auto status = takeStatus(m_reply.code, text);
    if (first && status)
        m_reply.status = *status;
    if (!first)
        m_reply.text += '\n';
    m_reply.text += text;
    return true;
}

void ReplyReader::clear()
{
    m_lines.clear();
    m_reply = {};
    m_count = 0;
}

} // namespace mf::smtp
