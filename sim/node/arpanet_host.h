// A time-sharing host of 1971, as TENEX was: SNDMSG, with which somebody at a terminal writes; the receiving end of
// CPYNET; and mailboxes that are files, one a user. No mail server, no queue, no DNS: where a host is stands in a table
// that every host has a copy of (RFC 229), and what cannot be delivered at once is told to the writer.
//
// That the writer is told, and that nobody tries again, is an assumption; the sources do not speak of it.
#pragma once

#include "sim/base/cow.h"
#include "sim/node/node_io.h"
#include "sim/node/terminal.h"
#include "sim/node/view.h"
#include "sim/wire/machine.h"
#include "sim/wire/mailbox.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::node {

struct ArpanetHostConfig {
    std::string hostName;
    std::vector<std::string> users;
    std::vector<std::pair<std::string, Endpoint>> hosts; ///< the table: names, and where they are
};

/// The file in which a user's letters lie: "<TOMLINSON>MESSAGE.TXT".
std::string mailboxFileOf(std::string_view user);

/// A value.
class ArpanetHost {
public:
    explicit ArpanetHost(ArpanetHostConfig config);

    Effects handle(const NodeInput &input, const Moment &moment);
    std::optional<Instant> deadline() const { return std::nullopt; }
    std::unique_ptr<StreamMachine> listen(std::uint16_t port) const;
    void describe(NodeView &view, Instant now) const;

private:
    struct UnderWay {
        MailId mail = MailId::None;
        std::string recipient, host;
    };

    void write(const WriteLetter &input, const Moment &moment, Effects &out);
    void send(const WriteLetter &input, const std::string &recipient, const Slices &letter,
              const Moment &moment, Effects &out);
    void append(const std::string &file, const Slices &letter, MailId mail, const Moment &moment,
                Effects &out);
    void asked(const SessionAsked &input, const Moment &moment, Effects &out);
    void over(std::uint64_t token, bool ok, const std::string &reason, Effects &out);
    void readMail(Effects &out);
    void powerChanged(bool up, Effects &out);
    std::string userOf(std::string_view file) const;

    std::shared_ptr<const ArpanetHostConfig> m_config;
    CowMap<std::string, Mailbox> m_files;     // by their names
    CowMap<std::string, Uid> m_read;          // of each file, up to here
    CowMap<std::uint64_t, UnderWay> m_tokens; // streams that append elsewhere
    std::uint64_t m_lastToken = 0;
    bool m_up = true;
};

} // namespace mf::node
