#include "tests/imap/mail_house.h"

namespace mf::test {

namespace {

const std::string kOwner = "alice@x.test";

node::SessionRef sessionOf(std::size_t who) { return {StreamId{who + 1}, End::Server, 0}; }
std::size_t seatOf(const node::SessionRef &session) { return raw(session.stream) - 1; }

} // namespace

MailHouse::MailHouse(store::Limits limits, const std::vector<store::Change> &disk)
    : m_room("mail.test", 1, limits)
    , m_disk(disk)
{
    for (const store::Change &change : disk)
        m_room.apply(change);
}

std::size_t MailHouse::enter()
{
    imap::ServerOptions options;
    options.hostName = "mail.test";
    options.allowsLoginInClear = true;
    m_seats.push_back({std::make_unique<imap::ServerSession>(std::move(options)), {}, false});
    const std::size_t who = m_seats.size() - 1;
    obey(who, m_seats[who].machine->handle(Opened{}, Instant{}));
    say(who, "l LOGIN alice secret\r\n");
    return who;
}

std::string MailHouse::say(std::size_t who, std::string_view octets)
{
    m_seats[who].said.clear();
    obey(who, m_seats[who].machine->handle(Bytes{Blob::copyOf(octets)}, Instant{}));
    settle();
    return heard(who);
}

bool MailHouse::deliver(const std::string &octets)
{
    store::NewLetter letter;
    letter.message = mail::Message::parse(Blob(octets));
    letter.blob = m_counters.nextBlob();
    node::Effects effects;
    const bool taken = m_room.deliver(kOwner, kOwner, letter, moment(), effects).has_value();
    carryOut(std::move(effects));
    settle();
    return taken;
}

void MailHouse::fill(const std::string &mailbox, std::size_t letters)
{
    const auto message = mail::Message::parse(Blob("Subject: x\r\n\r\nx\r\n"));
    for (std::size_t i = 1; i <= letters; ++i) {
        store::LetterAdded added{"mail.test", kOwner, mailbox, {}, {}};
        added.letter.uid = static_cast<Uid>(i);
        added.letter.modSeq = i;
        added.letter.flags.system = Flags::Seen;
        added.letter.sizeOctets = 17;
        added.letter.message = message;
        m_room.apply(added);
    }
}

void MailHouse::obey(std::size_t who, Actions actions)
{
    for (Action &action : actions) {
        if (auto *send = std::get_if<Send>(&action)) {
            m_seats[who].said += send->octets.flatten();
        } else if (auto *ask = std::get_if<Ask>(&action)) {
            if (std::holds_alternative<FindCredentials>(ask->question)) {
                m_mail.emplace_back(who, Answered{ask->ticket, Credentials{true, true, {}, kOwner}});
                continue;
            }
            node::Effects effects;
            m_room.answer({sessionOf(who),
                           {},
                           node::Service::Imap,
                           MailId::None,
                           0,
                           ask->ticket,
                           std::move(ask->question)},
                          moment(), effects);
            carryOut(std::move(effects));
        } else if (std::holds_alternative<Close>(action)) {
            m_seats[who].closed = true;
            m_room.ended(sessionOf(who));
        }
    }
}

void MailHouse::carryOut(node::Effects effects)
{
    for (node::Effect &effect : effects) {
        if (auto *answer = std::get_if<node::AnswerSession>(&effect))
            m_mail.emplace_back(seatOf(answer->session), Answered{answer->ticket, std::move(answer->answer)});
        else if (auto *tell = std::get_if<node::TellSession>(&effect))
            m_mail.emplace_back(seatOf(tell->session), std::move(tell->changed));
        else if (auto *persist = std::get_if<node::Persist>(&effect))
            m_disk.push_back(std::move(persist->change));
    }
}

void MailHouse::settle()
{
    while (!m_mail.empty()) {
        auto [who, input] = std::move(m_mail.front());
        m_mail.pop_front();
        obey(who, m_seats[who].machine->handle(input, Instant{}));
        while (!m_seats[who].closed && m_seats[who].said.size() > kHighWaterOctets) {
            const std::size_t before = m_seats[who].said.size();
            obey(who, m_seats[who].machine->handle(Drained{}, Instant{}));
            if (m_seats[who].said.size() == before)
                break;
        }
    }
}

} // namespace mf::test
