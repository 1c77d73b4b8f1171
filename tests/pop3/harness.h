// Client session against server session without a network: octets in random pieces, answers at random
// moments, one maildrop.
#pragma once

#include "sim/kernel/random.h"
#include "sim/pop3/client.h"
#include "sim/pop3/server.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mf::test {

/// One account with one maildrop and its lock.
class Maildrop {
public:
    static constexpr const char *kAccount = "alice@example.org";

    void add(std::string letter);
    Answer answer(const Question &question);

    std::vector<std::string> letters() const; ///< what is in it now
    bool locked = false;
    bool bodiesElsewhere = false;
    int commits = 0;

private:
    MailboxSnapshot m_box;
    std::vector<std::shared_ptr<const mail::Message>> m_bodies; // by blob id - 1
};

/// One check for mail.
class Session {
public:
    Session(Maildrop &maildrop, pop3::ServerOptions server, pop3::ClientOptions client, std::uint64_t seed);

    /// Steps until both have closed; or `steps` steps. False: they wait for each other.
    bool run(std::size_t steps = ~std::size_t{0});
    void cut(); ///< the connection breaks for both, now

    std::vector<LetterFetched> fetched;
    std::vector<std::string> gone;
    std::optional<ClientDone> done;
    std::string serverSaid, clientSaid; ///< all octets
    std::size_t mostUnderWay = 0;       ///< the most the server ever had sent and the client not taken
    bool tls = false;

private:
    struct Side {
        std::unique_ptr<StreamMachine> machine;
        std::string underWay; // sent by it, not yet taken by the other
        std::size_t sinceDrained = 0;
        bool closed = false, told = false, wantsTls = false;
    };
    bool step();
    void feed(Side &side, const Input &input);
    void obey(Side &side, Actions actions);
    bool carry(Side &from, Side &to);

    Maildrop &m_maildrop;
    RandomStream m_random;
    Side m_server, m_client;
    std::deque<Ask> m_asked;
    Instant m_now{};
};

} // namespace mf::test
