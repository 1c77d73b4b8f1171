// A server that says what a test wants it to say: for replies that ours would not give.
#pragma once

#include "sim/base/ascii.h"
#include "sim/wire/machine.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace mf::test {

/// What to say to a line of the client ("" is the greeting, "." the end of the letter): whole lines without
/// their last CRLF. "hangs up": no reply, the end. "silence": no reply.
using Script = std::function<std::string(const std::string &line)>;

/// Says yes to everything, and offers nothing.
inline std::string sayYes(const std::string &line)
{
    if (line.empty())
        return "220 scripted ESMTP";
    if (line == "DATA")
        return "354 go on";
    return line == "QUIT" ? "221 2.0.0 bye" : "250 2.0.0 ok";
}

class ScriptedServer final : public StreamMachine {
public:
    using Log = std::shared_ptr<std::vector<std::string>>; ///< what clients said, of all sessions

    ScriptedServer(Script script, Log log) : m_script(std::move(script)), m_log(std::move(log)) { }

    Actions handle(const Input &input, Instant) override
    {
        Actions actions;
        if (std::holds_alternative<Opened>(input))
            answer("", actions);
        if (const auto *bytes = std::get_if<Bytes>(&input))
            m_buffer += bytes->octets.view();
        if (std::holds_alternative<PeerClosed>(input))
            actions.emplace_back(Close{});
        for (std::size_t end; (end = m_buffer.find("\r\n")) != m_buffer.npos;) {
            const std::string line = m_buffer.substr(0, end);
            m_buffer.erase(0, end + 2);
            if (m_inText && line != ".")
                continue;
            m_inText = false;
            m_log->push_back(line);
            answer(line, actions);
        }
        return actions;
    }
    std::optional<Instant> deadline() const override { return std::nullopt; }
    SessionView view() const override { return {}; }
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<ScriptedServer>(*this); }

private:
    void answer(const std::string &line, Actions &actions)
    {
        const std::string reply = m_script(line);
        if (reply == "hangs up")
            actions.emplace_back(Close{true});
        else if (reply != "silence")
            actions.emplace_back(Send{Slices(reply + "\r\n"), {}});
        m_inText = reply.starts_with("354");
        if (line == "QUIT" || reply.starts_with("421"))
            actions.emplace_back(Close{});
    }

    Script m_script;
    Log m_log;
    std::string m_buffer;
    bool m_inText = false;
};

} // namespace mf::test
