// Reading a tree by the table of keys: what every row's read function gets, and the values that rows are made
// of.
#pragma once

#include "sim/scenario/schema.h"
#include "sim/scenario/values.h"
#include "sim/world/scenario.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::schema {

/// A name that must be declared somewhere in the file; judged when all of it has been read.
struct Reference {
    Shape what = Shape::Node; ///< Node, User or Letter
    std::string name;
    yaml::Mark at;
};

/// One scenario on its way from a tree.
class Reading {
public:
    /// Whole: false where reading the tree stopped early; then nothing is said of what is missing.
    Reading(const yaml::Source &source, yaml::FaultList &faults, Scenario &scenario, bool whole)
        : m_source(source)
        , m_faults(faults)
        , m_scenario(scenario)
        , m_whole(whole)
    { }

    const yaml::Source &source() const { return m_source; }
    Scenario &scenario() { return m_scenario; }
    const std::vector<Reference> &references() const { return m_references; }

    /// Reads the keys of a map into `into`, which is of the type that the object's rows are for.
    void object(const yaml::Tree &map, const Object &object, void *into);

    /// Says which keys of a map are none of the object's.
    void unknownKeys(const yaml::Tree &map, const Object &object);

    void fault(const yaml::Mark &at, Phrase message);
    bool tooManyFaults() const { return m_faults.full(); }
    void refer(Shape what, const yaml::Tree &at) { m_references.push_back({what, at.text, at.begin}); }

    /// These say what is wrong and give false where the value is of another kind.
    bool isText(const yaml::Tree &value);
    bool isMap(const yaml::Tree &value);
    bool isList(const yaml::Tree &value);

private:
    bool isKind(const yaml::Tree &value, yaml::Tree::Kind kind);

    const yaml::Source &m_source;
    yaml::FaultList &m_faults;
    Scenario &m_scenario;
    bool m_whole;
    std::vector<Reference> m_references;
};

/// What a value is called in a message: the key it has, or "this".
Phrase called(const yaml::Tree &value);

// ---- values: how they look, and how they are read. Each stands behind `key<&Struct::member, Value>(...)`.
// ---------------

namespace values {

struct Text {
    static constexpr Look looks[] = {{Shape::Text}};
    static void read(Reading &reading, const yaml::Tree &value, std::string &into);
};
struct LocalText {
    static constexpr Look looks[] = {{Shape::LocalText}};
    static void read(Reading &reading, const yaml::Tree &value, mf::LocalText &into);
};
struct Number {
    static constexpr Look looks[] = {{Shape::Number}};
    static void read(Reading &reading, const yaml::Tree &value, int &into);
    static void read(Reading &reading, const yaml::Tree &value, std::uint16_t &into);
    static void read(Reading &reading, const yaml::Tree &value,
                     std::size_t &into); // std::uint64_t is the same type
};
struct Flag {
    static constexpr Look looks[] = {{Shape::Flag}};
    static void read(Reading &reading, const yaml::Tree &value, bool &into);
};
struct Duration {
    static constexpr Look looks[] = {{Shape::Duration}};
    static void read(Reading &reading, const yaml::Tree &value, mf::Duration &into);
};
struct Size {
    static constexpr Look looks[] = {{Shape::Size}};
    static void read(Reading &reading, const yaml::Tree &value, std::uint64_t &into);
};
struct Bandwidth {
    static constexpr Look looks[] = {{Shape::Bandwidth}};
    static void read(Reading &reading, const yaml::Tree &value, std::uint64_t &into);
};
struct Percentage {
    static constexpr Look looks[] = {{Shape::Percentage}};
    static void read(Reading &reading, const yaml::Tree &value, std::uint32_t &into);
};
struct Time {
    static constexpr Look looks[] = {{Shape::Time}};
    static void read(Reading &reading, const yaml::Tree &value, CalendarTime &into);
};
struct Address {
    static constexpr Look looks[] = {{Shape::IpAddress}};
    static void read(Reading &reading, const yaml::Tree &value, IpAddress &into);
};
/// A mail address of anybody.
struct MailAddress {
    static constexpr Look looks[] = {{Shape::MailAddress}};
    static void read(Reading &reading, const yaml::Tree &value, std::string &into);
};

/// The name of a node, user or letter of this file.
template <Shape kWhat>
struct NameOf {
    static constexpr Look looks[] = {{kWhat}};
    static void read(Reading &reading, const yaml::Tree &value, std::string &into)
    {
        if (!reading.isText(value))
            return;
        into = value.text;
        reading.refer(kWhat, value);
    }
};
using NodeName = NameOf<Shape::Node>;
using UserAddress = NameOf<Shape::User>;
using LetterName = NameOf<Shape::Letter>;

/// Says which words would have been right.
void notAWord(Reading &reading, const yaml::Tree &value, std::span<const std::string_view> words);

/// One of the words that `kNamed` turns into a value.
template <auto &kWords, auto kNamed>
struct Word {
    static constexpr Look looks[] = {{Shape::Word, Many::One, kWords}};
    template <typename T>
    static void read(Reading &reading, const yaml::Tree &value, T &into)
    {
        if (!reading.isText(value))
            return;
        if (const auto found = kNamed(value.text))
            into = *found;
        else
            notAWord(reading, value, kWords);
    }
};

template <typename Value>
struct Optional {
    static constexpr auto &looks = Value::looks;
    template <typename T>
    static void read(Reading &reading, const yaml::Tree &value, std::optional<T> &into)
    {
        Value::read(reading, value, into.emplace());
    }
};

/// A list; a single value in its place is a list of one where `kAlone` says so.
enum class Alone : std::uint8_t { Refused, Taken };
template <typename Value, Alone kAlone = Alone::Refused>
struct List {
    static constexpr Look kOne = Value::looks[0];
    static constexpr Look kList = {kOne.shape, Many::List, kOne.words, kOne.object};
    static constexpr Look looks[] = {kList, kAlone == Alone::Taken ? kOne : kList};
    template <typename T>
    static void read(Reading &reading, const yaml::Tree &value, std::vector<T> &into)
    {
        into.clear();
        if (kAlone == Alone::Taken && !value.isList())
            return Value::read(reading, value, into.emplace_back());
        if (!reading.isList(value))
            return;
        for (const yaml::Tree &child : value.children)
            Value::read(reading, child, into.emplace_back());
    }
};

/// A map whose keys are known.
template <auto &kObject>
struct Group {
    static constexpr Look looks[] = {{Shape::Object, Many::One, {}, &kObject}};
    template <typename T>
    static void read(Reading &reading, const yaml::Tree &value, T &into)
    {
        reading.object(value, kObject, &into);
    }
};

/// A map from names, which go to `name` of each value, to maps whose keys are known.
template <auto &kObject>
struct Named {
    static constexpr Look looks[] = {{Shape::Object, Many::Map, {}, &kObject}};
    template <typename T>
    static void read(Reading &reading, const yaml::Tree &value, std::vector<T> &into)
    {
        into.clear();
        if (!reading.isMap(value))
            return;
        for (const yaml::Tree &child : value.children) {
            into.emplace_back().name = child.key;
            reading.object(child, kObject, &into.back());
        }
    }
};

} // namespace values

// ---- rows
// -------------------------------------------------------------------------------------------------------

template <typename Struct, typename T>
Struct ownerOf(T Struct::*);

/// A row for a member.
template <auto kMember, typename Value>
constexpr Key key(std::string_view name, std::string_view about, Use use = {})
{
    using Struct = decltype(ownerOf(kMember));
    return {name, Value::looks,
            [](Reading &reading, const yaml::Tree &value, void *into) {
                Value::read(reading, value, static_cast<Struct *>(into)->*kMember);
            },
            about, use};
}

/// A row for a member of a member.
template <auto kOuter, auto kInner, typename Value>
constexpr Key keyIn(std::string_view name, std::string_view about, Use use = {})
{
    using Struct = decltype(ownerOf(kOuter));
    return {name, Value::looks,
            [](Reading &reading, const yaml::Tree &value, void *into) {
                Value::read(reading, value, static_cast<Struct *>(into)->*kOuter.*kInner);
            },
            about, use};
}

/// A row that is about the whole struct: Value::read takes it.
template <typename Struct, typename Value>
constexpr Key keyOf(std::string_view name, std::string_view about, Use use = {})
{
    return {name, Value::looks,
            [](Reading &reading, const yaml::Tree &value, void *into) {
                Value::read(reading, value, *static_cast<Struct *>(into));
            },
            about, use};
}

} // namespace mf::schema
