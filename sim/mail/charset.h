// Octets of any charset to UTF-8 (RFC 2045 section 2.2); GMime knows the names, iconv the tables. No locale
// has a say.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mf::mail {

/// Valid UTF-8; octets that are none become U+FFFD.
std::string validUtf8(std::string_view octets);

/// `octets` in UTF-8; an octet that cannot be read becomes U+FFFD. Nothing: nobody knows the charset.
std::optional<std::string> toUtf8(std::string_view octets, std::string_view charset);

/// Makes GMime ready, once. All that call it do this first.
void startGMime();

} // namespace mf::mail
