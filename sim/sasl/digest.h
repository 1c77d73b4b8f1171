// The hashes that the mechanisms are made of, done by OpenSSL: pure functions of octets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mf::sasl {

enum class Hash : std::uint8_t { Md5, Sha1, Sha256 };

/// The digest's octets: 16, 20 or 32 of them.
std::string digest(Hash hash, std::string_view octets);
/// HMAC (RFC 2104).
std::string hmac(Hash hash, std::string_view key, std::string_view octets);
/// PBKDF2 with one block of output, which RFC 5802 section 2.2 calls Hi(). `iterations` is at least 1.
std::string stretched(Hash hash, std::string_view password, std::string_view salt, std::uint32_t iterations);
/// Lower-case hexadecimal digits.
std::string hex(std::string_view octets);
/// How long it takes does not tell where they differ.
bool same(std::string_view a, std::string_view b);

} // namespace mf::sasl
