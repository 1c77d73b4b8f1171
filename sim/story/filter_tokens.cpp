#include "sim/story/filter.h"

#include "sim/base/ascii.h"

#include <algorithm>

namespace mf::story {

namespace {

constexpr std::string_view kSigns[] = {"==", "!=", "<=", ">=", "&&", "||", "<",
                                       ">",  "!",  "(",  ")",  "{",  "}",  ","};

/// What a word is made of, beside letters, digits and everything beyond ASCII. Two dots part the ends of a
/// range.
bool isOfWord(char c)
{
    constexpr std::string_view more = "._-@+:/*";
    return ascii::isAlpha(c) || ascii::isDigit(c) || static_cast<unsigned char>(c) >= 0x80
           || more.find(c) != more.npos;
}

FilterToken quotedToken(std::string_view text, std::size_t at)
{
    FilterToken token{FilterToken::Is::Quoted, {}, at, at + 1, false};
    for (std::size_t &i = token.until; i < text.size(); ++i) {
        if (text[i] == '"') {
            token.closed = true;
            ++i;
            break;
        }
        // A backslash keeps its place before anything else, so that patterns can be written as they are.
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\'))
            ++i;
        token.text += text[i];
    }
    return token;
}

FilterToken tokenAt(std::string_view text, std::size_t at)
{
    if (text[at] == '"')
        return quotedToken(text, at);
    for (const std::string_view sign : kSigns)
        if (text.substr(at).starts_with(sign))
            return {FilterToken::Is::Sign, std::string(sign), at, at + sign.size()};
    std::size_t until = at;
    while (until < text.size() && isOfWord(text[until]))
        ++until;
    if (until == at)
        return {FilterToken::Is::Unknown, std::string(1, text[at]), at, at + 1};
    return {FilterToken::Is::Word, std::string(text.substr(at, until - at)), at, until};
}

constexpr std::string_view kReserved[] = {"and", "or", "not", "in", "contains", "matches"};

} // namespace

std::vector<FilterToken> filterTokens(std::string_view text)
{
    std::vector<FilterToken> tokens;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ' || text[at] == '\t') {
            ++at;
            continue;
        }
        tokens.push_back(tokenAt(text, at));
        at = tokens.back().until;
    }
    tokens.push_back({FilterToken::Is::End, {}, text.size(), text.size()});
    return tokens;
}

std::string quotedValue(std::string_view value)
{
    const bool plain =
        !value.empty() && std::ranges::all_of(value, isOfWord) && value.find("..") == value.npos
        && std::ranges::find_if(kReserved, [&](std::string_view word) { return ascii::equals(word, value); })
               == std::end(kReserved);
    if (plain)
        return std::string(value);
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out += '"';
}

} // namespace mf::story
