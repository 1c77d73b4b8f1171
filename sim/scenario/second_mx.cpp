#include "sim/scenario/second_mx.h"

#include "sim/scenario/patch.h"
#include "sim/scenario/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace mf {

namespace {

constexpr int kPreferenceStep = 10; // room for servers between, as administrators leave it

std::string freeName(const Scenario &scenario, std::string_view domain)
{
    int number = 2;
    const auto name = [&] { return fmt::format("mx{}.{}", number, domain); };
    while (std::ranges::find(scenario.nodes, name(), &NodeSpec::name) != scenario.nodes.end())
        ++number; // a file holds so many machines
    return name();
}

std::string listOf(const std::vector<MxSpec> &servers)
{
    std::string list = "[";
    for (const MxSpec &server : servers)
        list += fmt::format("{}{{ host: {}, preference: {} }}", list.size() > 1 ? ", " : "",
                            yamlText(server.host), server.preference);
    return list += "]";
}

} // namespace

std::expected<AddedMailServer, Fault> withMailServer(std::string_view text, std::string_view variant,
                                                     std::string_view domain)
{
    auto file = readScenario(text, {});
    if (!file)
        return std::unexpected(file.error().front());
    const Scenario *scenario = file->named(variant);
    const auto refused = [](Phrase why) { return std::unexpected(Fault{{}, 0, 0, std::move(why), {}}); };
    if (!scenario)
        return refused(phrase("the file has no such variant"));
    const auto spec = std::ranges::find(scenario->domains, domain, &DomainSpec::name);
    if (spec == scenario->domains.end())
        return refused(phrase("the scenario has no such domain"));

    std::vector<MxSpec> servers = spec->mx;
    AddedMailServer added{{}, freeName(*scenario, domain), kPreferenceStep};
    for (const MxSpec &server : servers)
        added.preference = std::max(added.preference, server.preference + kPreferenceStep);
    added.preference = std::min(added.preference, int{std::numeric_limits<std::uint16_t>::max()});
    servers.push_back({added.node, static_cast<std::uint16_t>(added.preference)});

    const std::string in = variant.empty() ? std::string() : fmt::format("variants/{}/", variant);
    auto machine =
        patched(text, fmt::format("{}nodes/{}", in, added.node), "{ kind: mail-server, services: [smtp] }");
    if (!machine)
        return std::unexpected(std::move(machine.error()));
    auto whole = patched(*machine, fmt::format("{}domains/{}/mx", in, domain), listOf(servers));
    if (!whole)
        return std::unexpected(std::move(whole.error()));
    added.text = std::move(*whole);
    return added;
}

} // namespace mf
