// SASLprep (RFC 4013): logins and passwords in the one form in which both sides hash them. Used by SCRAM.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mf::sasl {

/// `text` is UTF-8. Other spaces become a space, soft hyphens and the like go, the rest becomes NFKC;
/// nothing: it is not UTF-8, is empty then, or has a character that is prohibited (controls, private use,
/// non-characters). Left out on purpose: unassigned code points and mixed directions are let through (RFC
/// 4013 sections 2.4 and 2.5), since what is refused there differs with the Unicode version, and both sides
/// here hash the same octets all the same.
std::optional<std::string> prepared(std::string_view text);

} // namespace mf::sasl
