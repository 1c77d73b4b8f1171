// Encoded words (RFC 2047). Read here and not by GMime, which loses the second of two neighbours where the
// first one's base 64 ends with "=": most mail programs write them so.
#include "sim/base/ascii.h"
#include "sim/mail/charset.h"
#include "sim/mail/mime.h"
#include "sim/mail/tokens.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <optional>

namespace mf::mail {

namespace {

struct EncodedWord {
    std::string charset; ///< without the language of RFC 2231 section 5
    std::string octets;
    std::size_t length; ///< as written
};

std::string fromQ(std::string_view text)
{
    const auto digit = [](char c) {
        const char upper = ascii::upper(c);
        return ascii::isDigit(c) ? c - '0' : upper >= 'A' && upper <= 'F' ? upper - 'A' + 10 : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape =
            text[i] == '=' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
        if (escape) {
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '_' ? ' ' : text[i];
        }
    }
    return out;
}

std::string fromB(std::string_view text)
{
    std::string out(text.size() / 4 * 3 + 3, '\0');
    int state = 0;
    guint32 save = 0;
    out.resize(g_mime_encoding_base64_decode_step(reinterpret_cast<const unsigned char *>(text.data()),
                                                  text.size(), reinterpret_cast<unsigned char *>(out.data()),
                                                  &state, &save));
    return out;
}

/// The encoded word that `text` begins with.
std::optional<EncodedWord> wordAtFront(std::string_view text)
{
    constexpr std::size_t kWordLimitOctets = 1000; // RFC 2047 says 75; nobody searches a megabyte for its end
    const std::string_view inside = text.substr(0, kWordLimitOctets);
    const std::size_t charsetEnd = inside.find('?', 2);
    if (!inside.starts_with("=?") || charsetEnd == inside.npos || charsetEnd + 2 >= inside.size()
        || inside[charsetEnd + 2] != '?')
        return std::nullopt;
    const std::size_t begin = charsetEnd + 3, end = inside.find("?=", begin);
    if (end == inside.npos)
        return std::nullopt;
    EncodedWord word{std::string(ascii::cut(inside.substr(2, charsetEnd - 2), '*').first), {}, end + 2};
    const std::string_view content = inside.substr(begin, end - begin);
    switch (ascii::upper(inside[charsetEnd + 1])) {
    case 'Q': word.octets = fromQ(content); break;
    case 'B': word.octets = fromB(content); break;
    default: return std::nullopt;
    }
    if (!toUtf8({}, word.charset))
        return std::nullopt; // nobody knows it: better as written
    return word;
}

} // namespace

std::string decodeHeader(std::string_view value)
{
    const std::string line = unfolded(value);
    std::string out;
    std::string octets, charset; // of encoded words with nothing but space between them
    const auto flush = [&] {
        out += toUtf8(octets, charset).value_or("");
        octets.clear();
    };
    for (std::string_view rest = line; !rest.empty();) {
        if (auto word = wordAtFront(rest)) {
            // A character may be cut in two by encoders that know no better: octets are joined before they
            // are read.
            if (!ascii::equals(word->charset, charset))
                flush();
            charset = std::move(word->charset);
            octets += word->octets;
            rest.remove_prefix(word->length);
            const std::string_view next = rest.substr(std::min(rest.find_first_not_of(" \t"), rest.size()));
            if (wordAtFront(next)) {
                rest = next; // RFC 2047 section 6.2: space between encoded words is not shown
                continue;
            }
            flush();
            continue;
        }
        const std::size_t plain = std::min(rest.find("=?", 1), rest.size());
        out += validUtf8(rest.substr(0, plain));
        rest.remove_prefix(plain);
    }
    return out;
}

} // namespace mf::mail
