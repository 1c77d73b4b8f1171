#include "sim/scenario/keys.h"

#include "sim/scenario/suggest.h"

#include <algorithm>
#include <array>

namespace mf::schema {

using net::LinkSpec;
using yaml::Tree;

namespace values {

namespace {

constexpr auto kFaultWords = [] {
    std::array<std::string_view, kFaultKindCount> words{};
    std::ranges::transform(kFaultRows, words.begin(), &FaultRow::name);
    return words;
}();

LinkSpec linkBetween(const Scenario &scenario, std::string_view a, std::string_view b)
{
    for (const LinkBetween &link : scenario.links)
        if ((link.a == a && link.b == b) || (link.a == b && link.b == a))
            return link.link;
    return scenario.defaultLink;
}

/// The two nodes at the ends of a link.
void ends(Reading &reading, const Tree &value, std::string &a, std::string &b)
{
    std::vector<std::string> names;
    List<NodeName>::read(reading, value, names);
    if (value.isList() && (names.size() != 2 || names[0] == names[1]))
        return reading.fault(value.begin, phrase("a link has two nodes: [one, other]"));
    if (names.size() == 2) {
        a = names[0];
        b = names[1];
    }
}

} // namespace

struct Ends {
    static constexpr Look looks[] = {{Shape::Node, Many::List}};
    static void read(Reading &reading, const Tree &value, LinkBetween &into)
    {
        ends(reading, value, into.a, into.b);
    }
    /// The fault begins from the link as it is.
    static void read(Reading &reading, const Tree &value, FaultSpec &into)
    {
        ends(reading, value, into.linkA, into.linkB);
        into.link = linkBetween(reading.scenario(), into.linkA, into.linkB);
    }
};

struct Machine {
    static constexpr Look looks[] = {{Shape::Node}};
    static void read(Reading &reading, const Tree &value, FaultSpec &into)
    {
        NodeName::read(reading, value, into.node);
        into.link = kPerfectLink;
    }
};

/// Links that are like the default but for what they say.
struct Between {
    static constexpr Look looks[] = {{Shape::Object, Many::List, {}, &kBetweenObject}};
    static void read(Reading &reading, const Tree &value, std::vector<LinkBetween> &into)
    {
        into.clear();
        if (!reading.isList(value))
            return;
        for (const Tree &child : value.children) {
            into.emplace_back().link = reading.scenario().defaultLink;
            reading.object(child, kBetweenObject, &into.back());
        }
    }
};

} // namespace values

namespace {

using namespace values;

constexpr std::string_view kLatency = "how long the first octet is under way; 20ms if not given";
constexpr std::string_view kJitter = "up to this much longer, at random";
constexpr std::string_view kBandwidth = "how much goes through; unlimited: any amount; 10Mbit/s if not given";
constexpr std::string_view kLoss = "how often a packet gets lost";

constexpr Key kLinkKeys[] = {
    key<&LinkSpec::latency, values::Duration>("latency", kLatency),
    key<&LinkSpec::jitter, values::Duration>("jitter", kJitter),
    key<&LinkSpec::bitsPerSecond, Bandwidth>("bandwidth", kBandwidth),
    key<&LinkSpec::lossPerMillion, Percentage>("loss", kLoss),
};
constexpr Key kBetweenKeys[] = {
    keyOf<LinkBetween, Ends>("nodes", "the two nodes", {.required = true}),
    keyIn<&LinkBetween::link, &LinkSpec::latency, values::Duration>("latency", kLatency),
    keyIn<&LinkBetween::link, &LinkSpec::jitter, values::Duration>("jitter", kJitter),
    keyIn<&LinkBetween::link, &LinkSpec::bitsPerSecond, Bandwidth>("bandwidth", kBandwidth),
    keyIn<&LinkBetween::link, &LinkSpec::lossPerMillion, Percentage>("loss", kLoss),
};
constexpr Key kLinksKeys[] = {
    key<&Scenario::defaultLink, Group<kLinkObject>>("default", "what lies between any two nodes"),
    key<&Scenario::links, Between>("between", "links that are different"),
};
constexpr Key kFaultKeys[] = {
    keyOf<FaultSpec, Machine>("node", "the machine that fails; or else:"),
    keyOf<FaultSpec, Ends>("link", "the two nodes whose link fails"),
    key<&FaultSpec::kind, Word<kFaultWords, faultKindNamed>>("is", "what happens to it", {.required = true}),
    key<&FaultSpec::from, values::Duration>("from", "when it begins; at once if not given"),
    key<&FaultSpec::lasts, Optional<values::Duration>>("for", "how long it lasts; for ever if not given"),
    keyIn<&FaultSpec::link, &LinkSpec::latency, values::Duration>("latency", "of a slow link meanwhile"),
    keyIn<&FaultSpec::link, &LinkSpec::jitter, values::Duration>("jitter", "of a slow link meanwhile"),
    keyIn<&FaultSpec::link, &LinkSpec::bitsPerSecond, Bandwidth>("bandwidth", "of a slow link meanwhile"),
    keyIn<&FaultSpec::link, &LinkSpec::lossPerMillion, Percentage>("loss", "of a lossy link meanwhile"),
    key<&FaultSpec::wait, Optional<values::Duration>>(
        "wait", "how long greylist lets strangers wait (5m), how late dns-slow answers (4s)"),
};

void checkFault(Reading &reading, const Tree &tree, void *read)
{
    const auto &fault = *static_cast<const FaultSpec *>(read);
    const bool onNode = tree.find("node") != nullptr, onLink = tree.find("link") != nullptr;
    if (onNode == onLink)
        return reading.fault(tree.begin, phrase("a fault is at a node or a link: write node: or link:"));
    if (onLink && !faultRow(fault.kind).onLinks)
        return reading.fault(tree.begin,
                             phrase("{} happens to a machine; write node:", quoted(name(fault.kind))));
    const bool slow = fault.kind == FaultKind::Slow, lossy = fault.kind == FaultKind::Lossy;
    for (const std::string_view key : {"latency", "jitter", "bandwidth", "loss"})
        if (const Tree *child = tree.find(key); child != nullptr && !slow && !lossy)
            reading.fault(child->keyAt, phrase("\"{}\" is of what is slow or lossy", key));
    if (const Tree *wait = tree.find("wait"); wait != nullptr && faultRow(fault.kind).usualWait == 0us)
        reading.fault(wait->keyAt, phrase("\"wait\" is of greylist and dns-slow"));
    const bool says = slow ? tree.find("latency") != nullptr || tree.find("jitter") != nullptr
                                 || tree.find("bandwidth") != nullptr
                           : tree.find("loss") != nullptr;
    if ((slow || lossy) && !says)
        reading.fault(tree.begin, slow ? phrase("how slow? write latency: 2s or bandwidth: 10kbit/s")
                                       : phrase("how lossy? write loss: 20%"));
}

} // namespace

constinit const Object kLinkObject{English("link"), "What lies between two machines.", kLinkKeys};
constinit const Object kBetweenObject{English("link between two nodes"),
                                      "What lies between these two; the rest is as in default.",
                                      kBetweenKeys};
constinit const Object kLinksObject{English("list of links"), "What lies between machines.", kLinksKeys};
constinit const Object kFaultObject{English("fault"), "Something that breaks, and when.", kFaultKeys,
                                    checkFault};

} // namespace mf::schema
