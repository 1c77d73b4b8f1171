#include "sim/kernel/trace.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mf {

namespace {

constexpr std::array<std::string_view, kKindCount> kKindNames{
    "act",
    "fault-began",
    "fault-ended",
    "stream-opening",
    "stream-opened",
    "stream-refused",
    "stream-closing",
    "stream-closed",
    "stream-broken",
    "tls-started",
    "segment",
    "datagram",
    "datagram-lost",
    "command",
    "login",
    "decision",
    "session-state",
    "lookup",
    "lookup-done",
    "cache-hit",
    "cache-stored",
    "letter-written",
    "letter-accepted",
    "letter-queued",
    "attempt-failed",
    "retry-scheduled",
    "letter-relayed",
    "letter-handed-over",
    "letter-stored",
    "letter-read",
    "letter-deleted",
    "letter-delayed",
    "letter-bounced",
    "letter-dropped",
    "store-failed",
};

constexpr std::array<std::string_view, kKeyCount> kKeyNames{
    "action", "address",   "answer",   "argument", "attempt", "before",     "cipher",   "code",     "count",
    "device", "encrypted", "fault",    "flags",    "from",    "host",       "letter",   "login",    "mailbox",
    "name",   "octets",    "outcome",  "part",     "port",    "preference", "protocol", "question", "rcode",
    "reason", "recipient", "retry-at", "rule",     "secret",  "section",    "server",   "service",  "state",
    "status", "subject",   "text",     "to",       "ttl",     "type",       "uid",      "verb",     "version",
};
static_assert(!kKindNames.back().empty() && !kKeyNames.back().empty(), "every kind and key has a name");

template <typename Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N> &names, std::string_view name)
{
    const auto it = std::ranges::find(names, name);
    if (it == names.end())
        return std::nullopt;
    return static_cast<Enum>(it - names.begin());
}

} // namespace

std::string_view name(Kind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
std::optional<Kind> kindNamed(std::string_view name) { return named<Kind>(kKindNames, name); }
std::string_view name(Key key) { return kKeyNames[static_cast<std::size_t>(key)]; }
std::optional<Key> keyNamed(std::string_view name) { return named<Key>(kKeyNames, name); }

Facts &Facts::add(Key key, std::string_view value) &
{
    value = value.substr(0, kValueLimitOctets);
    m_packed += static_cast<char>(key);
    m_packed += static_cast<char>(value.size() >> 8);
    m_packed += static_cast<char>(value.size() & 0xff);
    m_packed += value;
    return *this;
}

Facts &Facts::add(Key key, std::int64_t value) &
{
    std::array<char, 20> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return add(key, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

std::optional<std::int64_t> Facts::number(Key key) const
{
    const auto value = find(key);
    std::int64_t result = 0;
    if (!value || std::from_chars(value->data(), value->data() + value->size(), result).ec != std::errc{})
        return std::nullopt;
    return result;
}

std::optional<std::string_view> Facts::find(Key key) const
{
    for (std::string_view rest = m_packed; !rest.empty();)
        if (const auto [at, value] = takeFirst(rest); at == key)
            return value;
    return std::nullopt;
}

std::pair<Key, std::string_view> Facts::takeFirst(std::string_view &rest)
{
    const auto high = static_cast<unsigned char>(rest[1]);
    const auto low = static_cast<unsigned char>(rest[2]);
    const std::size_t length = std::size_t{high} << 8 | low;
    const std::pair first(static_cast<Key>(rest[0]), rest.substr(3, length));
    rest.remove_prefix(3 + length);
    return first;
}

} // namespace mf
