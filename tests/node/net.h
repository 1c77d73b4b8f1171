// Two networks with their people, for tests of what happens to a letter between them.
#pragma once

#include "tests/node/bench.h"

#include <functional>
#include <string>
#include <vector>

namespace mf::test {

using Subjects = std::vector<std::string>;

inline node::LocalDomain domain(const std::string &name, std::vector<std::string> users)
{
    node::LocalDomain local;
    local.name = name;
    for (const std::string &user : users)
        local.accounts.push_back({user + '@' + name, "secret"});
    return local;
}

inline constexpr const char *kRecords =
    "example.org. IN MX 10 mail.example.org.\nmail.example.org. IN A 192.0.2.1\n"
    "example.net. IN MX 10 mx.example.net.\nmx.example.net. IN A 198.51.100.1\n"
    "mx2.example.net. IN A 198.51.100.2\n"
    "plain.test. IN A 198.51.100.1\nnull.test. IN MX 0 .\n"
    "two.test. IN MX 20 mx.example.net.\ntwo.test. IN MX 10 mx2.example.net.\n"
    "self.test. IN MX 10 mail.example.org.\nnowhere.test. IN MX 10 gone.test.\n"
    "six.test. IN MX 10 mx6.test.\nmx6.test. IN AAAA 2001:db8::6\n";

/// example.org with alice and bob, example.net with carol, and a device for each.
struct Net : Bench {
    explicit Net(const std::function<void(node::MailServerConfig &)> &adapt = [](node::MailServerConfig &) {})
    {
        addDns(kRecords);
        auto mail = server("mail.example.org", {node::Service::Submission, node::Service::Smtp,
                                                node::Service::Imap, node::Service::Pop3});
        mail.domains = {domain("example.org", {"alice", "bob"})};
        adapt(mail);
        addServer(mail, "192.0.2.1");
        auto mx = server("mx.example.net", {node::Service::Smtp, node::Service::Imap, node::Service::Pop3});
        mx.domains = {domain("example.net", {"carol"}), domain("plain.test", {"paul"}),
                      domain("two.test", {"tom"})};
        addServer(mx, "198.51.100.1");
        addClient(client("alice-laptop", "alice@example.org", "mail.example.org", node::Incoming::Imap),
                  "192.0.2.10");
        addClient(client("bob-phone", "bob@example.org", "mail.example.org", node::Incoming::Pop3),
                  "192.0.2.11");
        addClient(client("carol-phone", "carol@example.net", "mx.example.net", node::Incoming::Imap),
                  "198.51.100.10");
    }

    MailId alice(std::vector<std::string> to, const std::string &subject = "Hello")
    {
        return write("alice-laptop", "alice@example.org", std::move(to), subject);
    }
    std::size_t queued(const std::string &name) const { return view(name).queue.size(); }
    /// Headers and status text of the newest letter of an account.
    std::string newest(const std::string &name, const std::string &account) const
    {
        const Mailbox inbox = mailbox(name, account);
        return inbox && !inbox->letters.empty() ? std::string(inbox->letters.back().message->octets().view())
                                                : std::string();
    }
};

} // namespace mf::test
