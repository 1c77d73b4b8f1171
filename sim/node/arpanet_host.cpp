#include "sim/node/arpanet_host.h"

#include "sim/arpanet/cpynet.h"
#include "sim/base/ascii.h"
#include "sim/mail/message.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace mf::node {

namespace {

/// What SNDMSG put before a letter is not known; a date and who writes to whom is as much as its successors' first
/// line had (RFC 561 speaks of the date, from and subject that were in use in 1973).
std::string textOf(const WriteLetter &input, const Moment &moment)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(moment.calendar());
    std::string text = fmt::format("Date: {:%d %b %Y %H%M}\r\nFrom: {}\r\n", seconds, input.from);
    if (!input.subject.empty())
        text += fmt::format("Re: {}\r\n", input.subject);
    text += "\r\n";
    for (const char c : input.body)
        text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return text;
}

} // namespace

std::string mailboxFileOf(std::string_view user)
{
    return fmt::format("<{}>MESSAGE.TXT", ascii::toUpper(user));
}

ArpanetHost::ArpanetHost(ArpanetHostConfig config)
    : m_config(std::make_shared<const ArpanetHostConfig>(std::move(config)))
{
    for (const std::string &user : m_config->users) {
        MailboxSnapshot empty;
        empty.name = mailboxFileOf(user);
        m_files.put(empty.name, std::make_shared<const MailboxSnapshot>(empty));
    }
}

Effects ArpanetHost::handle(const NodeInput &input, const Moment &moment)
{
    Effects out;
    if (const auto *power = std::get_if<PowerChanged>(&input)) {
        powerChanged(power->up, out);
    } else if (const auto *letter = std::get_if<WriteLetter>(&input)) {
        write(*letter, moment, out);
    } else if (std::holds_alternative<CheckMail>(input) && m_up) {
        readMail(out);
    } else if (const auto *typed = std::get_if<TypeLines>(&input)) {
        out.push_back(terminalStream(*typed, ++m_lastToken));
    } else if (const auto *question = std::get_if<SessionAsked>(&input)) {
        asked(*question, moment, out);
    } else if (const auto *refused = std::get_if<StreamRefused>(&input)) {
        over(refused->token, false, refused->reason, out);
    } else if (const auto *ended = std::get_if<SessionEnded>(&input)) {
        over(ended->session.token, false, "the connection was lost", out);
    } else if (const auto *said = std::get_if<SessionReported>(&input)) {
        if (const auto *done = std::get_if<ClientDone>(&said->report.what))
            over(said->session.token, done->ok, done->reason, out);
    }
    return out;
}

std::unique_ptr<StreamMachine> ArpanetHost::listen(std::uint16_t port) const
{
    if (port != arpanet::kCpynetSocket)
        return nullptr;
    std::vector<std::string> files;
    for (const std::string &user : m_config->users)
        files.push_back(mailboxFileOf(user));
    return std::make_unique<arpanet::ReceiveSession>(std::move(files));
}

// ---- SNDMSG -----------------------------------------------------------------------------------------------

void ArpanetHost::write(const WriteLetter &input, const Moment &moment, Effects &out)
{
    const Slices letter(textOf(input, moment));
    Facts facts = Facts().add(Key::Letter, input.letter).add(Key::From, input.from);
    for (const std::string &to : input.to)
        facts.add(Key::To, to);
    facts.add(Key::Subject, input.subject);
    out.push_back(Note{Kind::LetterWritten, input.mail, std::move(facts), letter});
    for (const std::string &recipient : input.to)
        send(input, recipient, letter, moment, out);
}

void ArpanetHost::send(const WriteLetter &input, const std::string &recipient, const Slices &letter,
                       const Moment &moment, Effects &out)
{
    const auto [user, host] = ascii::cut(recipient, '@');
    const std::string file = mailboxFileOf(user);
    const auto bounce = [&](std::string_view reason) {
        out.push_back(Note{Kind::LetterBounced, input.mail,
                           Facts().add(Key::Recipient, recipient).add(Key::Reason, reason)});
    };
    if (!m_up)
        return bounce("the host is down");
    if (host.empty() || ascii::equals(host, m_config->hostName)) {
        if (!m_files.find(file))
            return bounce("there is no such mailbox file");
        return append(file, letter, input.mail, moment, out);
    }
    const auto found = std::ranges::find_if(
        m_config->hosts, [&, name = host](const auto &entry) { return ascii::equals(entry.first, name); });
    if (found == m_config->hosts.end())
        return bounce("the host table has no such host");
    out.push_back(
        Note{Kind::Decision, input.mail,
             Facts().add(Key::Rule, "host-table").add(Key::Section, "RFC 229").add(Key::Host, found->first)});
    OpenStream open;
    open.token = ++m_lastToken;
    open.to = found->second;
    open.mail = input.mail;
    open.machine = std::make_unique<arpanet::AppendSession>(file, letter);
    m_tokens.put(open.token, {input.mail, recipient, found->first});
    out.push_back(std::move(open));
}

void ArpanetHost::over(std::uint64_t token, bool ok, const std::string &reason, Effects &out)
{
    const UnderWay *found = m_tokens.find(token);
    if (!found)
        return;
    const UnderWay letter = *found;
    m_tokens.erase(token);
    Facts facts = Facts().add(Key::Recipient, letter.recipient);
    if (ok)
        facts.add(Key::Host, letter.host);
    else
        facts.add(Key::Reason, reason);
    out.push_back(Note{ok ? Kind::LetterRelayed : Kind::LetterBounced, letter.mail, std::move(facts)});
}

/// Who sat at the terminal has seen the host go, and with it what SNDMSG was doing.
void ArpanetHost::powerChanged(bool up, Effects &out)
{
    m_up = up;
    std::vector<std::uint64_t> underWay;
    m_tokens.forEach([&](std::uint64_t token, const UnderWay &) { underWay.push_back(token); });
    for (const std::uint64_t token : underWay)
        over(token, false, "the host went down", out);
}

// ---- mailbox files ----------------------------------------------------------------------------------------

void ArpanetHost::asked(const SessionAsked &input, const Moment &moment, Effects &out)
{
    const auto *letters = std::get_if<AppendLetters>(&input.question);
    Answer answer = Refused{Refusal::NoSuchMailbox};
    if (letters && moment.storeRefuses)
        answer = Refused{Refusal::Unavailable};
    else if (letters && m_files.find(letters->mailbox)) {
        Appended appended;
        for (const AppendLetters::Letter &letter : letters->letters) {
            append(letters->mailbox, letter.octets, input.mail, moment, out);
            appended.uids.push_back((*m_files.find(letters->mailbox))->uidNext - 1);
        }
        answer = std::move(appended);
    }
    out.push_back(AnswerSession{input.session, input.ticket, std::move(answer)});
}

/// Anybody may write at the end of the file; only its owner reads it.
void ArpanetHost::append(const std::string &file, const Slices &letter, MailId mail, const Moment &moment,
                         Effects &out)
{
    MailboxSnapshot longer = **m_files.find(file);
    StoredLetter stored;
    stored.uid = longer.uidNext++;
    stored.internalDate = moment.calendar();
    stored.sizeOctets = static_cast<std::uint32_t>(letter.size());
    stored.mail = mail;
    stored.message = mail::Message::parse(letter.joined());
    const Uid uid = stored.uid;
    longer.letters.push_back(std::move(stored));
    m_files.put(file, std::make_shared<const MailboxSnapshot>(std::move(longer)));
    out.push_back(Note{Kind::LetterStored, mail,
                       Facts()
                           .add(Key::Recipient, userOf(file) + '@' + m_config->hostName)
                           .add(Key::Mailbox, file)
                           .add(Key::Uid, uid)});
}

/// Whoever sits at the terminal types the file out, from where he left off.
void ArpanetHost::readMail(Effects &out)
{
    m_files.forEach([&](const std::string &file, const Mailbox &mailbox) {
        const Uid *read = m_read.find(file);
        for (const StoredLetter &letter : mailbox->letters)
            if (!read || letter.uid > *read)
                out.push_back(Note{Kind::LetterRead, letter.mail,
                                   Facts()
                                       .add(Key::Recipient, userOf(file) + '@' + m_config->hostName)
                                       .add(Key::Device, m_config->hostName)
                                       .add(Key::Uid, letter.uid)});
        if (mailbox->uidNext > 1)
            m_read.put(file, mailbox->uidNext - 1);
    });
}

std::string ArpanetHost::userOf(std::string_view file) const
{
    for (const std::string &user : m_config->users)
        if (mailboxFileOf(user) == file)
            return user;
    return {};
}

void ArpanetHost::describe(NodeView &view, Instant) const
{
    view.rooms.push_back({"sndmsg", {}});
    view.rooms.push_back({"cpynet", {}});
    m_files.forEach([&](const std::string &file, const Mailbox &mailbox) {
        view.mailboxes.push_back({userOf(file) + '@' + m_config->hostName, mailbox});
    });
}

} // namespace mf::node
