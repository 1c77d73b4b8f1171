#include "sim/pop3/dot_text.h"

#include <algorithm>

namespace mf::pop3 {

Slices DotWriter::take(std::size_t limitOctets)
{
    const std::string_view text = m_text.view();
    const std::size_t end = m_at + std::min(limitOctets, text.size() - m_at);
    const auto nextDot = [&](std::size_t from) { // a dot at a line start, at `from` or after it
        if (from == 0 && text.starts_with('.'))
            return from;
        const std::size_t found = text.substr(0, end).find("\r\n.", from < 2 ? 0 : from - 2);
        return found == std::string_view::npos ? end : found + 2;
    };
    Slices piece;
    std::size_t dot = nextDot(m_at);
    if (dot >= end) {
        piece.append(m_text.slice(m_at, end - m_at));
    } else {
        std::string stuffed;
        for (; dot < end; dot = nextDot(dot + 1)) {
            stuffed.append(text.substr(m_at, dot - m_at)).append("..");
            m_at = dot + 1;
        }
        stuffed.append(text.substr(m_at, end - m_at));
        piece.append(Blob(std::move(stuffed)));
    }
    m_at = end;
    if (m_at == text.size() && !m_done) {
        m_done = true;
        const bool atLineStart = text.empty() || text.ends_with("\r\n");
        piece.append(Blob::copyOf(atLineStart ? ".\r\n" : "\r\n.\r\n"));
    }
    return piece;
}

std::size_t DotReader::feed(std::string_view octets)
{
    std::size_t at = 0;
    while (at < octets.size() && m_at != At::End) {
        if (m_at == At::Text) { // all up to the next CR is text: no need to look at each octet
            const std::size_t run = std::min(octets.find('\r', at), octets.size()) - at;
            keep(octets.substr(at, run));
            at += run;
            if (at == octets.size())
                break;
        }
        m_at = next(octets[at++]);
    }
    return at;
}

DotReader::At DotReader::next(char c)
{
    switch (m_at) {
    case At::LineStart:
        if (c == '.')
            return At::Dot; // stuffing or the end: not text yet
        break;
    case At::Dot:
        if (c == '\r')
            return At::DotCr;
        break; // it was stuffing; c is text
    case At::DotCr:
        if (c == '\n')
            return At::End;
        keep("\r"); // it was stuffing before a bare CR
        break;
    case At::Cr:
        if (c == '\n') {
            keep("\n");
            return At::LineStart;
        }
        break;
    case At::Text: break;
    case At::End: return At::End;
    }
    keep({&c, 1});
    return c == '\r' ? At::Cr : At::Text;
}

void DotReader::keep(std::string_view octets)
{
    if (m_tooLong || m_text.size() + octets.size() > m_limit) {
        m_tooLong = m_tooLong || !octets.empty();
        m_text.clear();
        return;
    }
    m_text += octets;
}

} // namespace mf::pop3
