#include "sim/live/services.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace mf::live {

namespace {

using node::Service;

constexpr std::string_view kSmtpBusy =
    "421 4.3.2 Too many connections, try again later\r\n"; // RFC 5321 section 3.8
constexpr std::string_view kPop3Busy =
    "-ERR [SYS/TEMP] Too many connections, try again later\r\n"; // RFC 3206
constexpr std::string_view kImapBusy =
    "* BYE Too many connections, try again later\r\n"; // RFC 3501 section 7.1.5

constexpr std::string_view kSmtpFarewell =
    "421 4.3.2 The server is shutting down\r\n";                                    // RFC 5321 section 3.8
constexpr std::string_view kImapFarewell = "* BYE The server is shutting down\r\n"; // RFC 3501 section 7.1.5
/// POP3 has no words for it: whatever a server says is the reply to a command.
constexpr std::string_view kPop3Farewell;

constexpr std::array kServices{
    // service                 port  encryption               told when busy, and when the doors close
    ServiceRow{Service::Smtp, 2525, Encryption::OnRequest, kSmtpBusy, kSmtpFarewell},
    ServiceRow{Service::Submission, 2587, Encryption::OnRequest, kSmtpBusy, kSmtpFarewell},
    ServiceRow{Service::Submissions, 2465, Encryption::FromStart, "", kSmtpFarewell},
    ServiceRow{Service::Pop3, 2110, Encryption::OnRequest, kPop3Busy, kPop3Farewell},
    ServiceRow{Service::Pop3s, 2995, Encryption::FromStart, "", kPop3Farewell},
    ServiceRow{Service::Imap, 2143, Encryption::OnRequest, kImapBusy, kImapFarewell},
    ServiceRow{Service::Imaps, 2993, Encryption::FromStart, "", kImapFarewell},
    ServiceRow{Service::Dns, 2053, Encryption::Never, "", ""},
};

Fault noPortLeft(const std::string &node, Service service)
{
    return {
        {},
        0,
        0,
        phrase("no port is left for {0} of {1}; choose a lower one with --port {0}=N", name(service), node),
        {}};
}

} // namespace

std::span<const ServiceRow> services() { return kServices; }

const ServiceRow *serviceRow(Service service)
{
    const auto *row = std::ranges::find(kServices, service, &ServiceRow::service);
    return row == kServices.end() ? nullptr : row;
}

std::expected<std::vector<DoorPlan>, Fault>
planDoors(const std::vector<std::pair<std::string, Service>> &wanted, const PortPlan &plan)
{
    std::vector<DoorPlan> doors;
    std::map<Service, std::uint32_t> next;
    for (const auto &[node, service] : wanted) {
        const ServiceRow *row = serviceRow(service);
        if (!row)
            continue;
        if (const auto before = plan.same.find({node, service}); before != plan.same.end()) {
            doors.push_back({node, service, before->second});
            continue;
        }
        const auto fixed = plan.first.find(service);
        const bool anyPort = fixed != plan.first.end() ? fixed->second == 0 : plan.ephemeral;
        if (anyPort) {
            doors.push_back({node, service, 0});
            continue;
        }
        const std::uint16_t first = fixed != plan.first.end() ? fixed->second : row->defaultPort;
        const std::uint32_t port = next.try_emplace(service, first).first->second++;
        if (port > 65535)
            return std::unexpected(noPortLeft(node, service));
        doors.push_back({node, service, static_cast<std::uint16_t>(port)});
    }
    return doors;
}

std::expected<std::pair<Service, std::uint16_t>, std::string> parsePort(std::string_view text)
{
    const auto [serviceText, portText] = ascii::cut(text, '=');
    const auto service = node::serviceNamed(serviceText);
    if (!service || !serviceRow(*service)) {
        std::string known;
        for (const ServiceRow &row : kServices) {
            if (!known.empty())
                known += ", ";
            known += name(row.service);
        }
        return std::unexpected(fmt::format("no service \"{}\"; there are {}", serviceText, known));
    }
    const auto port = ascii::number<std::uint16_t>(portText);
    if (!port)
        return std::unexpected(
            fmt::format("\"{}\" is no port; write {}=N with N from 1 to 65535, or 0 for a free one", portText,
                        serviceText));
    return std::pair(*service, *port);
}

} // namespace mf::live
