#include "sim/mail/base_subject.h"

#include "sim/base/ascii.h"
#include "sim/mail/mime.h"

#include <algorithm>

namespace mf::mail {

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t'; }

/// Decoded, each run of white space one space, none outside (step 1).
std::string normalized(std::string_view fieldValue)
{
    std::string out;
    for (const char c : decodeHeader(fieldValue)) {
        if (!isSpace(c) && c != '\r' && c != '\n')
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (out.ends_with(' '))
        out.pop_back();
    return out;
}

void skipSpace(std::string_view &rest)
{
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
}

/// subj-blob: "[" text without brackets "]" and white space.
bool takeBlob(std::string_view &rest)
{
    if (!rest.starts_with('['))
        return false;
    const auto end = rest.find_first_of("[]", 1);
    if (end == rest.npos || rest[end] != ']')
        return false;
    rest.remove_prefix(end + 1);
    skipSpace(rest);
    return true;
}

/// subj-refwd: "Re", "Fw" or "Fwd", perhaps a blob, and a colon.
bool takeReplyWord(std::string_view &rest)
{
    std::string_view after = rest;
    if (ascii::startsWith(after, "re"))
        after.remove_prefix(2);
    else if (ascii::startsWith(after, "fwd"))
        after.remove_prefix(3);
    else if (ascii::startsWith(after, "fw"))
        after.remove_prefix(2);
    else
        return false;
    skipSpace(after);
    takeBlob(after);
    if (!after.starts_with(':'))
        return false;
    rest = after.substr(1);
    skipSpace(rest);
    return true;
}

/// subj-leader: blobs that stand before a reply word (step 3).
bool takeLeader(std::string_view &rest)
{
    std::string_view after = rest;
    while (takeBlob(after)) { }
    if (!takeReplyWord(after))
        return false;
    rest = after;
    return true;
}

bool takeTrailer(std::string_view &rest)
{
    constexpr std::string_view kForwarded = "(fwd)";
    if (rest.size() < kForwarded.size()
        || !ascii::equals(rest.substr(rest.size() - kForwarded.size()), kForwarded))
        return false;
    rest.remove_suffix(kForwarded.size());
    rest = ascii::trimmed(rest);
    return true;
}

/// A blob in front goes, unless nothing would be left (step 4).
bool takeListName(std::string_view &rest)
{
    std::string_view after = rest;
    if (!takeBlob(after) || after.empty())
        return false;
    rest = after;
    return true;
}

/// "[fwd: " the base "]" (step 6).
bool takeForwardBrackets(std::string_view &rest)
{
    constexpr std::string_view kOpening = "[fwd:";
    if (!ascii::startsWith(rest, kOpening) || !rest.ends_with(']'))
        return false;
    rest.remove_prefix(kOpening.size());
    rest.remove_suffix(1);
    rest = ascii::trimmed(rest);
    return true;
}

} // namespace

BaseSubject baseSubject(std::string_view fieldValue)
{
    const std::string whole = normalized(fieldValue);
    std::string_view rest = whole;
    BaseSubject base;
    do {
        while (takeTrailer(rest))
            base.isReplyOrForward = true;
        for (bool again = true; again;) {
            again = takeLeader(rest);
            base.isReplyOrForward |= again;
            again |= takeListName(rest);
        }
    } while (takeForwardBrackets(rest) && (base.isReplyOrForward = true));
    base.text = rest;
    return base;
}

} // namespace mf::mail
