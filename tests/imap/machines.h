// IMAP machines as dialogue files and tests want them, and a driver that answers from a fake account.
#pragma once

#include "sim/imap/client.h"
#include "sim/imap/server.h"
#include "tests/support/fake_account.h"

#include <map>
#include <memory>
#include <string>

namespace mf::test {

/// policy of a server: hostname, starttls=no, clear=yes, line-limit, literal-limit, backlog-limit, discard-limit,
/// login-failures, bad-commands; of a client: login, password, tls=never|required, mailbox, checked, known, delete,
/// mark-seen=yes, line-limit, literal-limit.
std::unique_ptr<StreamMachine> imapMachine(const std::map<std::string, std::string> &policy);

/// A server session and what it said. Questions are answered by an account that other sessions may share;
/// letters it has not been asked to drain are kept back as a slow reader would.
class ServerAtWork {
public:
    ServerAtWork(imap::ServerOptions options, FakeAccount &account);

    /// What the server says to these octets, its answers included.
    std::string say(std::string_view octets);
    std::string feed(const Input &input);
    /// LOGIN and SELECT INBOX.
    void openInbox();

    StreamMachine &machine() { return *m_machine; }
    bool closed() const { return m_closed; }
    bool saysDrained = true;   ///< false: the test does it
    bool answersItself = true; ///< false: questions are kept
    std::vector<Ask> asked;
    std::vector<Send> sent; ///< every Send since the test cleared it

private:
    void obey(Actions actions, std::string &said);

    FakeAccount &m_account;
    std::unique_ptr<StreamMachine> m_machine;
    std::size_t m_sentSinceDrained = 0;
    bool m_closed = false;
};

} // namespace mf::test
