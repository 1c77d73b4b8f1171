#include "sim/live/command_log.h"

#include "sim/base/base64.h"
#include "sim/story/display.h"

#include <fmt/format.h>

#include <variant>

namespace mf::live {

namespace {

using story::jsonString;

std::string_view word(bool yes) { return yes ? "true" : "false"; }

std::string tlsAsJson(const TlsInfo &tls)
{
    return fmt::format(R"({{"version":{},"cipher":{}}})", jsonString(tls.version), jsonString(tls.cipher));
}

/// The rest of the line, after what all commands have: its name, and its own keys.
class Printer {
public:
    explicit Printer(const std::function<std::string(NodeId)> &nodeName) : m_nodeName(nodeName) { }

    /// Nobody but a person in front of the window acts; there the history keeps what was done.
    std::string operator()(const PersonAct &) const { return R"("act")"; }
    std::string operator()(const StreamInput &input) const
    {
        const auto id = raw(input.connection);
        if (const auto *connected = std::get_if<Connected>(&input.what))
            return fmt::format(
                R"("connected","connection":{},"node":{},"service":"{}","from":"{}","from_port":{},"tls":{})",
                id, jsonString(m_nodeName(connected->node)), node::name(connected->service),
                connected->from.address.print(), connected->from.port,
                connected->tls ? tlsAsJson(*connected->tls) : "null");
        if (const auto *bytes = std::get_if<Bytes>(&input.what))
            return fmt::format(R"("bytes","connection":{},"bytes_base64":"{}")", id,
                               toBase64(bytes->octets.view()));
        if (const auto *tls = std::get_if<TlsReady>(&input.what))
            return fmt::format(R"("tls-ready","connection":{},"tls":{})", id, tlsAsJson(tls->tls));
        if (const auto *closed = std::get_if<PeerClosed>(&input.what))
            return fmt::format(R"("peer-closed","connection":{},"broken":{})", id, word(closed->broken));
        return fmt::format(R"("drained","connection":{})", id);
    }
    std::string operator()(const LetGo &farewell) const
    {
        return fmt::format(R"("let-go","connection":{},"last_words":{})", raw(farewell.connection),
                           jsonString(farewell.lastWords));
    }
    std::string operator()(const DatagramIn &datagram) const
    {
        return fmt::format(R"("datagram","node":{},"port":{},"client_port":{},"by":"{}","bytes_base64":"{}")",
                           jsonString(m_nodeName(datagram.node)), datagram.port, datagram.clientPort,
                           datagram.by == Carrier::Stream ? "stream" : "datagram",
                           toBase64(datagram.octets.view()));
    }
    std::string operator()(const BlobLoaded &loaded) const
    {
        return fmt::format(R"("blob-loaded","blob":{},"found":{})", raw(loaded.blob),
                           word(loaded.message != nullptr));
    }
    std::string operator()(const StoreRefuses &refusal) const
    {
        return fmt::format(R"("store-refuses","refuses":{},"reason":{})", word(refusal.refuses),
                           jsonString(refusal.reason));
    }
    std::string operator()(const WallClock &clock) const
    {
        return fmt::format(R"("wall-clock","now_us":{})", clock.now.time_since_epoch().count());
    }

private:
    const std::function<std::string(NodeId)> &m_nodeName;
};

} // namespace

std::string printCommand(const Applied &applied, const std::function<std::string(NodeId)> &nodeName)
{
    return fmt::format("{{\"after_steps\":{},\"at_us\":{},\"command\":{}}}\n", applied.afterSteps,
                       applied.at.time_since_epoch().count(), std::visit(Printer(nodeName), applied.command));
}

} // namespace mf::live
