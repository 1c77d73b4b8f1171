// Texts without regard to case, in any script: i;unicode-casemap (RFC 5051). SEARCH, SORT and THREAD compare so.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace mf::mail {

/// Every character in title case and taken apart into its elements: equal texts have equal octets, and octets
/// order them. What is not UTF-8 stays as it is.
std::string casemapped(std::string_view text);

/// A text that is looked for in many others.
class Needle {
public:
    explicit Needle(std::string_view text);

    bool empty() const { return m_text.empty(); }
    /// `text` is case-mapped, or else ASCII.
    bool isIn(std::string_view text) const;

private:
    std::string m_text;                      // case-mapped
    std::array<std::uint8_t, 256> m_skips{}; // of Horspool's search: how far to move, by the octet at the end
};

} // namespace mf::mail
