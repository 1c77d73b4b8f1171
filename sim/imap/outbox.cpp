#include "sim/imap/outbox.h"

#include <algorithm>
#include <utility>

namespace mf::imap {

namespace {

Slices slice(const Slices &octets, std::size_t begin, std::size_t count)
{
    Slices out;
    for (std::size_t i = 0; i < octets.pieceCount() && count > 0; ++i) {
        const Blob &piece = octets.piece(i);
        if (begin >= piece.size()) {
            begin -= piece.size();
            continue;
        }
        const Blob taken = piece.slice(begin, count);
        count -= taken.size();
        begin = 0;
        out.append(taken);
    }
    return out;
}

} // namespace

void Outbox::send(Send message, Actions &actions)
{
    m_waiting.push_back(std::move(message));
    flush(actions);
}

void Outbox::drained(Actions &actions)
{
    m_sent = 0;
    flush(actions);
}

void Outbox::flush(Actions &actions)
{
    while (!m_waiting.empty() && !full()) {
        Send &first = m_waiting.front();
        const std::size_t room = kHighWaterOctets - m_sent;
        // A long piece is cut; a line that is a little over stays whole, for people who read the trace.
        constexpr std::size_t kLineOctets = 1024;
        if (first.octets.size() <= std::max(room, kLineOctets)) {
            m_sent += first.octets.size();
            actions.emplace_back(std::move(first));
            m_waiting.pop_front();
            continue;
        }
        m_sent += room;
        actions.emplace_back(Send{slice(first.octets, 0, room), first.facts});
        first.octets = slice(first.octets, room, first.octets.size() - room);
    }
}

} // namespace mf::imap
