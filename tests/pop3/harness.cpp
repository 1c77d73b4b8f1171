#include "tests/pop3/harness.h"

#include <algorithm>

namespace mf::test {

void Maildrop::add(std::string letter)
{
    StoredLetter stored;
    stored.uid = m_box.uidNext++;
    stored.sizeOctets = static_cast<std::uint32_t>(letter.size());
    m_bodies.push_back(mail::Message::parse(Blob(std::move(letter))));
    stored.blob = BlobId{m_bodies.size()};
    stored.message = m_bodies.back();
    m_box.letters.push_back(std::move(stored));
}

Answer Maildrop::answer(const Question &question)
{
    if (std::holds_alternative<FindCredentials>(question))
        return Credentials{true, false, "secret", kAccount};
    if (std::holds_alternative<OpenMaildrop>(question)) {
        if (locked)
            return Refused{Refusal::InUse};
        locked = true;
        auto snapshot = std::make_shared<MailboxSnapshot>(m_box);
        for (std::size_t i = 0; bodiesElsewhere && i < snapshot->letters.size(); ++i) {
            StoredLetter letter = snapshot->letters[i];
            letter.message = nullptr;
            snapshot->letters.replace(i, std::move(letter));
        }
        return MailboxOpened{snapshot, 0};
    }
    if (const auto *load = std::get_if<LoadBody>(&question))
        return BodyLoaded{m_bodies[raw(load->blob) - 1]};
    if (const auto *commit = std::get_if<CommitDeletions>(&question)) {
        ++commits;
        m_box.letters.erase(commit->uids);
    }
    locked = false;
    return Done{};
}

std::vector<std::string> Maildrop::letters() const
{
    std::vector<std::string> all;
    for (const StoredLetter &letter : m_box.letters)
        all.emplace_back(letter.message->octets().view());
    return all;
}

Session::Session(Maildrop &maildrop, pop3::ServerOptions server, pop3::ClientOptions client,
                 std::uint64_t seed)
    : m_maildrop(maildrop)
    , m_random(seed, "session")
{
    // USER and PASS: thousands of hashes for each of thousands of sessions would test nothing more.
    server.authMechanisms.clear();
    server.offersApop = false;
    m_server.machine = std::make_unique<pop3::ServerSession>(std::move(server));
    m_client.machine = std::make_unique<pop3::ClientSession>(std::move(client));
    feed(m_server, Opened{});
    feed(m_client, Opened{});
}

bool Session::run(std::size_t steps)
{
    for (std::size_t i = 0; i < steps; ++i)
        if (!step())
            return m_server.closed && m_client.closed;
    return true;
}

/// One thing that is possible, chosen at random; false: nothing is.
bool Session::step()
{
    m_now += 1ms;
    const auto first = m_random.below(3);
    for (std::uint64_t i = 0; i < 3; ++i) {
        switch ((first + i) % 3) {
        case 0:
            if (carry(m_server, m_client))
                return true;
            break;
        case 1:
            if (carry(m_client, m_server))
                return true;
            break;
        case 2:
            if (!m_asked.empty()) {
                const Ask ask = std::move(m_asked.front());
                m_asked.pop_front();
                feed(m_server, Answered{ask.ticket, m_maildrop.answer(ask.question)});
                return true;
            }
        }
    }
    return false;
}

bool Session::carry(Side &from, Side &to)
{
    if (!from.underWay.empty()) {
        const std::size_t piece =
            m_random.below(8) == 0 ? from.underWay.size() : std::min<std::size_t>(64, from.underWay.size());
        const std::size_t count = 1 + m_random.below(piece);
        const std::string octets = from.underWay.substr(0, count);
        from.underWay.erase(0, count);
        feed(to, Bytes{Blob::copyOf(octets)});
        if (from.sinceDrained >= kHighWaterOctets && from.underWay.size() <= kLowWaterOctets) {
            from.sinceDrained = 0;
            feed(from, Drained{});
        }
        return true;
    }
    if (from.closed && !from.told) {
        from.told = true;
        feed(to, PeerClosed{false});
        return true;
    }
    if (m_server.wantsTls && m_client.wantsTls) {
        tls = true;
        m_server.wantsTls = m_client.wantsTls = false;
        feed(m_server, TlsReady{});
        feed(m_client, TlsReady{});
        return true;
    }
    return false;
}

void Session::cut()
{
    m_server.underWay.clear();
    m_client.underWay.clear();
    feed(m_server, PeerClosed{true});
    feed(m_client, PeerClosed{true});
    m_server.told = m_client.told = true;
    run();
}

void Session::feed(Side &side, const Input &input)
{
    if (m_random.below(4) == 0)
        side.machine = side.machine->clone();
    obey(side, side.machine->handle(input, m_now));
}

void Session::obey(Side &side, Actions actions)
{
    const bool isServer = &side == &m_server;
    for (Action &action : actions) {
        if (const auto *send = std::get_if<Send>(&action)) {
            const std::string octets = send->octets.flatten();
            side.underWay += octets;
            side.sinceDrained += octets.size();
            (isServer ? serverSaid : clientSaid) += octets;
            if (isServer)
                mostUnderWay = std::max(mostUnderWay, side.underWay.size());
        } else if (std::holds_alternative<StartTls>(action)) {
            side.wantsTls = true;
        } else if (std::holds_alternative<Close>(action)) {
            side.closed = true;
        } else if (auto *ask = std::get_if<Ask>(&action)) {
            m_asked.push_back(std::move(*ask));
        } else if (auto *report = std::get_if<Report>(&action)) {
            if (auto *letter = std::get_if<LetterFetched>(&report->what))
                fetched.push_back(std::move(*letter));
            else if (const auto *lost = std::get_if<LetterGone>(&report->what))
                gone.push_back(lost->serverId);
            else if (const auto *end = std::get_if<ClientDone>(&report->what))
                done = *end;
        }
    }
}

} // namespace mf::test
