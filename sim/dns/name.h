// Domain names (RFC 1034 section 3.1, RFC 1035 section 2.3.4): one string of octets, not one per label.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace mf::dns {

/// A fully qualified domain name. Case is kept and does not count (RFC 4343). Never longer than the limits
/// allow.
class Name {
public:
    static constexpr std::size_t kLimitOctets = 255; ///< RFC 1035 section 2.3.4, with the root's zero octet
    static constexpr std::size_t kLabelLimitOctets = 63;

    Name() = default; ///< the root

    /// Presentation form, relative to `origin` where the final dot is missing; "@" is the origin. "\." and
    /// "\DDD" are understood (RFC 1035 section 5.1). Nothing: an empty label, or too long.
    static std::optional<Name> parse(std::string_view text, const Name &origin);
    /// The same relative to the root: with or without final dot; "" and "." are the root.
    static std::optional<Name> parse(std::string_view text);

    /// Reads the uncompressed name at `pos`, which then stands behind it.
    static std::optional<Name> takeWire(std::string_view octets, std::size_t &pos);

    /// Labels as in wire(): of right lengths, and within the limits. For who has checked that.
    static Name ofWire(std::string &&labels)
    {
        Name name;
        name.m_wire = std::move(labels);
        return name;
    }
    /// Where the uncompressed name at `pos` ends; nothing: there is none.
    static std::optional<std::size_t> endOfWire(std::string_view octets, std::size_t pos);

    /// Uncompressed wire form without the root's zero octet.
    std::string_view wire() const { return m_wire; }
    /// Presentation form without the final dot; the root is "".
    std::string print() const;
    /// Presentation form with the final dot; the root is ".".
    std::string printAbsolute() const { return print() + '.'; }

    bool isRoot() const { return m_wire.empty(); }
    std::size_t labelCount() const;
    /// Without the first label. Not of the root.
    Name parent() const;
    /// "*" before it: the name under which a wildcard stands (RFC 4592). Nothing: it would be too long.
    std::optional<Name> wildcard() const;
    bool isWildcard() const { return m_wire.starts_with(std::string_view("\1*", 2)); }
    /// The same name as `ancestor`, or below it.
    bool isWithin(const Name &ancestor) const;
    /// Wire form in lower case: a key whose order is fast but means nothing.
    std::string folded() const;

    /// Without case.
    friend bool operator==(const Name &a, const Name &b);
    /// Canonical order (RFC 4034 section 6.1): a name stands right before what is below it.
    friend std::strong_ordering operator<=>(const Name &a, const Name &b);

private:
    std::string m_wire;
};

} // namespace mf::dns
