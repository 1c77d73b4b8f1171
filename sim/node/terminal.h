// Somebody at a terminal who speaks a protocol by hand (as with telnet or openssl s_client). Either lines are
// typed one after the other, whatever is answered, or a person types each when it is time. What comes back is
// read off the screen; after STARTTLS the terminal, not the person, does the hand-shake.
#pragma once

#include "sim/node/node_io.h"
#include "sim/wire/machine.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::node {

/// Types a line at its time, or when there has been silence for `pause`; after the last one it waits as long and
/// hangs up, unless a person is to go on.
class Terminal final : public StreamMachine {
public:
    explicit Terminal(const TypeLines &wish);

    /// A person types a line, or hangs up; nothing comes of it where the terminal has hung up.
    Actions type(std::string_view line);
    Actions hangUp();

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override { return m_next; }
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<Terminal>(*this); }

private:
    void next(Instant now, Actions &out);
    std::optional<Duration> nextAfter() const;
    std::optional<Instant> nextAt(Instant now) const;
    void type(std::string_view line, Actions &out);
    void read(std::string_view octets, Actions &out);
    void readLine(std::string_view line, Actions &out);
    void hangUp(Actions &out);
    Facts said(std::string_view line, const std::string &verb, bool secret) const;

    Service m_service;
    std::vector<TypedLine> m_lines;
    Duration m_pause;
    std::size_t m_typed = 0; // lines
    bool m_waits;            // after the last one, for a person
    std::optional<Duration> m_hangsUpAfter;
    Instant m_last; // when the last line was typed, or it began
    std::optional<Instant> m_next;
    bool m_othersFirst = false; // it is time, and what happens by itself at that time is let happen first
    std::string m_screen;       // what has come of a line
    std::string m_lastVerb;     // what is being answered
    bool m_open = false, m_done = false;
    bool m_inText = false;           // what is typed is the letter, up to the lone dot
    std::vector<std::string> m_held; // typed while the hand-shake goes on
    bool m_shakesHands = false;
    bool m_continues = false; // what is typed next belongs to the last command
};

/// The connection that a node opens for somebody who types there.
OpenStream terminalStream(const TypeLines &wish, std::uint64_t token);

} // namespace mf::node
