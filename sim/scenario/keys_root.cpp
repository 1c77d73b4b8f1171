#include "sim/scenario/keys.h"

#include "sim/scenario/suggest.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace mf::schema {

using yaml::Tree;

namespace values {

namespace {

constexpr std::string_view kLevelWords[] = {"beginner", "intermediate", "advanced"};
constexpr std::string_view kStepWords[] = {"event", "line", "reply", "hop", "delivery"};
constexpr std::string_view kDnsWords[] = {"folded", "open"};

template <auto &kWords>
std::optional<std::string> wordIn(std::string_view name)
{
    const bool known = std::ranges::find(kWords, name) != std::end(kWords);
    return known ? std::optional<std::string>(name) : std::nullopt;
}

std::optional<bool> foldedNamed(std::string_view name)
{
    return name == "folded" ? std::optional(true) : name == "open" ? std::optional(false) : std::nullopt;
}

std::string origin(std::string_view key)
{
    return std::string(key.size() > 1 && key.ends_with('.') ? key.substr(0, key.size() - 1) : key);
}

} // namespace

void Texts::read(Reading &reading, const Tree &value, std::vector<std::pair<std::string, std::string>> &into)
{
    into.clear();
    if (!reading.isMap(value))
        return;
    for (const Tree &child : value.children)
        if (reading.isText(child))
            into.emplace_back(child.key, child.text);
}

void Texts::read(Reading &reading, const Tree &value, std::vector<ZoneText> &into)
{
    into.clear();
    if (!reading.isMap(value))
        return;
    for (const Tree &child : value.children) {
        const bool block = child.style == Tree::Style::Literal || child.style == Tree::Style::Folded;
        if (reading.isText(child))
            into.push_back({origin(child.key), child.text, child.begin.line + (block ? 1 : 0)});
    }
}

namespace {

void readCells(Reading &reading, const Tree &value, double &into)
{
    if (!reading.isText(value))
        return;
    const std::string &text = value.text;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    const bool inside = into >= -Position::kLimit && into <= Position::kLimit;
    if (error == std::errc{} && end == text.data() + text.size() && inside)
        return;
    into = 0;
    reading.fault(value.begin, phrase("{} is not a number of grid cells", quoted(text)));
}

} // namespace

void Position::read(Reading &reading, const Tree &value, std::pair<double, double> &into)
{
    if (!reading.isList(value))
        return;
    if (value.children.size() != 2)
        return reading.fault(value.where(), phrase("a position is two numbers, right and down: [2, 1]"));
    readCells(reading, value.children[0], into.first);
    readCells(reading, value.children[1], into.second);
}

void Positions::read(Reading &reading, const Tree &value,
                     std::vector<std::pair<std::string, std::pair<double, double>>> &into)
{
    into.clear();
    if (!reading.isMap(value))
        return;
    for (const Tree &child : value.children) {
        into.emplace_back().first = child.key;
        Position::read(reading, child, into.back().second);
    }
}

struct Version {
    static constexpr Look looks[] = {{Shape::Number}};
    static void read(Reading &reading, const Tree &value, Scenario &)
    {
        int version = 0;
        Number::read(reading, value, version);
        if (version != 0 && version != kFormatVersion)
            reading.fault(value.begin, phrase("this program reads mailflow: {}", kFormatVersion));
    }
};

/// Read by the reader of files, each as a scenario of its own.
struct Variants {
    static constexpr Look looks[] = {{Shape::Object, Many::Map, {}, &kVariantObject}};
    static void read(Reading &reading, const Tree &value, Scenario &) { reading.isMap(value); }
};

} // namespace values

namespace {

using namespace values;

constexpr Key kViewKeys[] = {
    key<&Scenario::viewStep, Word<kStepWords, wordIn<kStepWords>>>("step", "how far Next goes"),
    key<&Scenario::dnsFolded, Word<kDnsWords, foldedNamed>>("dns", "whether the DNS servers are one box"),
    key<&Scenario::positions, Positions>(
        "at", "where machines are drawn, made ones too: [right, down] in grid cells"),
};
constinit const Object kViewObject{English("view"), "How the window shows it at first.", kViewKeys};

/// What they need stands before what needs it: `default` before `between`, links before faults.
constexpr Key kRootKeys[] = {
    keyOf<Scenario, Version>("mailflow", "the version of this format: 1", {.required = true}),
    key<&Scenario::title, values::LocalText>("title", "a few words", {.required = true}),
    key<&Scenario::about, values::LocalText>("about", "what happens, in a sentence or two"),
    key<&Scenario::level, Word<kLevelWords, wordIn<kLevelWords>>>("level", "for whom it is"),
    key<&Scenario::minutes, Number>("minutes", "how long it takes a learner"),
    key<&Scenario::sources, List<Text, Alone::Taken>>("sources", "where it is written: RFC and section"),
    key<&Scenario::clock, Time>("clock", "the date and time at which it begins"),
    key<&Scenario::seed, Number>("seed", "what chance begins from; equal seeds, equal runs"),
    keyOf<Scenario, Group<kViewObject>>("view", "how the window shows it at first"),
    key<&Scenario::anythingGoes, Flag>("anything-goes",
                                       "true: any sender, recipient, login and password is taken"),
    key<&Scenario::domains, Named<kDomainObject>>("domains", "what stands right of the @"),
    key<&Scenario::nodes, Named<kNodeObject>>("nodes", "the machines; DNS servers are made if not given"),
    keyOf<Scenario, Group<kLinksObject>>("links", "what lies between the machines"),
    key<&Scenario::records, Texts>("records",
                                   "lines added to the made zones, by origin (RFC 1035 section 5)"),
    key<&Scenario::zones, Texts>("zones", "whole zones in the place of the made ones, by origin"),
    key<&Scenario::actions, List<Group<kActionObject>>>("actions", "what people do, and when"),
    key<&Scenario::faults, List<Group<kFaultObject>>>("faults", "what breaks, and when"),
    key<&Scenario::expect, List<Group<kExpectObject>>>("expect", "what `mailflow check` judges"),
    key<&Scenario::lesson, List<Group<kStopObject>>>("lesson",
                                                     "where the run stops, and what is said and asked there"),
    key<&Scenario::claims, List<Group<kClaimObject>>>("claims",
                                                      "what is commonly said, and what is more exactly so"),
    keyOf<Scenario, Variants>(
        "variants", "the same with a difference each: maps are merged, everything else is replaced"),
};

constinit const Object kRootObject{English("scenario"), "A scenario file.", kRootKeys};
} // namespace

constinit const Object kVariantObject{English("variant"), "What is different in this variant.",
                                      std::span(kRootKeys).subspan(1, std::size(kRootKeys) - 2)};

const Object &rootObject() { return kRootObject; }
const Object &variantObject() { return kVariantObject; }

} // namespace mf::schema
