#include "sim/node/config.h"

#include <array>

namespace mf::node {

namespace {

struct ServiceRow {
    std::string_view name;
    std::uint16_t port;
    bool encrypted;
};

// The order is that of Service.
constexpr std::array<ServiceRow, kServiceCount> kServices = {{
    {"smtp", 25, false},        // RFC 5321 section 4.5.4.2
    {"submission", 587, false}, // RFC 6409 section 3.1
    {"submissions", 465, true}, // RFC 8314 section 7.3
    {"lmtp", 24, false},        // RFC 2033 names none but forbids 25; 24 is "any private mail system"
    {"pop3", 110, false},       // RFC 1939 section 3
    {"pop3s", 995, true},       // RFC 8314 section 3.1
    {"imap", 143, false},       // RFC 3501 section 2.1
    {"imaps", 993, true},       // RFC 8314 section 3.2
    {"dns", 53, false},         // RFC 1035 section 4.2
    {"http", 80, false},        // RFC 9110 section 4.2.1
}};

const ServiceRow &rowOf(Service service) { return kServices[static_cast<std::size_t>(service)]; }

} // namespace

std::string_view name(Service service) { return rowOf(service).name; }

std::optional<Service> serviceNamed(std::string_view name)
{
    for (std::size_t i = 0; i < kServices.size(); ++i)
        if (kServices[i].name == name)
            return static_cast<Service>(i);
    return std::nullopt;
}

std::uint16_t standardPort(Service service) { return rowOf(service).port; }

bool encryptedFromStart(Service service) { return rowOf(service).encrypted; }

} // namespace mf::node
