// xtext (RFC 3461 section 4): any octets as printable ASCII without "+", "=" and space, which stand as "+3D".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mf::mail {

std::string toXtext(std::string_view octets);
/// Nothing: it is none.
std::optional<std::string> fromXtext(std::string_view text);

} // namespace mf::mail
