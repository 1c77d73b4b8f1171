#include "tests/node/bench.h"

#include "sim/base/check.h"

namespace mf::test {

Bench::Bench()
    : passes([](const std::string &, const std::string &, std::string_view) { return true; })
    , datagramPasses([](const std::string &, const std::string &) { return true; })
    , m_epoch(CalendarTime(std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 9h))
{ }

void Bench::add(const std::string &name, const std::string &address, node::NodeKind kind,
                node::Program program)
{
    m_nodes.insert_or_assign(name, node::Node(name, *IpAddress::parse(address), kind, std::move(program)));
}

node::MailServerConfig Bench::server(const std::string &name, std::vector<node::Service> services) const
{
    node::MailServerConfig config;
    config.hostName = name;
    config.services = std::move(services);
    config.resolvers = {dns()};
    config.seed = 7;
    return config;
}

void Bench::addServer(node::MailServerConfig config, const std::string &address,
                      const store::Contents &contents)
{
    const std::string name = config.hostName;
    config.address = *IpAddress::parse(address);
    add(name, address, node::NodeKind::MailServer, node::MailServer(std::move(config), contents, m_epoch));
}

void Bench::addScripted(const std::string &name, const std::string &address, Script script)
{
    add(name, address, node::NodeKind::Host, node::Host());
    m_scripts[name] = std::move(script);
    m_said[name] = std::make_shared<std::vector<std::string>>();
}

void Bench::addDns(const std::string &records)
{
    node::NameServerConfig config;
    config.hostName = "ns";
    config.zones = {
        {".", "@ IN SOA ns. admin. 1 3600 600 86400 60\n@ IN NS ns.\nns. IN A 192.0.2.53\n" + records}};
    auto made = node::NameServer::make(config);
    MF_CHECK(made.has_value());
    add("ns", "192.0.2.53", node::NodeKind::NameServer, std::move(*made));
}

node::MailClientConfig Bench::client(const std::string &name, const std::string &address,
                                     const std::string &server, node::Incoming incoming) const
{
    const IpAddress at = m_nodes.at(server).address();
    node::MailClientConfig config;
    config.hostName = name;
    config.account = {address, "secret"};
    config.outgoingHost = config.incomingHost = server;
    config.outgoing = {at, 587};
    config.incoming = incoming;
    config.incomingServer = {at, incoming == node::Incoming::Pop3 ? std::uint16_t{110} : std::uint16_t{143}};
    return config;
}

void Bench::addClient(node::MailClientConfig config, const std::string &address)
{
    const std::string name = config.hostName;
    add(name, address, node::NodeKind::Client, node::MailClient(std::move(config), {}, m_epoch));
}

node::Node &Bench::node(const std::string &name)
{
    const auto found = m_nodes.find(name);
    MF_CHECK(found != m_nodes.end());
    return found->second;
}

std::string Bench::nodeAt(const IpAddress &address) const
{
    for (const auto &[name, one] : m_nodes)
        if (one.address() == address)
            return name;
    return {};
}

void Bench::give(const std::string &name, node::NodeInput input)
{
    carryOut(name, node(name).handle(input, moment()));
}

MailId Bench::write(const std::string &client, const std::string &from, std::vector<std::string> to,
                    const std::string &subject)
{
    node::WriteLetter letter;
    letter.mail = counters.nextMail();
    letter.letter = subject;
    letter.from = from;
    letter.to = std::move(to);
    letter.subject = subject;
    letter.body = "Hello.\n";
    const MailId mail = letter.mail;
    give(client, std::move(letter));
    return mail;
}

void Bench::power(const std::string &name, bool up)
{
    m_down[name] = !up;
    if (!up) {
        std::vector<StreamId> gone;
        for (auto &[id, stream] : m_streams)
            if (stream.sides[0].node == name || stream.sides[1].node == name)
                gone.push_back(id);
        for (const StreamId id : gone)
            close(id, true);
    }
    give(name, node::PowerChanged{up});
}

Answer Bench::ask(const std::string &name, node::Service door, Question question, node::SessionRef session,
                  MailId mail)
{
    node::SessionAsked asked;
    asked.session = session;
    asked.service = door;
    asked.mail = mail;
    asked.ticket = Ticket{99};
    asked.question = std::move(question);
    m_answers.clear();
    give(name, std::move(asked));
    MF_CHECK(m_answers.size() == 1);
    return m_answers.front().second;
}

void Bench::carryOut(const std::string &name, node::Effects effects)
{
    for (node::Effect &effect : effects) {
        if (auto *wish = std::get_if<node::OpenStream>(&effect)) {
            open(name, std::move(*wish));
        } else if (auto *answer = std::get_if<node::AnswerSession>(&effect)) {
            if (m_streams.contains(answer->session.stream))
                deliver(answer->session.stream, answer->session.end,
                        Answered{answer->ticket, answer->answer});
            else
                m_answers.emplace_back(answer->ticket, std::move(answer->answer));
        } else if (auto *tell = std::get_if<node::TellSession>(&effect)) {
            told.emplace_back(tell->session, tell->changed.mailbox);
            if (m_streams.contains(tell->session.stream))
                deliver(tell->session.stream, tell->session.end, tell->changed);
        } else if (auto *send = std::get_if<SendDatagram>(&effect)) {
            const std::string to = nodeAt(send->datagram.peer.address);
            if (to.empty() || m_down[to] || !datagramPasses(name, to))
                continue;
            Datagram arriving{{node(name).address(), send->datagram.localPort},
                              send->datagram.peer.port,
                              send->datagram.octets,
                              {}};
            m_queue.push(m_now, std::make_shared<Pending>(DeliverDatagram{to, std::move(arriving)}));
        } else if (auto *note = std::get_if<node::Note>(&effect)) {
            m_events.push_back({name, m_now, std::move(*note)});
        } else if (auto *persist = std::get_if<node::Persist>(&effect)) {
            MF_CHECK(!m_storeRefuses);
            m_changes.push_back(std::move(persist->change));
        } else if (auto *cut = std::get_if<node::CloseStream>(&effect)) {
            close(cut->session.stream, true);
        }
    }
}

void Bench::open(const std::string &name, node::OpenStream wish)
{
    const std::string to = nodeAt(wish.to.address);
    std::unique_ptr<StreamMachine> server =
        to.empty() || m_down[to] ? nullptr : node(to).listen(wish.to.port);
    if (const auto script = m_scripts.find(to); script != m_scripts.end() && !m_down[to])
        server = std::make_unique<ScriptedServer>(script->second, m_said.at(to));
    if (!server) {
        give(name, node::StreamRefused{wish.token, "connection refused"});
        return;
    }
    ++m_opened;
    const StreamId id{++m_lastStream};
    Stream &stream = m_streams[id];
    stream.mail = wish.mail;
    stream.hop = wish.hop;
    for (std::size_t i = 0; i < node::kServiceCount; ++i)
        if (node::standardPort(static_cast<node::Service>(i)) == wish.to.port)
            stream.service = static_cast<node::Service>(i);
    stream.at(End::Client) = {name, std::move(wish.machine), wish.token};
    stream.at(End::Server) = {to, std::move(server), 0};
    const std::optional<TlsInfo> tls =
        wish.tls ? std::optional(TlsInfo{"TLSv1.3", "TLS_AES_256_GCM_SHA384", to, "", ""}) : std::nullopt;
    const Peer caller{name, {node(name).address(), 40000}}, called{to, wish.to};
    m_queue.push(m_now, std::make_shared<Pending>(Deliver{id, End::Server, Opened{caller, tls}}));
    m_queue.push(m_now, std::make_shared<Pending>(Deliver{id, End::Client, Opened{called, tls}}));
}

void Bench::deliver(StreamId id, End end, const Input &input)
{
    const auto found = m_streams.find(id);
    if (found == m_streams.end() || found->second.at(end).closed)
        return;
    act(id, end, found->second.at(end).machine->handle(input, m_now));
}

void Bench::act(StreamId id, End end, Actions actions)
{
    std::size_t sent = 0;
    for (Action &action : actions) {
        const auto found = m_streams.find(id);
        if (found == m_streams.end())
            return;
        Stream &stream = found->second;
        Side &side = stream.at(end);
        const std::string from = side.node, to = stream.at(other(end)).node;
        if (auto *send = std::get_if<Send>(&action)) {
            const Blob octets = send->octets.joined();
            sent += octets.size();
            m_wire += octets.view();
            if (!passes(from, to, octets.view()))
                return close(id, true);
            m_queue.push(m_now, std::make_shared<Pending>(Deliver{id, other(end), Bytes{octets}}));
        } else if (std::holds_alternative<StartTls>(action)) {
            side.wantsTls = true;
            startTls(id);
        } else if (auto *ask = std::get_if<Ask>(&action)) {
            node::SessionAsked asked;
            asked.session = {id, end, side.token};
            asked.peer = node(to).address();
            asked.service = stream.service;
            asked.mail = stream.mail;
            asked.hop = stream.hop;
            asked.ticket = ask->ticket;
            asked.question = std::move(ask->question);
            carryOut(from, node(from).handle(asked, moment()));
        } else if (auto *report = std::get_if<Report>(&action)) {
            if (auto *noted = std::get_if<Noted>(&report->what))
                m_events.push_back({from, m_now, {noted->kind, stream.mail, std::move(noted->facts)}});
            else
                carryOut(from,
                         node(from).handle(node::SessionReported{{id, end, side.token}, *report}, moment()));
        } else if (std::holds_alternative<Close>(action)) {
            side.closed = true;
            if (stream.at(other(end)).closed)
                return close(id, false);
            m_queue.push(m_now, std::make_shared<Pending>(Deliver{id, other(end), PeerClosed{}}));
        }
    }
    if (sent >= kHighWaterOctets)
        m_queue.push(m_now, std::make_shared<Pending>(Deliver{id, end, Drained{}}));
}

void Bench::startTls(StreamId id)
{
    Stream &stream = m_streams.at(id);
    if (!stream.sides[0].wantsTls || !stream.sides[1].wantsTls)
        return;
    const TlsReady ready{{"TLSv1.3", "TLS_AES_256_GCM_SHA384", stream.at(End::Server).node, "", ""}};
    m_queue.push(m_now, std::make_shared<Pending>(Deliver{id, End::Server, ready}));
    m_queue.push(m_now, std::make_shared<Pending>(Deliver{id, End::Client, ready}));
}

void Bench::close(StreamId id, bool broken)
{
    const auto found = m_streams.find(id);
    if (found == m_streams.end())
        return;
    Stream stream = std::move(found->second);
    m_streams.erase(found);
    for (const End end : {End::Client, End::Server}) {
        Side &side = stream.at(end);
        Actions last;
        if (broken && !side.closed)
            last = side.machine->handle(PeerClosed{true}, m_now);
        for (Action &action : last)
            if (auto *report = std::get_if<Report>(&action);
                report && !std::holds_alternative<Noted>(report->what))
                carryOut(side.node, node(side.node).handle(
                                        node::SessionReported{{id, end, side.token}, *report}, moment()));
        carryOut(side.node,
                 node(side.node).handle(node::SessionEnded{{id, end, side.token}, broken}, moment()));
    }
}

std::optional<Instant> Bench::nextDeadline() const
{
    std::optional<Instant> next;
    const auto consider = [&next](std::optional<Instant> at) {
        if (at && (!next || *at < *next))
            next = at;
    };
    for (const auto &[name, one] : m_nodes)
        consider(one.deadline());
    for (const auto &[id, stream] : m_streams)
        for (const Side &side : stream.sides)
            if (!side.closed)
                consider(side.machine->deadline());
    return next;
}

void Bench::expire()
{
    std::vector<std::string> names;
    for (const auto &[name, one] : m_nodes)
        if (one.deadline().value_or(Instant::max()) <= m_now)
            names.push_back(name);
    for (const std::string &name : names)
        give(name, node::TimerDue{});
    std::vector<std::pair<StreamId, End>> sessions;
    for (const auto &[id, stream] : m_streams)
        for (const End end : {End::Client, End::Server})
            if (const Side &side = stream.sides[static_cast<std::size_t>(end)];
                !side.closed && side.machine->deadline().value_or(Instant::max()) <= m_now)
                sessions.emplace_back(id, end);
    for (const auto &[id, end] : sessions)
        deliver(id, end, Expired{});
}

void Bench::run(Duration howLong)
{
    const Instant until = m_now + howLong;
    for (int steps = 0; steps < 2'000'000; ++steps) {
        if (!m_queue.empty()) {
            const auto pending = m_queue.pop().event;
            if (auto *bytes = std::get_if<Deliver>(pending.get()))
                deliver(bytes->stream, bytes->end, bytes->input);
            else if (auto *datagram = std::get_if<DeliverDatagram>(pending.get()))
                give(datagram->node, DatagramArrived{std::move(datagram->datagram)});
            continue;
        }
        const auto next = nextDeadline();
        if (!next || *next > until) {
            m_now = until;
            return;
        }
        m_now = std::max(m_now, *next);
        expire();
    }
    MF_CHECK(!"the bench does not come to rest");
}

void Bench::restart(const std::string &name, std::function<node::Program(const store::Contents &)> make)
{
    power(name, false);
    m_down[name] = false;
    const node::Node &old = node(name);
    node::Node fresh(old.name(), old.address(), old.kind(), make(contents()));
    m_nodes.insert_or_assign(name, std::move(fresh));
    m_queue.push(m_now, std::make_shared<Pending>(Wake{}));
}

} // namespace mf::test
