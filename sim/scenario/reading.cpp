#include "sim/scenario/reading.h"

#include "sim/base/ascii.h"
#include "sim/mail/address.h"
#include "sim/mail/date.h"
#include "sim/scenario/suggest.h"

#include <algorithm>
#include <limits>

namespace mf::schema {

using yaml::Tree;

namespace {

Phrase nameOf(Tree::Kind kind)
{
    switch (kind) {
    case Tree::Kind::Text: return phrase("a text");
    case Tree::Kind::List: return phrase("a list");
    case Tree::Kind::Map: return phrase("a map of keys");
    }
    return {};
}

} // namespace

Phrase called(const Tree &value) { return value.key.empty() ? phrase("this") : Phrase(quoted(value.key)); }

void Reading::fault(const yaml::Mark &at, Phrase message) { m_faults.add(at, std::move(message)); }

bool Reading::isKind(const Tree &value, Tree::Kind kind)
{
    if (value.kind == kind && !(kind == Tree::Kind::Text && value.isNothing()))
        return true;
    const auto &at = value.isNothing() && value.keyAt.line > 0 ? value.keyAt : value.where();
    fault(at, value.isNothing()
                  ? phrase("{} has no value", called(value))
                  : phrase("{} takes {}, not {}", called(value), nameOf(kind), nameOf(value.kind)));
    return false;
}

bool Reading::isText(const Tree &value) { return isKind(value, Tree::Kind::Text); }
bool Reading::isMap(const Tree &value) { return isKind(value, Tree::Kind::Map); }
bool Reading::isList(const Tree &value) { return isKind(value, Tree::Kind::List); }

void Reading::unknownKeys(const Tree &map, const Object &object)
{
    std::vector<std::string> known;
    for (const Key &key : object.keys)
        known.emplace_back(key.name);
    for (const Tree &child : map.children) {
        if (m_faults.full() || std::ranges::find(known, child.key) != known.end())
            continue;
        const Phrase meant = didYouMean(child.key, known);
        fault(child.keyAt, phrase("unknown key {}{}", quoted(child.key),
                                  meant.empty() ? phrase("; a {} has {}", phrase(object.name),
                                                         inWords(known, known.size()))
                                                : meant));
    }
}

void Reading::object(const Tree &map, const Object &object, void *into)
{
    if (!isMap(map))
        return;
    unknownKeys(map, object);
    for (const Key &key : object.keys) {
        if (const Tree *value = map.find(key.name))
            key.read(*this, *value, into);
        else if (key.use.required && m_whole)
            fault(map.where(), map.key.empty()
                                   ? phrase("\"{}\" is missing", key.name)
                                   : phrase("\"{}\" is missing in {}", key.name, quoted(map.key)));
    }
    if (object.check != nullptr && m_whole)
        object.check(*this, map, into);
}

namespace values {

namespace {

/// Reads a text by a parser whose error is what to say.
template <auto kParse, typename T>
void parsed(Reading &reading, const Tree &value, T &into)
{
    if (!reading.isText(value))
        return;
    if (auto result = kParse(value.text))
        into = *result;
    else
        reading.fault(value.begin, result.error());
}

template <typename T>
void number(Reading &reading, const Tree &value, T &into)
{
    if (!reading.isText(value))
        return;
    const auto result = ascii::number<std::uint64_t>(value.text);
    if (result && *result <= static_cast<std::uint64_t>(std::numeric_limits<T>::max()))
        into = static_cast<T>(*result);
    else
        reading.fault(value.begin, phrase("{} is not a whole number from 0 to {}", quoted(value.text),
                                          std::numeric_limits<T>::max()));
}

/// RFC 5646 section 2.1, as far as it is needed: letters, then perhaps more after hyphens.
bool isLanguage(std::string_view code)
{
    const std::size_t hyphen = std::min(code.find('-'), code.size());
    return (hyphen == 2 || hyphen == 3) && code.size() <= 35 && std::ranges::all_of(code, [](char c) {
               return ascii::isAlpha(c) || ascii::isDigit(c) || c == '-';
           });
}

} // namespace

void Text::read(Reading &reading, const Tree &value, std::string &into)
{
    if (reading.isText(value))
        into = value.text;
}

void LocalText::read(Reading &reading, const Tree &value, mf::LocalText &into)
{
    into.byLanguage.clear();
    if (!value.isMap()) {
        if (reading.isText(value))
            into.byLanguage.emplace_back("", value.text);
        return;
    }
    for (const Tree &child : value.children) {
        if (!isLanguage(child.key))
            reading.fault(child.keyAt, phrase("{} is no language; write en, de, ...", quoted(child.key)));
        else if (reading.isText(child))
            into.byLanguage.emplace_back(child.key, child.text);
    }
}

void Number::read(Reading &reading, const Tree &value, int &into) { number(reading, value, into); }
void Number::read(Reading &reading, const Tree &value, std::uint16_t &into) { number(reading, value, into); }
void Number::read(Reading &reading, const Tree &value, std::size_t &into) { number(reading, value, into); }

void Flag::read(Reading &reading, const Tree &value, bool &into)
{
    if (!reading.isText(value))
        return;
    if (value.text != "true" && value.text != "false")
        reading.fault(value.begin, phrase("{} is neither true nor false", quoted(value.text)));
    into = value.text == "true";
}

void Duration::read(Reading &reading, const Tree &value, mf::Duration &into)
{
    parsed<parseDuration>(reading, value, into);
}
void Size::read(Reading &reading, const Tree &value, std::uint64_t &into)
{
    parsed<parseSize>(reading, value, into);
}
void Bandwidth::read(Reading &reading, const Tree &value, std::uint64_t &into)
{
    parsed<parseBandwidth>(reading, value, into);
}
void Percentage::read(Reading &reading, const Tree &value, std::uint32_t &into)
{
    parsed<parsePercentage>(reading, value, into);
}

void Time::read(Reading &reading, const Tree &value, CalendarTime &into)
{
    if (!reading.isText(value))
        return;
    if (const auto time = mail::parseIso(value.text))
        into = *time;
    else
        reading.fault(value.begin, phrase("{} is not a date and time; write it like \"2026-03-02T09:00:00Z\"",
                                          quoted(value.text)));
}

void Address::read(Reading &reading, const Tree &value, IpAddress &into)
{
    if (!reading.isText(value))
        return;
    if (const auto address = IpAddress::parse(value.text))
        into = *address;
    else
        reading.fault(value.begin, phrase("{} is not an IP address; write it like 192.0.2.25 or 2001:db8::25",
                                          quoted(value.text)));
}

void MailAddress::read(Reading &reading, const Tree &value, std::string &into)
{
    if (!reading.isText(value))
        return;
    into = value.text;
    if (const auto path = mail::parseMailbox(value.text); !path)
        reading.fault(value.begin, phrase("{} is not a mail address: {}", quoted(value.text), path.error()));
}

void notAWord(Reading &reading, const Tree &value, std::span<const std::string_view> words)
{
    const std::vector<std::string> known(words.begin(), words.end());
    const Phrase meant = didYouMean(value.text, known);
    reading.fault(value.begin, phrase("{} is not known here{}", quoted(value.text),
                                      meant.empty() ? phrase("; write one of {}", inWords(known)) : meant));
}

} // namespace values

} // namespace mf::schema
