// Certificates by OpenSSL's libcrypto (RFC 5280): a small authority and the leaf it signs, with P-256 keys.
// Text in, text out.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace mf::live::x509 {

struct Made {
    std::string certificatePem, keyPem;
};
struct Validity {
    std::int64_t notBefore = 0, notAfter = 0; ///< seconds since 1970
};

/// A self-signed authority that may sign leaves only.
std::expected<Made, std::string> makeAuthority(const std::string &commonName, Validity validity);

/// A server certificate for the DNS names and both loopback addresses, signed by the authority.
std::expected<Made, std::string> makeLeaf(const Made &authority, const std::vector<std::string> &names,
                                          Validity validity);

/// Whether the authority's key signed the certificate.
bool issued(std::string_view authorityPem, std::string_view certificatePem);
/// Whether the private key belongs to the certificate.
bool fits(std::string_view certificatePem, std::string_view keyPem);

} // namespace mf::live::x509
