#include "sim/live/x509.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace mf::live::x509 {

namespace {

template <auto kFree>
struct Freed {
    template <typename T>
    void operator()(T *value) const
    {
        kFree(value);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

std::unexpected<std::string> failure(const char *what)
{
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    return std::unexpected(std::string(what) + ": " + text.data());
}

Bio reader(std::string_view pem) { return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))); }

Certificate readCertificate(std::string_view pem)
{
    const Bio bio = reader(pem);
    return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

Key readKey(std::string_view pem)
{
    const Bio bio = reader(pem);
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

std::string contents(BIO *bio)
{
    char *octets = nullptr;
    const long size = BIO_get_mem_data(bio, &octets);
    return std::string(octets, static_cast<std::size_t>(size));
}

/// A random serial number of 127 bits: unique without a counter on disk (RFC 5280 section 4.1.2.2).
bool setSerial(X509 *certificate)
{
    std::array<unsigned char, 16> octets{};
    if (RAND_bytes(octets.data(), static_cast<int>(octets.size())) != 1)
        return false;
    octets[0] = static_cast<unsigned char>((octets[0] & 0x7f) | 0x40);
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
        BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool addExtension(X509 *certificate, X509 *issuer, int nid, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSubject(X509 *certificate, const std::string &commonName)
{
    X509_NAME *subject = X509_get_subject_name(certificate);
    const auto *text = reinterpret_cast<const unsigned char *>(commonName.c_str());
    return X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1;
}

/// What authority and leaf have in common: version 3, serial, key, times, subject.
Certificate blank(EVP_PKEY *key, const std::string &commonName, Validity validity)
{
    Certificate certificate(X509_new());
    const bool filled =
        certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1
        && setSerial(certificate.get())
        && ASN1_TIME_set(X509_getm_notBefore(certificate.get()), validity.notBefore) != nullptr
        && ASN1_TIME_set(X509_getm_notAfter(certificate.get()), validity.notAfter) != nullptr
        && X509_set_pubkey(certificate.get(), key) == 1 && setSubject(certificate.get(), commonName);
    return filled ? std::move(certificate) : nullptr;
}

std::expected<Made, std::string> print(X509 *certificate, EVP_PKEY *key)
{
    const Bio forCertificate(BIO_new(BIO_s_mem())), forKey(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_X509(forCertificate.get(), certificate) != 1
        || PEM_write_bio_PrivateKey(forKey.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return failure("PEM");
    return Made{contents(forCertificate.get()), contents(forKey.get())};
}

} // namespace

std::expected<Made, std::string> makeAuthority(const std::string &commonName, Validity validity)
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = key ? blank(key.get(), commonName, validity) : nullptr;
    if (!certificate)
        return failure("authority");
    X509 *self = certificate.get();
    const bool signedIt = X509_set_issuer_name(self, X509_get_subject_name(self)) == 1
                          && addExtension(self, self, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
                          && addExtension(self, self, NID_key_usage, "critical,keyCertSign,cRLSign")
                          && addExtension(self, self, NID_subject_key_identifier, "hash")
                          && X509_sign(self, key.get(), EVP_sha256()) > 0;
    if (!signedIt)
        return failure("authority");
    return print(self, key.get());
}

std::expected<Made, std::string> makeLeaf(const Made &authority, const std::vector<std::string> &names,
                                          Validity validity)
{
    const Certificate issuer = readCertificate(authority.certificatePem);
    const Key issuerKey = readKey(authority.keyPem);
    const Key key(EVP_EC_gen("P-256"));
    if (!issuer || !issuerKey || !key)
        return failure("leaf");
    const Certificate certificate = blank(key.get(), "Mailflow on localhost", validity);
    if (!certificate)
        return failure("leaf");
    std::string alternatives = "IP:127.0.0.1,IP:::1";
    for (const std::string &name : names)
        if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
            == std::string::npos)
            alternatives += ",DNS:" + name;
    X509 *leaf = certificate.get();
    const bool signedIt = X509_set_issuer_name(leaf, X509_get_subject_name(issuer.get())) == 1
                          && addExtension(leaf, issuer.get(), NID_basic_constraints, "critical,CA:FALSE")
                          && addExtension(leaf, issuer.get(), NID_key_usage, "critical,digitalSignature")
                          && addExtension(leaf, issuer.get(), NID_ext_key_usage, "serverAuth")
                          && addExtension(leaf, issuer.get(), NID_subject_key_identifier, "hash")
                          && addExtension(leaf, issuer.get(), NID_authority_key_identifier, "keyid:always")
                          && addExtension(leaf, issuer.get(), NID_subject_alt_name, alternatives)
                          && X509_sign(leaf, issuerKey.get(), EVP_sha256()) > 0;
    if (!signedIt)
        return failure("leaf");
    return print(leaf, key.get());
}

bool issued(std::string_view authorityPem, std::string_view certificatePem)
{
    const Certificate authority = readCertificate(authorityPem),
                      certificate = readCertificate(certificatePem);
    const bool good =
        authority && certificate && X509_verify(certificate.get(), X509_get0_pubkey(authority.get())) == 1;
    ERR_clear_error();
    return good;
}

bool fits(std::string_view certificatePem, std::string_view keyPem)
{
    const Certificate certificate = readCertificate(certificatePem);
    const Key key = readKey(keyPem);
    const bool good = certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    return good;
}

} // namespace mf::live::x509
