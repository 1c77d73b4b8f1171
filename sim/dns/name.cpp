#include "sim/dns/name.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace mf::dns {

namespace {

constexpr std::size_t kLabelCountLimit = Name::kLimitOctets / 2;

std::size_t lengthAt(std::string_view wire, std::size_t pos) { return static_cast<unsigned char>(wire[pos]); }

/// Where the labels begin, first label first.
struct Labels {
    std::array<std::uint8_t, kLabelCountLimit> at;
    std::size_t count = 0;

    explicit Labels(std::string_view wire)
    {
        for (std::size_t pos = 0; pos < wire.size(); pos += 1 + lengthAt(wire, pos))
            at[count++] = static_cast<std::uint8_t>(pos);
    }
};

int compareLabels(std::string_view a, std::string_view b)
{
    const std::size_t common = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < common; ++i) {
        const auto x = static_cast<unsigned char>(ascii::lower(a[i]));
        const auto y = static_cast<unsigned char>(ascii::lower(b[i]));
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

std::string_view labelAt(std::string_view wire, std::size_t pos)
{
    return wire.substr(pos + 1, lengthAt(wire, pos));
}

/// One octet of a label at the front of `text`, escapes undone; nothing: a bad escape.
std::optional<char> takeOctet(std::string_view &text)
{
    const char c = text.front();
    text.remove_prefix(1);
    if (c != '\\')
        return c;
    if (text.empty())
        return std::nullopt;
    if (!ascii::isDigit(text.front())) {
        const char escaped = text.front();
        text.remove_prefix(1);
        return escaped;
    }
    const auto value = ascii::number<unsigned>(text.substr(0, 3));
    if (text.size() < 3 || !value || *value > 255)
        return std::nullopt;
    text.remove_prefix(3);
    return static_cast<char>(*value);
}

void printLabel(std::string &out, std::string_view label)
{
    constexpr std::string_view special = ".\\\"();@$";
    for (const char c : label) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet > 0x20 && octet < 0x7f) {
            if (special.contains(c))
                out += '\\';
            out += c;
            continue;
        }
        out += '\\';
        out += static_cast<char>('0' + octet / 100);
        out += static_cast<char>('0' + octet / 10 % 10);
        out += static_cast<char>('0' + octet % 10);
    }
}

} // namespace

std::optional<Name> Name::parse(std::string_view text) { return parse(text, Name{}); }

std::optional<Name> Name::parse(std::string_view text, const Name &origin)
{
    if (text.empty() || text == "@")
        return origin;
    if (text == ".")
        return Name{};
    Name name;
    std::string label;
    bool absolute = false;
    while (!text.empty() && !absolute) {
        label.clear();
        bool ended = false;
        while (!text.empty() && !ended) {
            ended = text.front() == '.';
            const auto octet = takeOctet(text);
            if (!octet)
                return std::nullopt;
            if (!ended)
                label += *octet;
        }
        if (label.empty() || label.size() > kLabelLimitOctets)
            return std::nullopt;
        name.m_wire += static_cast<char>(label.size());
        name.m_wire += label;
        absolute = ended && text.empty();
        if (name.m_wire.size() >= kLimitOctets)
            return std::nullopt;
    }
    if (!absolute)
        name.m_wire += origin.m_wire;
    if (name.m_wire.size() >= kLimitOctets)
        return std::nullopt;
    return name;
}

std::optional<std::size_t> Name::endOfWire(std::string_view octets, std::size_t pos)
{
    std::size_t end = pos;
    while (end < octets.size() && octets[end] != 0) {
        if (lengthAt(octets, end) > kLabelLimitOctets)
            return std::nullopt;
        end += 1 + lengthAt(octets, end);
    }
    if (end >= octets.size() || end - pos >= kLimitOctets)
        return std::nullopt;
    return end + 1;
}

std::optional<Name> Name::takeWire(std::string_view octets, std::size_t &pos)
{
    const auto end = endOfWire(octets, pos);
    if (!end)
        return std::nullopt;
    Name name;
    name.m_wire = octets.substr(pos, *end - 1 - pos);
    pos = *end;
    return name;
}

std::string Name::print() const
{
    std::string out;
    out.reserve(m_wire.size());
    for (std::size_t pos = 0; pos < m_wire.size(); pos += 1 + lengthAt(m_wire, pos)) {
        if (pos > 0)
            out += '.';
        printLabel(out, labelAt(m_wire, pos));
    }
    return out;
}

std::size_t Name::labelCount() const { return Labels(m_wire).count; }

Name Name::parent() const
{
    MF_CHECK(!isRoot());
    Name up;
    up.m_wire = m_wire.substr(1 + lengthAt(m_wire, 0));
    return up;
}

std::optional<Name> Name::wildcard() const
{
    if (m_wire.size() + 2 >= kLimitOctets)
        return std::nullopt;
    Name star;
    star.m_wire = std::string("\1*") + m_wire;
    return star;
}

bool Name::isWithin(const Name &ancestor) const
{
    std::size_t pos = 0;
    while (m_wire.size() - pos > ancestor.m_wire.size())
        pos += 1 + lengthAt(m_wire, pos);
    return m_wire.size() - pos == ancestor.m_wire.size()
           && ascii::equals(std::string_view(m_wire).substr(pos), ancestor.m_wire);
}

std::string Name::folded() const { return ascii::toLower(m_wire); }

// A length octet is below 'A', so that folding the whole wire form folds letters only.
bool operator==(const Name &a, const Name &b)
{
    return a.m_wire.size() == b.m_wire.size() && ascii::equals(a.m_wire, b.m_wire);
}

std::strong_ordering operator<=>(const Name &a, const Name &b)
{
    const Labels left(a.m_wire), right(b.m_wire);
    const std::size_t common = std::min(left.count, right.count);
    for (std::size_t i = 1; i <= common; ++i) {
        const int order = compareLabels(labelAt(a.m_wire, left.at[left.count - i]),
                                        labelAt(b.m_wire, right.at[right.count - i]));
        if (order != 0)
            return order <=> 0;
    }
    return left.count <=> right.count;
}

} // namespace mf::dns
