#include "sim/sasl/digest.h"

#include "sim/base/check.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace mf::sasl {

namespace {

const EVP_MD *method(Hash hash)
{
    switch (hash) {
    case Hash::Md5: return EVP_md5();
    case Hash::Sha1: return EVP_sha1();
    case Hash::Sha256: return EVP_sha256();
    }
    return nullptr;
}

const unsigned char *unsignedOctets(std::string_view octets)
{
    return reinterpret_cast<const unsigned char *>(octets.data());
}

std::string room(Hash hash)
{
    return std::string(static_cast<std::size_t>(EVP_MD_get_size(method(hash))), '\0');
}

unsigned char *writable(std::string &octets) { return reinterpret_cast<unsigned char *>(octets.data()); }

} // namespace

std::string digest(Hash hash, std::string_view octets)
{
    std::string out = room(hash);
    MF_CHECK(EVP_Digest(octets.data(), octets.size(), writable(out), nullptr, method(hash), nullptr) == 1);
    return out;
}

std::string hmac(Hash hash, std::string_view key, std::string_view octets)
{
    std::string out = room(hash);
    MF_CHECK(HMAC(method(hash), key.data(), static_cast<int>(key.size()), unsignedOctets(octets),
                  octets.size(), writable(out), nullptr)
             != nullptr);
    return out;
}

std::string stretched(Hash hash, std::string_view password, std::string_view salt, std::uint32_t iterations)
{
    std::string out = room(hash);
    MF_CHECK(PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), unsignedOctets(salt),
                               static_cast<int>(salt.size()), static_cast<int>(iterations), method(hash),
                               static_cast<int>(out.size()), writable(out))
             == 1);
    return out;
}

std::string hex(std::string_view octets)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : octets) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

bool same(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace mf::sasl
