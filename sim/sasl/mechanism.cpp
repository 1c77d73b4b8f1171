#include "sim/sasl/mechanism.h"

#include "sim/base/ascii.h"
#include "sim/base/base64.h"

#include <algorithm>
#include <array>

namespace mf::sasl {

namespace {

// LOGIN comes last: it takes two more round trips than PLAIN and no RFC describes it.
constexpr std::array kMechanisms{
    Mechanism{"SCRAM-SHA-256", false}, Mechanism{"SCRAM-SHA-1", false}, Mechanism{"CRAM-MD5", false},
    Mechanism{"PLAIN", true},          Mechanism{"LOGIN", true},
};

/// 192 random bits in printable ASCII without a comma (RFC 5802 section 5.1).
std::string makeNonce(RandomStream &random)
{
    std::string octets;
    for (int i = 0; i < 3; ++i)
        for (std::uint64_t value = random.next(), left = 8; left > 0; --left, value >>= 8)
            octets += static_cast<char>(value & 0xff);
    return toBase64(octets);
}

bool isNamed(std::span<const std::string> names, const Mechanism &mechanism)
{
    return std::ranges::any_of(names, [&](const auto &name) { return ascii::equals(name, mechanism.name); });
}

} // namespace

std::span<const Mechanism> mechanisms() { return kMechanisms; }

std::vector<std::string> mechanismNames()
{
    std::vector<std::string> names;
    for (const Mechanism &mechanism : kMechanisms)
        names.emplace_back(mechanism.name);
    return names;
}

const Mechanism *find(std::string_view name)
{
    const auto it =
        std::ranges::find_if(kMechanisms, [&](const auto &m) { return ascii::equals(m.name, name); });
    return it == kMechanisms.end() ? nullptr : &*it;
}

std::vector<const Mechanism *> offered(std::span<const std::string> enabled, Stream stream, InClear inClear)
{
    std::vector<const Mechanism *> all;
    for (const std::string &name : enabled) {
        const Mechanism *mechanism = find(name);
        const bool exposes = mechanism && mechanism->sendsPassword && stream == Stream::Clear;
        if (mechanism && !(exposes && inClear == InClear::Forbidden))
            all.push_back(mechanism);
    }
    return all;
}

const Mechanism *choose(std::span<const std::string> offered, Stream stream, InClear inClear)
{
    const Mechanism *strongest = nullptr;
    for (const Mechanism &mechanism : kMechanisms) {
        if (!isNamed(offered, mechanism))
            continue;
        if (mechanism.sendsPassword && stream == Stream::Encrypted)
            return &mechanism;
        const bool exposes = mechanism.sendsPassword && inClear == InClear::Forbidden;
        if (!strongest && !exposes)
            strongest = &mechanism;
    }
    return strongest;
}

// ---- both sides -------------------------------------------------------------------------------------------

std::optional<ServerExchange> ServerExchange::start(std::string_view mechanism, std::string_view hostName,
                                                    std::uint64_t saltSeed, RandomStream &random)
{
    const Mechanism *found = find(mechanism);
    if (!found)
        return std::nullopt;
    if (found->name == "PLAIN")
        return ServerExchange(*found, PlainServer{});
    if (found->name == "LOGIN")
        return ServerExchange(*found, LoginServer{});
    if (found->name == "CRAM-MD5")
        return ServerExchange(*found, CramMd5Server(timestamp(hostName, random)));
    const Hash hash = found->name == "SCRAM-SHA-1" ? Hash::Sha1 : Hash::Sha256;
    return ServerExchange(*found, ScramServer(hash, makeNonce(random), saltSeed));
}

ServerStep ServerExchange::begin(const std::optional<std::string> &initialResponse)
{
    return std::visit([&](auto &state) { return state.begin(initialResponse); }, m_state);
}

ServerStep ServerExchange::respond(std::string_view response)
{
    return std::visit([&](auto &state) { return state.respond(response); }, m_state);
}

ServerStep ServerExchange::credentials(const Credentials &known)
{
    return std::visit([&](auto &state) { return state.credentials(known); }, m_state);
}

const std::string &ServerExchange::login() const
{
    return std::visit([](const auto &state) -> const std::string & { return state.login(); }, m_state);
}

std::optional<ClientExchange> ClientExchange::start(std::string_view mechanism, std::string login,
                                                    std::string password, RandomStream &random)
{
    const Mechanism *found = find(mechanism);
    if (!found)
        return std::nullopt;
    if (found->name == "PLAIN")
        return ClientExchange(*found, PlainClient(std::move(login), std::move(password)));
    if (found->name == "LOGIN")
        return ClientExchange(*found, LoginClient(std::move(login), std::move(password)));
    if (found->name == "CRAM-MD5")
        return ClientExchange(*found, CramMd5Client(std::move(login), std::move(password)));
    const Hash hash = found->name == "SCRAM-SHA-1" ? Hash::Sha1 : Hash::Sha256;
    return ClientExchange(*found,
                          ScramClient(hash, std::move(login), std::move(password), makeNonce(random)));
}

std::optional<std::string> ClientExchange::initialResponse()
{
    return std::visit([](auto &state) { return state.initialResponse(); }, m_state);
}

std::optional<std::string> ClientExchange::respond(std::string_view challenge)
{
    return std::visit([&](auto &state) { return state.respond(challenge); }, m_state);
}

bool ClientExchange::done() const
{
    return std::visit([](const auto &state) { return state.done(); }, m_state);
}

} // namespace mf::sasl
