#include "sim/base/base64.h"

#include <openssl/evp.h>

namespace mf {

std::string toBase64(std::string_view octets)
{
    std::string out((octets.size() + 2) / 3 * 4 + 1, '\0'); // OpenSSL adds a NUL
    const int written = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(out.data()),
                                        reinterpret_cast<const unsigned char *>(octets.data()),
                                        static_cast<int>(octets.size()));
    out.resize(static_cast<std::size_t>(written));
    return out;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() % 4 != 0)
        return std::nullopt;
    // EVP_DecodeBlock skips white space around the text and takes "=" as zeros anywhere: both are checked here.
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=')
        ++padding;
    if (text.substr(0, text.size() - padding).find_first_not_of(alphabet) != std::string_view::npos)
        return std::nullopt;
    std::string out(text.size() / 4 * 3, '\0');
    const int written =
        EVP_DecodeBlock(reinterpret_cast<unsigned char *>(out.data()),
                        reinterpret_cast<const unsigned char *>(text.data()), static_cast<int>(text.size()));
    if (written < 0)
        return std::nullopt;
    out.resize(static_cast<std::size_t>(written) - padding);
    return out;
}

} // namespace mf
