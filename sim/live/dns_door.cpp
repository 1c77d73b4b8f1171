#include "sim/live/dns_door.h"

#include "sim/dns/message.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace mf::live {

namespace {

/// Each question has a client port of its own; they go round.
constexpr std::uint16_t kFirstPort = 1024;
constexpr std::size_t kPorts = 65536 - kFirstPort;

std::uint16_t portAfter(std::uint16_t port, std::size_t steps)
{
    return static_cast<std::uint16_t>(kFirstPort + (port - kFirstPort + steps) % kPorts);
}

/// A response asks nothing (and would be answered by nobody, or else for ever).
bool isQuestion(std::string_view octets)
{
    return octets.size() >= dns::kHeaderOctets && (static_cast<unsigned char>(octets[2]) & 0x80) == 0;
}

} // namespace

DnsDoor::DnsDoor(NodeId node, const DnsLimits &limits, QObject *parent)
    : QObject(parent)
    , m_node(node)
    , m_limits(limits)
    , m_firstPort(kFirstPort)
{ }

DnsDoor::~DnsDoor() = default;

bool DnsDoor::listen(const QHostAddress &address, quint16 port, QAbstractSocket::SocketError *error)
{
    auto listener = std::make_unique<Listener>(nullptr);
    listener->setPaused(m_paused);
    if (!listener->listen(address, port)) {
        *error = listener->serverError();
        return false;
    }
    auto socket = std::make_unique<DnsSocket>(m_limits.udpOctets, nullptr);
    *error = socket->listen(address, listener->serverPort());
    if (*error != QAbstractSocket::UnknownSocketError)
        return false;
    m_port = listener->serverPort();
    connect(listener.get(), &Listener::accepted, this, &DnsDoor::accept);
    connect(socket.get(), &DnsSocket::received, this,
            [this, udp = socket.get()](const UdpPeer &from, std::string_view octets) {
                if (isQuestion(octets))
                    ask({udp, from, nullptr}, octets);
            });
    m_listeners.push_back(std::move(listener));
    m_sockets.push_back(std::move(socket));
    return true;
}

void DnsDoor::setPaused(bool paused)
{
    m_paused = paused;
    for (const auto &listener : m_listeners)
        listener->setPaused(paused);
}

void DnsDoor::accept(qintptr descriptor)
{
    Descriptor socket(static_cast<int>(descriptor));
    if (m_streams.size() >= m_limits.tcpConnections)
        return;
    auto stream = std::make_unique<DnsStream>(std::move(socket), m_limits, nullptr);
    DnsStream *client = stream.get();
    connect(client, &DnsStream::asked, this, [this, client](const std::string &message) {
        if (isQuestion(message))
            ask({nullptr, {}, client}, message);
        else
            client->forget();
    });
    connect(client, &DnsStream::gone, this, [this, client] { forget(client); });
    m_streams.push_back(std::move(stream));
}

void DnsDoor::forget(DnsStream *stream)
{
    for (Asker &asker : m_askers) {
        if (asker.tcp != stream)
            continue;
        asker = {};
        --m_outstanding;
    }
    const auto found = std::ranges::find(m_streams, stream, &std::unique_ptr<DnsStream>::get);
    found->release()->deleteLater(); // it is still on the stack: it told us so itself
    m_streams.erase(found);
}

// ---- questions and answers --------------------------------------------------------------------------------

void DnsDoor::ask(const Asker &asker, std::string_view octets)
{
    while (m_outstanding >= m_limits.outstanding || m_askers.size() >= kPorts)
        forgetOldest();
    const std::uint16_t clientPort = portAfter(m_firstPort, m_askers.size());
    m_askers.push_back(asker);
    ++m_outstanding;
    const Carrier by = asker.tcp ? Carrier::Stream : Carrier::Datagram;
    emit asked(DatagramIn{m_node, dns::kDnsPort, clientPort, Blob::copyOf(octets), by});
}

void DnsDoor::forgetOldest()
{
    const Asker oldest = std::exchange(m_askers.front(), {});
    m_askers.pop_front();
    m_firstPort = portAfter(m_firstPort, 1);
    if (!oldest.waits())
        return;
    --m_outstanding;
    if (oldest.tcp)
        oldest.tcp->forget();
}

DnsDoor::Asker DnsDoor::take(std::uint16_t clientPort)
{
    const std::size_t place = (clientPort + kPorts - m_firstPort) % kPorts;
    if (clientPort < kFirstPort || place >= m_askers.size() || !m_askers[place].waits())
        return {};
    const Asker asker = std::exchange(m_askers[place], {});
    --m_outstanding;
    while (!m_askers.empty() && !m_askers.front().waits()) {
        m_askers.pop_front();
        m_firstPort = portAfter(m_firstPort, 1);
    }
    return asker;
}

void DnsDoor::answer(std::uint16_t clientPort, const Blob &octets)
{
    const Asker asker = take(clientPort);
    if (asker.udp)
        asker.udp->send(asker.peer, octets.view());
    else if (asker.tcp)
        asker.tcp->answer(octets.view());
}

void DnsDoor::flush()
{
    for (const auto &socket : m_sockets)
        socket->flush();
}

} // namespace mf::live
