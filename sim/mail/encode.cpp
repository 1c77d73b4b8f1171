#include "sim/mail/encode.h"

#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/mail/tokens.h"

#include <algorithm>
#include <vector>

namespace mf::mail {

namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";
constexpr std::string_view kWordStart = "=?utf-8?";
constexpr std::size_t kEncodedWordOctets =
    66; // RFC 2047 section 2 allows 75; this leaves room for the field's name

void appendHex(std::string &out, char c)
{
    const auto octet = static_cast<unsigned char>(c);
    out += '=';
    out += kDigits[octet >> 4];
    out += kDigits[octet & 15];
}

/// What may stand as itself in a "Q" word, wherever the word stands (RFC 2047 section 5, rule 3).
bool plainInWord(char c)
{
    return ascii::isAlpha(c) || ascii::isDigit(c) || std::string_view("!*+-/").contains(c);
}

std::string asQ(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (plainInWord(c))
            out += c;
        else if (c == ' ')
            out += '_';
        else
            appendHex(out, c);
    }
    return out;
}

/// Octets of the character at the front: a word may not cut one in two (RFC 2047 section 5).
std::size_t characterOctets(std::string_view text)
{
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
    std::size_t count = 1;
    while (count < text.size() && count < 4 && continues(text[count]))
        ++count;
    return count;
}

/// Whether a person could nearly read it as "Q": at least half of its characters stay as they are.
bool readsWellAsQ(std::string_view text)
{
    std::size_t characters = 0;
    for (std::string_view rest = text; !rest.empty(); ++characters)
        rest.remove_prefix(characterOctets(rest));
    const auto plain = std::ranges::count_if(text, [](char c) { return plainInWord(c) || c == ' '; });
    return 2 * static_cast<std::size_t>(plain) >= characters;
}

/// Encoded words for `text`, as many as it takes.
void appendEncodedWords(std::vector<std::string> &words, std::string_view text)
{
    const bool quoted = readsWellAsQ(text);
    const std::size_t room = kEncodedWordOctets - kWordStart.size() - 4; // Q?...?=
    while (!text.empty()) {
        std::size_t count = 0, used = 0;
        while (count < text.size()) {
            const std::size_t more = characterOctets(text.substr(count));
            const std::size_t octets =
                quoted ? used + asQ(text.substr(count, more)).size() : (count + more + 2) / 3 * 4;
            if (octets > room)
                break;
            used = octets;
            count += more;
        }
        const std::string_view piece = text.substr(0, count);
        words.push_back(std::string(kWordStart) + (quoted ? "Q?" + asQ(piece) : "B?" + toBase64(piece))
                        + "?=");
        text.remove_prefix(count);
    }
}

bool mustEncode(std::string_view word)
{
    return !isAscii(word) || word.contains("=?") || word.size() > kLineLimitOctets - kFoldOctets;
}

/// The value in pieces, none empty, that a single space or a fold stands between.
std::vector<std::string> wordsOf(std::string_view value)
{
    const std::vector<std::string_view> given = ascii::split(value, ' ');
    // More than one space could be lost at a fold: the words beside are encoded with them.
    const auto isEmpty = [&](std::size_t i) { return i < given.size() && given[i].empty(); };
    const auto encoded = [&](std::size_t i) {
        return mustEncode(given[i]) || isEmpty(i) || isEmpty(i + 1) || (i > 0 && isEmpty(i - 1));
    };
    std::vector<std::string> words;
    for (std::size_t i = 0, next = 0; i < given.size(); i = next) {
        next = i + 1;
        if (!encoded(i)) {
            words.emplace_back(given[i]);
            continue;
        }
        while (next < given.size()
               && encoded(next)) // white space between encoded words is not shown: one text, one encoding
            ++next;
        const std::string_view last = given[next - 1];
        const char *begin = given[i].data();
        appendEncodedWords(words, {begin, static_cast<std::size_t>(last.data() + last.size() - begin)});
    }
    return words;
}

} // namespace

std::string printField(std::string_view name, std::string_view value)
{
    std::string clean(value);
    for (char &c : clean)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    std::string out(name);
    out += ':';
    std::size_t column = out.size();
    for (const std::string &word : wordsOf(ascii::trimmed(clean))) {
        if (column + 1 + word.size() > kFoldOctets && column > name.size() + 1) {
            out += "\r\n";
            column = 0;
        }
        out += ' ';
        out += word;
        column += 1 + word.size();
    }
    return out + "\r\n";
}

std::string withCrlf(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 32 + 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r' && text[i] != '\n') {
            out += text[i];
            continue;
        }
        out += "\r\n";
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            ++i;
    }
    if (!out.empty() && !out.ends_with('\n'))
        out += "\r\n";
    return out;
}

bool needsEncoding(std::string_view body)
{
    if (!isAscii(body) || body.contains('\0'))
        return true;
    const auto tooLong = [](std::string_view line) {
        return line.size() > kLineLimitOctets + 1;
    }; // with its CR
    return std::ranges::any_of(ascii::split(body, '\n'), tooLong);
}

std::string toQuotedPrintable(std::string_view body)
{
    constexpr std::size_t kRoom = 75; // 76 with the "=" of a soft line end
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        const std::string_view rest = body.substr(i);
        if (rest.starts_with("\r\n")) {
            out += "\r\n";
            column = 0;
            ++i;
            continue;
        }
        const char c = rest.front();
        const bool endsLine = rest.size() == 1 || rest.substr(1).starts_with("\r\n");
        const bool space = c == ' ' || c == '\t';
        const bool plain = space ? !endsLine : ascii::isPrintable(c) && c != '=';
        if (column + (plain ? 1 : 3) > kRoom) {
            out += "=\r\n";
            column = 0;
        }
        if (plain)
            out += c;
        else
            appendHex(out, c);
        column += plain ? 1 : 3;
    }
    return out;
}

} // namespace mf::mail
