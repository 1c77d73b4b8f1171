// Base 64 (RFC 4648 section 4) as SASL and MIME use it, done by OpenSSL.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mf {

std::string toBase64(std::string_view octets);

/// Strict: whole quantums, padding only at the end, no other octet; else nothing.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace mf
