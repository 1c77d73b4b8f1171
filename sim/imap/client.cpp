#include "sim/imap/client.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"
#include "sim/imap/mailbox_name.h"
#include "sim/imap/sequence_set.h"

#include <algorithm>
#include <utility>

namespace mf::imap {

namespace {

constexpr std::size_t kSetLimitOctets = 4000; // RFC 2683 section 3.2.1.5: lines up to 8000 octets are safe

} // namespace

ClientSession::ClientSession(ClientOptions options)
    : m_options(std::move(options))
    , m_frames(m_options.lineLimitOctets)
{ }

Actions ClientSession::handle(const Input &input, Instant now)
{
    if (m_doing == Doing::Done)
        return {};
    if (!std::holds_alternative<Expired>(input))
        m_lastHeard = now;
    else if (deadline().value_or(Instant::max()) > now)
        return {};
    take(input);
    return std::exchange(m_actions, {});
}

void ClientSession::take(const Input &input)
{
    if (const auto *opened = std::get_if<Opened>(&input)) {
        m_opened = true;
        m_encrypted = opened->tls.has_value();
        m_random = RandomStream(opened->seed, "imap-client");
    } else if (const auto *bytes = std::get_if<Bytes>(&input)) {
        read(bytes->octets.view());
    } else if (std::holds_alternative<TlsReady>(input)) {
        m_encrypted = true;
        m_frames.clear();
        m_capabilities.clear(); // RFC 3501 section 6.2.1: what was said in clear may be a lie
        askCapabilities();
    } else if (std::holds_alternative<Expired>(input)) {
        done(false, "timeout");
    } else if (std::holds_alternative<PeerClosed>(input)) {
        done(m_doing == Doing::Logout, "connection lost");
    }
}

void ClientSession::read(std::string_view octets)
{
    using Taken = FrameReader::Taken;
    // What comes in clear behind the OK to STARTTLS is not from whom it seems to be.
    while (!octets.empty() && m_doing != Doing::Done && m_doing != Doing::Handshake) {
        switch (m_frames.take(octets, FrameReader::Literals::Expected)) {
        case Taken::Incomplete: return;
        case Taken::Frame: takeFrame(m_frames.takeFrame()); break;
        case Taken::Literal: takeLiteral(); break;
        case Taken::Dropped: done(false, "a response is too long"); break;
        }
    }
}

void ClientSession::takeLiteral()
{
    const std::size_t limit = m_options.lineLimitOctets + m_options.literalLimitOctets;
    if (endsInText(m_frames.soFar())) {
        m_frames.notALiteral();
        return takeFrame(m_frames.takeFrame());
    }
    if (m_frames.announced().octets > m_options.literalLimitOctets
        || m_frames.soFar().size() + m_frames.announced().octets + 2 > limit)
        return done(false, "a response is too long");
    m_frames.acceptLiteral(limit);
}

void ClientSession::takeFrame(const Blob &frame)
{
    const auto response = parseResponse(frame);
    if (!response)
        return done(false, response.error());
    std::visit([this](const auto &r) { on(r); }, *response);
}

void ClientSession::on(const StatusResponse &status)
{
    onCode(status);
    if (m_doing == Doing::Greeting)
        return onGreeting(status);
    if (status.tag == "*") {
        if (status.condition == Condition::Bye && m_doing != Doing::Logout)
            done(false, status.text);
        return;
    }
    if (status.tag == 'a' + std::to_string(m_lastTag))
        onCompleted(status);
}

void ClientSession::onCode(const StatusResponse &status)
{
    if (status.code == "CAPABILITY") {
        m_capabilities.clear();
        for (const std::string_view name : ascii::split(status.codeArgument, ' '))
            m_capabilities.insert(ascii::toUpper(name));
    } else if (status.code == "UIDVALIDITY") {
        m_uidValidity = ascii::number<std::uint32_t>(status.codeArgument).value_or(0);
    } else if (status.code == "UIDNEXT") {
        m_uidNext = ascii::number<Uid>(status.codeArgument).value_or(0);
    } else if (status.code == "HIGHESTMODSEQ" && m_doing == Doing::Select) { // RFC 7162 section 3.1.2.1
        m_highestModSeq = ascii::number<std::uint64_t>(status.codeArgument).value_or(0);
    }
}

void ClientSession::on(const NumberResponse &number)
{
    if (number.name == "EXISTS")
        m_exists = number.number;
}

void ClientSession::on(const FetchResponse &fetch)
{
    if (fetch.uid)
        m_missing.erase(*fetch.uid);
    if (m_doing == Doing::Compare && fetch.uid && fetch.flags)
        m_actions.emplace_back(Report{LetterFlagged{m_options.mailbox, serverId(*fetch.uid), *fetch.flags}});
    if (m_doing != Doing::Fetch || !fetch.uid || !fetch.letter || !m_known.insert(*fetch.uid).second)
        return;
    ++m_fetched;
    LetterFetched fetched;
    fetched.letter = *fetch.letter;
    fetched.mailbox = m_options.mailbox;
    fetched.serverId = serverId(*fetch.uid);
    fetched.flags = fetch.flags.value_or(Flags{});
    m_actions.emplace_back(Report{std::move(fetched)});
}

void ClientSession::on(const ContinuationResponse &continuation)
{
    if (m_exchange)
        return authContinued(continuation.text);
    if (m_pieces.empty())
        return;
    send(std::exchange(m_pieces.front(), {}), "LOGIN", "...");
    m_pieces.pop_front();
}

void ClientSession::onGreeting(const StatusResponse &status)
{
    if (status.tag != "*" || (status.condition != Condition::Ok && status.condition != Condition::PreAuth))
        return done(false, status.text);
    if (status.condition == Condition::PreAuth) {
        // STARTTLS is not to be had any more: a password-less session in clear is what somebody in between
        // would like.
        if (m_options.tls == WantTls::Required && !m_encrypted)
            return done(false, "the server offers no TLS");
        return command(Doing::List, "LIST", R"("" "*")");
    }
    if (m_capabilities.empty())
        return askCapabilities();
    secureOrLogIn();
}

void ClientSession::onCompleted(const StatusResponse &status)
{
    m_pieces.clear();
    if (status.condition != Condition::Ok && m_doing != Doing::Logout)
        return done(false, status.text.empty() ? "refused" : std::string_view(status.text));
    switch (m_doing) {
    case Doing::Capability: return secureOrLogIn();
    case Doing::StartTls:
        m_doing = Doing::Handshake;
        m_actions.emplace_back(StartTls{});
        return;
    case Doing::Login:
        if (m_exchange && !m_exchange->done())
            return done(false, "the server has not proved that it knows the password");
        m_exchange.reset();
        return command(Doing::List, "LIST", R"("" "*")");
    case Doing::List: return select();
    case Doing::Select: return fetchNew();
    case Doing::Fetch: return compareOld();
    case Doing::Compare: return forgetMissing();
    case Doing::Flag: return flagOld();
    case Doing::Mark: {
        if (!m_options.expunges)
            return logOut();
        const std::string set = print(setOf(m_deleted)); // RFC 4315: spares what other devices have marked
        return offers("UIDPLUS") ? command(Doing::Expunge, "UID EXPUNGE", set)
                                 : command(Doing::Expunge, "EXPUNGE");
    }
    case Doing::Expunge:
        for (const Uid uid : m_deleted)
            m_actions.emplace_back(Report{LetterGone{m_options.mailbox, serverId(uid)}});
        return logOut();
    case Doing::Logout: return done(true, {});
    case Doing::Greeting:
    case Doing::Handshake:
    case Doing::Done: return;
    }
}

void ClientSession::askCapabilities() { command(Doing::Capability, "CAPABILITY"); }

void ClientSession::secureOrLogIn()
{
    if (!m_encrypted && m_options.tls != WantTls::Never && offers("STARTTLS"))
        return command(Doing::StartTls, "STARTTLS");
    if (!m_encrypted && m_options.tls == WantTls::Required)
        return done(false, "the server offers no TLS");
    logIn();
}

void ClientSession::select()
{
    std::string name;
    appendAstring(name, encodeMailboxName(m_options.mailbox));
    command(Doing::Select, "SELECT", name);
}

void ClientSession::fetchNew()
{
    for (const Uid uid : uidsOf({m_options.checkedUpTo})) {
        m_checkedUpTo = uid;
        m_modSeq = m_options.modSeq;
    }
    for (const Uid uid : uidsOf(m_options.knownServerIds))
        if (uid >= m_checkedUpTo)
            m_known.insert(uid);
    m_lastKnown = m_known.empty() ? m_checkedUpTo - 1 : *m_known.rbegin();
    const std::string set = m_exists == 0 ? std::string() : unknownUids();
    if (set.empty())
        return compareOld();
    const std::string_view body = m_options.markSeen ? "BODY[]" : "BODY.PEEK[]";
    command(Doing::Fetch, "UID FETCH", set + " (FLAGS INTERNALDATE " + std::string(body) + ')');
}

/// All has come that there was: the next check begins behind it.
void ClientSession::noteChecked()
{
    if (m_uidValidity == 0)
        return; // its UIDs mean nothing next time
    const Uid behindKnown = m_known.empty() ? 1 : *m_known.rbegin() + 1;
    const Uid upTo = std::max({m_checkedUpTo, m_uidNext, behindKnown});
    m_actions.emplace_back(Report{MailboxChecked{m_options.mailbox, serverId(upTo), m_highestModSeq}});
}

/// All UIDs but those that are known, holes between them too: a letter that a server could not give the last
/// time is in one.
std::string ClientSession::unknownUids() const
{
    SequenceSet set;
    Uid next = m_checkedUpTo;
    for (const Uid uid : m_known) {
        if (uid > next)
            set.push_back({next, uid - 1});
        next = uid + 1;
    }
    // "n:*" means the last letter, new or not (section 6.4.8), so it is asked only where there may be
    // something new.
    const bool mayBeNew = next != 0 && (m_uidNext == 0 || m_uidNext > next);
    if (mayBeNew)
        set.push_back({next, kStar});
    std::string text = print(set);
    // Servers limit their lines: what is known is then given again, and passed over.
    if (text.size() > kSetLimitOctets)
        text = print(SequenceSet{{set.front().first, kStar}});
    return text;
}

/// Another device may have deleted what this one has, or have marked it (RFC 4549 section 4.2.3). A mailbox
/// that holds as many as are known here holds the same ones, and its HIGHESTMODSEQ tells whether a flag has
/// changed.
void ClientSession::compareOld()
{
    const auto fewer = [&](std::size_t held) { return held + m_fetched > m_exists; };
    if (fewer(m_options.held.size()) && fewer(heldUids().size()))
        return compareAll();
    if (m_options.held.empty() || (m_modSeq != 0 && m_modSeq == m_highestModSeq))
        return compared();
    if (m_modSeq == 0 || m_highestModSeq == 0)
        return compareAll();
    // RFC 7162 section 3.1.4.1: a server that tells HIGHESTMODSEQ knows this, too
    const std::string old = print(SequenceSet{{1, std::max(m_lastKnown, Uid{1})}});
    command(Doing::Compare, "UID FETCH", old + " (FLAGS) (CHANGEDSINCE " + std::to_string(m_modSeq) + ')');
}

void ClientSession::compareAll()
{
    const std::vector<Uid> held = heldUids();
    m_missing.insert(held.begin(), held.end());
    if (m_exists == 0 || held.empty())
        return forgetMissing();
    std::string set = print(setOf(held));
    if (set.size() > kSetLimitOctets)
        set = print(SequenceSet{{held.front(), held.back()}});
    command(Doing::Compare, "UID FETCH", set + " (FLAGS)");
}

void ClientSession::forgetMissing()
{
    for (const Uid uid : m_missing)
        m_actions.emplace_back(Report{LetterGone{m_options.mailbox, serverId(uid)}});
    compared();
}

void ClientSession::compared()
{
    noteChecked();
    flagOld();
}

/// What a person did to letters on the device, told to the server: for the owner's other devices.
void ClientSession::flagOld()
{
    for (auto [ids, how] : {std::pair(&m_options.seenServerIds, " +FLAGS.SILENT (\\Seen)"),
                            std::pair(&m_options.unseenServerIds, " -FLAGS.SILENT (\\Seen)")}) {
        const std::vector<Uid> uids = uidsOf(std::exchange(*ids, {}));
        if (!uids.empty())
            return command(Doing::Flag, "UID STORE", print(setOf(uids)) + how);
    }
    deleteOld();
}

void ClientSession::deleteOld()
{
    m_deleted = uidsOf(m_options.deleteServerIds);
    if (m_deleted.empty())
        return logOut();
    command(Doing::Mark, "UID STORE", print(setOf(m_deleted)) + " +FLAGS.SILENT (\\Deleted)");
}

void ClientSession::logOut() { command(Doing::Logout, "LOGOUT"); }

void ClientSession::done(bool ok, std::string_view reason)
{
    m_doing = Doing::Done;
    m_actions.emplace_back(Report{ClientDone{ok, ok ? std::string() : std::string(reason)}});
    m_actions.emplace_back(Close{});
}

void ClientSession::command(Doing doing, std::string_view verb, std::string_view arguments)
{
    m_doing = doing;
    std::string line = 'a' + std::to_string(++m_lastTag) + ' ' + std::string(verb);
    if (!arguments.empty())
        line += ' ' + std::string(arguments);
    send(line + "\r\n", verb, line);
}

void ClientSession::send(std::string octets, std::string_view verb, std::string_view shown)
{
    Facts facts;
    facts.add(Key::Protocol, "imap").add(Key::Verb, verb).add(Key::Text, shown);
    if (m_doing == Doing::Login)
        facts.add(Key::Secret, 1);
    m_actions.emplace_back(Send{Slices(std::move(octets)), std::move(facts)});
}

std::string ClientSession::serverId(Uid uid) const
{
    return std::to_string(m_uidValidity) + '/' + std::to_string(uid);
}

/// Those of the mailbox as it is: an id under another UIDVALIDITY names nothing any more (section 2.3.1.1).
/// Ascending.
std::vector<Uid> ClientSession::uidsOf(const std::vector<std::string> &serverIds) const
{
    std::set<Uid> uids;
    for (const std::string &id : serverIds) {
        const auto [validity, uid] = ascii::cut(id, '/');
        const auto value = ascii::number<Uid>(uid);
        if (value.value_or(0) != 0 && ascii::number<std::uint32_t>(validity) == m_uidValidity)
            uids.insert(*value);
    }
    return {uids.begin(), uids.end()};
}

/// On this device, of the mailbox as it is. Ascending.
std::vector<Uid> ClientSession::heldUids() const
{
    std::vector<std::string> held;
    m_options.held.forEach([&](const std::string &serverId, Uid) { held.push_back(serverId); });
    return uidsOf(held);
}

std::optional<Instant> ClientSession::deadline() const
{
    if (!m_opened || m_doing == Doing::Done)
        return std::nullopt;
    return m_lastHeard + m_options.patience;
}

std::span<const std::string_view> ClientSession::stateNames()
{
    static constexpr std::string_view names[] = {
        "greeting", "capability", "starttls", "tls handshake", "login",   "list",   "select",
        "fetch",    "compare",    "flag",     "store",         "expunge", "logout", "done"};
    return names;
}

SessionView ClientSession::view() const
{
    SessionView view;
    view.protocol = "imap";
    view.state = stateNames()[static_cast<std::size_t>(m_doing)];
    view.login = m_doing > Doing::Login ? m_options.login : std::string();
    view.encrypted = m_encrypted;
    return view;
}

std::unique_ptr<StreamMachine> ClientSession::clone() const { return std::make_unique<ClientSession>(*this); }

} // namespace mf::imap
