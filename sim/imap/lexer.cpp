#include "sim/imap/lexer.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace mf::imap {

namespace {

constexpr std::size_t kQuotedLimitOctets = 1000; // longer texts are easier on clients as literals

bool isListChar(char c) { return isAstringChar(c) || c == '%' || c == '*'; }
bool isTagChar(char c) { return isAstringChar(c) && c != '+'; }
bool isKeywordChar(char c)
{
    return ascii::isAlpha(c) || ascii::isDigit(c) || c == '.' || c == '-' || c == '+';
}

} // namespace

bool isAtomChar(char c)
{
    // atom-specials: "(" / ")" / "{" / SP / CTL / list-wildcards / quoted-specials / resp-specials
    constexpr std::string_view specials = "(){ %*\"\\]";
    return ascii::isPrintable(c) && specials.find(c) == std::string_view::npos;
}

bool isAstringChar(char c) { return isAtomChar(c) || c == ']'; }

void Lexer::fail(std::string_view why)
{
    if (!ok())
        return;
    m_why = why;
    m_rest = {};
}

bool Lexer::nextIsDigit() const { return ok() && !m_rest.empty() && ascii::isDigit(m_rest.front()); }

bool Lexer::take(std::string_view text)
{
    if (!ok() || !ascii::startsWith(m_rest, text))
        return false;
    m_rest.remove_prefix(text.size());
    return true;
}

void Lexer::expect(char c)
{
    if (take(std::string_view(&c, 1)) || !ok())
        return;
    const std::string name = c == ' ' ? std::string("a space") : fmt::format("'{}'", ascii::escaped({&c, 1}));
    fail("expected " + name
         + (atEnd() ? " and more" : " before \"" + ascii::escaped(m_rest.substr(0, 20)) + '"'));
}

void Lexer::end()
{
    if (ok() && !atEnd())
        fail("did not expect \"" + ascii::escaped(m_rest.substr(0, 20)) + "\" there");
}

std::string_view Lexer::run(bool (*belongs)(char), std::string_view what)
{
    if (!ok())
        return {};
    const auto end = std::ranges::find_if_not(m_rest, belongs);
    const std::string_view found = m_rest.substr(0, static_cast<std::size_t>(end - m_rest.begin()));
    if (found.empty())
        fail("expected " + std::string(what));
    else
        m_rest.remove_prefix(found.size());
    return found;
}

std::string_view Lexer::tag() { return run(isTagChar, "a tag"); }
std::string_view Lexer::atom() { return run(isAtomChar, "an atom"); }
std::string Lexer::keyword() { return ascii::toUpper(run(isKeywordChar, "a name")); }

std::string Lexer::astring()
{
    return nextIsString() ? string() : std::string(run(isAstringChar, "an atom or a string"));
}

std::string Lexer::listPattern()
{
    return nextIsString() ? string() : std::string(run(isListChar, "a mailbox pattern"));
}

std::string Lexer::string()
{
    if (nextIs('"'))
        return quoted();
    if (nextIs('{'))
        return std::string(literal());
    fail("expected a string");
    return {};
}

std::string Lexer::nstring(bool &isNil)
{
    isNil = !nextIsString() && take("NIL");
    return isNil ? std::string() : string();
}

/// Octets over 127 are let through, although a quoted string is 7-bit: passwords come so from many clients.
std::string Lexer::quoted()
{
    std::string text;
    for (std::size_t i = 1; i < m_rest.size(); ++i) {
        char c = m_rest[i];
        if (c == '"') {
            m_rest.remove_prefix(i + 1);
            return text;
        }
        if (c == '\r' || c == '\n' || c == '\0')
            break;
        if (c == '\\') {
            c = ++i < m_rest.size() ? m_rest[i] : '\0';
            if (c != '"' && c != '\\') {
                fail("only \\\" and \\\\ are escapes in a quoted string");
                return {};
            }
        }
        text += c;
    }
    fail("a quoted string does not end");
    return {};
}

std::string_view Lexer::literal()
{
    expect('{');
    const std::uint32_t count = number();
    take("+");
    expect('}');
    expect('\r');
    expect('\n');
    if (ok() && m_rest.size() < count)
        fail("a literal does not end");
    if (!ok())
        return {};
    const std::string_view octets = m_rest.substr(0, count);
    m_rest.remove_prefix(count);
    return octets;
}

std::string_view Lexer::flag()
{
    const std::string_view before = m_rest;
    if (take("\\*"))
        return before.substr(0, 2);
    const std::size_t slash = take("\\") ? 1 : 0;
    const std::string_view name = run(isAtomChar, "a flag");
    return name.empty() ? name : before.substr(0, slash + name.size());
}

std::uint32_t Lexer::number()
{
    const auto value = ascii::number<std::uint32_t>(run(ascii::isDigit, "a number"));
    if (!value)
        fail("a number is over 4294967295");
    return value.value_or(0);
}

std::uint32_t Lexer::nonZero()
{
    const std::uint32_t value = number();
    if (ok() && value == 0)
        fail("0 is too small there: numbers begin at 1");
    return value;
}

std::uint64_t Lexer::number64()
{
    const auto value = ascii::number<std::uint64_t>(run(ascii::isDigit, "a number"));
    if (!value)
        fail("a number is over 64 bits");
    return value.value_or(0);
}

std::uint64_t Lexer::modSeq()
{
    const std::uint64_t value = number64();
    if (value > std::numeric_limits<std::int64_t>::max())
        fail("a MODSEQ is over 63 bits");
    return value;
}

void appendString(std::string &out, std::string_view text)
{
    const bool plain = text.size() <= kQuotedLimitOctets && std::ranges::all_of(text, [](char c) {
                           return ascii::isPrintable(c) || c == '\t';
                       });
    if (!plain) {
        out += '{' + std::to_string(text.size()) + "}\r\n";
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    out += '"';
}

void appendAstring(std::string &out, std::string_view text)
{
    const bool atom =
        !text.empty() && !ascii::equals(text, "NIL") && std::ranges::all_of(text, isAstringChar);
    if (atom)
        out += text;
    else
        appendString(out, text);
}

} // namespace mf::imap
