#include "tests/imap/machines.h"

#include "sim/base/ascii.h"

namespace mf::test {

namespace {

using Policy = std::map<std::string, std::string>;

std::string wordOf(const Policy &policy, const char *key, std::string fallback = {})
{
    const auto it = policy.find(key);
    return it == policy.end() ? std::move(fallback) : it->second;
}

template <typename Number>
void setNumber(Number &value, const Policy &policy, const char *key)
{
    if (const auto found = ascii::number<std::size_t>(wordOf(policy, key)))
        value = static_cast<Number>(*found);
}

std::vector<std::string> listOf(const std::string &text)
{
    std::vector<std::string> list;
    for (const std::string_view one : ascii::split(text, ','))
        if (!one.empty())
            list.emplace_back(one);
    return list;
}

std::unique_ptr<StreamMachine> clientMachine(const Policy &policy)
{
    imap::ClientOptions options;
    options.login = wordOf(policy, "login", "alice");
    options.password = wordOf(policy, "password", "secret");
    imap::MailboxVisit &visit = options.visits.front();
    visit.mailbox = wordOf(policy, "mailbox", "INBOX");
    visit.checkedUpTo = wordOf(policy, "checked");
    visit.knownServerIds = listOf(wordOf(policy, "known"));
    for (const std::string &serverId : visit.knownServerIds)
        visit.held.put(serverId, 1); // which UIDs they have on the device is nobody's business here
    setNumber(visit.modSeq, policy, "modseq");
    visit.deleteServerIds = listOf(wordOf(policy, "delete"));
    visit.expunges = wordOf(policy, "expunge") != "no";
    for (const std::string &move : listOf(wordOf(policy, "move"))) {
        const auto [serverId, target] = ascii::cut(move, '>');
        visit.moves.push_back({std::string(serverId), std::string(target)});
    }
    for (const std::string &further : listOf(wordOf(policy, "then"))) {
        imap::MailboxVisit next;
        next.mailbox = further;
        options.visits.push_back(std::move(next));
    }
    setNumber(options.mailboxLimit, policy, "mailbox-limit");
    options.markSeen = wordOf(policy, "mark-seen") == "yes";
    const std::string tls = wordOf(policy, "tls");
    options.tls = tls == "never"      ? imap::WantTls::Never
                  : tls == "required" ? imap::WantTls::Required
                                      : imap::WantTls::IfOffered;
    setNumber(options.lineLimitOctets, policy, "line-limit");
    setNumber(options.literalLimitOctets, policy, "literal-limit");
    return std::make_unique<imap::ClientSession>(std::move(options));
}

} // namespace

std::unique_ptr<StreamMachine> imapMachine(const Policy &policy)
{
    if (wordOf(policy, "role") == "client")
        return clientMachine(policy);
    imap::ServerOptions options;
    options.hostName = wordOf(policy, "hostname", "mail.test");
    options.offersTls = wordOf(policy, "starttls") != "no";
    options.allowsLoginInClear = wordOf(policy, "clear") == "yes";
    options.hidden = listOf(wordOf(policy, "hidden"));
    setNumber(options.lineLimitOctets, policy, "line-limit");
    setNumber(options.literalLimitOctets, policy, "literal-limit");
    setNumber(options.backlogLimitOctets, policy, "backlog-limit");
    setNumber(options.discardLimitOctets, policy, "discard-limit");
    setNumber(options.loginFailureLimit, policy, "login-failures");
    setNumber(options.badCommandLimit, policy, "bad-commands");
    return std::make_unique<imap::ServerSession>(std::move(options));
}

ServerAtWork::ServerAtWork(imap::ServerOptions options, FakeAccount &account)
    : m_account(account)
    , m_machine(std::make_unique<imap::ServerSession>(std::move(options)))
{
    feed(Opened{});
}

std::string ServerAtWork::say(std::string_view octets) { return feed(Bytes{Blob::copyOf(octets)}); }

std::string ServerAtWork::feed(const Input &input)
{
    std::string said;
    obey(m_machine->handle(input, Instant{}), said);
    while (saysDrained && m_sentSinceDrained >= kHighWaterOctets && !m_closed) {
        m_sentSinceDrained = 0;
        obey(m_machine->handle(Drained{}, Instant{}), said);
    }
    return said;
}

void ServerAtWork::openInbox()
{
    say("l LOGIN alice secret\r\n");
    say("s SELECT INBOX\r\n");
    sent.clear();
}

void ServerAtWork::obey(Actions actions, std::string &said)
{
    for (Action &action : actions) {
        if (auto *send = std::get_if<Send>(&action)) {
            said += send->octets.flatten();
            m_sentSinceDrained += send->octets.size();
            sent.push_back(std::move(*send));
        } else if (auto *ask = std::get_if<Ask>(&action)) {
            if (answersItself)
                obey(m_machine->handle(Answered{ask->ticket, m_account.answer(ask->question)}, Instant{}),
                     said);
            else
                asked.push_back(std::move(*ask));
        } else if (std::holds_alternative<Close>(action)) {
            m_closed = true;
        }
    }
}

} // namespace mf::test
