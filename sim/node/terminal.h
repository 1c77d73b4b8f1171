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

/// Types a line when there has been silence for `pause`; after the last one it waits that long and hangs up,
/// unless a person is to go on.
class Terminal final : public StreamMachine {
public:
    enum class Then : std::uint8_t { HangsUp, Waits };
    Terminal(Service service, std::vector<std::string> lines, Duration pause, Then then = Then::HangsUp);

    /// A person types a line, or hangs up; nothing comes of it where the terminal has hung up.
    Actions type(std::string_view line);
    Actions hangUp();

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override { return m_next; }
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<Terminal>(*this); }

private:
    void type(std::string_view line, Actions &out);
    void read(std::string_view octets, Actions &out);
    void readLine(std::string_view line, Actions &out);
    void hangUp(Actions &out);
    Facts said(std::string_view line, const std::string &verb, bool secret) const;

    Service m_service;
    std::vector<std::string> m_lines;
    Duration m_pause;
    std::size_t m_typed = 0; // lines
    Then m_then;
    std::optional<Instant> m_next;
    std::string m_screen;   // what has come of a line
    std::string m_lastVerb; // what is being answered
    bool m_open = false, m_done = false;
    bool m_inText = false;           // what is typed is the letter, up to the lone dot
    std::vector<std::string> m_held; // typed while the hand-shake goes on
    bool m_shakesHands = false;
    bool m_continues = false; // what is typed next belongs to the last command
};

/// The connection that a node opens for somebody who types there.
OpenStream terminalStream(const TypeLines &wish, std::uint64_t token);

} // namespace mf::node
