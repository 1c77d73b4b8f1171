// CPYNET, the experimental file transfer of TENEX, with the mode that made mail of it: append to a file on another
// host. One end is part of SNDMSG, the other waits on the host that has the mailbox file.
//
// "I don't recall the protocol details, but appending to a file was the same as writing to a file except for the mode
// in which the file was opened" (Ray Tomlinson, The First Network Email). So the words are made up: one message that
// says APPEND and the file's name, then the octets. The connection under them is RFC 6529's; see host_host.h.
#pragma once

#include "sim/arpanet/host_host.h"
#include "sim/base/blob.h"
#include "sim/wire/machine.h"

#include <string>
#include <string_view>
#include <vector>

namespace mf::arpanet {

/// The socket at which the receiving program waits; which one it was is not known.
inline constexpr std::uint16_t kCpynetSocket = 98;
/// How many messages may be under way before the receiver allows more.
inline constexpr std::uint16_t kWindowMessages = 4;
/// The longest text that is appended at once.
inline constexpr std::size_t kTextLimitOctets = 1'000'000;
/// How long one end waits for the other.
inline constexpr Duration kPatience = 2min;

/// SNDMSG's end: appends `text` to `file`. Reports ClientDone.
class AppendSession final : public StreamMachine {
public:
    AppendSession(std::string file, Slices text);

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override { return m_deadline; }
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<AppendSession>(*this); }

private:
    enum class State : std::uint8_t { Opening, Sending, Closing, Over };
    void take(const Message &message, Actions &out);
    void pump(Actions &out);
    void over(bool ok, std::string reason, Actions &out);

    std::string m_file, m_text;
    State m_state = State::Opening;
    MessageReader m_reader;
    std::uint8_t m_link = 0;
    std::uint32_t m_allowed = 0; // messages
    std::size_t m_sent = 0;      // octets of the text
    bool m_named = false;        // the file
    bool m_fileIsOpen = false;   // so that a CLS from there does not refuse it
    std::optional<Instant> m_deadline;
};

/// The other end: appends to those files that are there. Asks AppendLetters with the file's name as the mailbox.
class ReceiveSession final : public StreamMachine {
public:
    explicit ReceiveSession(std::vector<std::string> files);

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override { return m_deadline; }
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override { return std::make_unique<ReceiveSession>(*this); }

private:
    enum class State : std::uint8_t { Waiting, Named, Text, Storing, Over };
    void take(const Message &message, Actions &out);
    void control(const Control &control, Actions &out);
    void text(const std::string &octets, Actions &out);
    void allow(std::uint16_t messages, Actions &out);
    void close(bool abort, Actions &out);

    std::vector<std::string> m_files;
    State m_state = State::Waiting;
    MessageReader m_reader;
    std::uint32_t m_theirSocket = 0;
    std::uint16_t m_taken = 0; // messages since the last ALL
    std::string m_file, m_text;
    std::optional<Instant> m_deadline;
};

} // namespace mf::arpanet
