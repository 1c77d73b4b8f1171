// What LIST and LSUB ask for (RFC 5258 section 6: list).
#include "sim/imap/mailbox_list.h"
#include "sim/imap/mailbox_name.h"

#include <utility>

namespace mf::imap {

namespace {

/// Words in parentheses, each followed by nothing or by what take() reads.
template <typename Take>
void parseOptions(Lexer &in, Take take)
{
    in.expect('(');
    if (in.take(")"))
        return;
    do
        take(in.keyword());
    while (in.take(" "));
    in.expect(')');
}

void parseSelection(Lexer &in, ListRequest &request)
{
    parseOptions(in, [&](const std::string &option) {
        if (option == "SUBSCRIBED")
            request.onlySubscribed = request.tellsSubscribed = true;
        else if (option == "SPECIAL-USE")
            request.onlySpecialUse = true;
        else if (option == "RECURSIVEMATCH")
            request.recursiveMatch = true;
        else if (option != "REMOTE") // section 3.1: there are none on other servers
            in.fail("LIST cannot choose by " + option);
    });
    if (request.recursiveMatch && !request.onlySubscribed && !request.onlySpecialUse)
        in.fail("RECURSIVEMATCH needs something to match"); // section 3.1
}

void parseReturns(Lexer &in, ListRequest &request)
{
    parseOptions(in, [&](const std::string &option) {
        if (option == "SUBSCRIBED") {
            request.tellsSubscribed = true;
        } else if (option == "STATUS") {
            in.space();
            request.status = parseStatusItems(in);
        } else if (option != "CHILDREN" && option != "SPECIAL-USE") { // these are told always
            in.fail("LIST cannot tell " + option);
        }
    });
}

std::vector<std::string> parsePatterns(Lexer &in)
{
    std::vector<std::string> patterns;
    const bool list = in.take("(");
    do
        patterns.push_back(in.listPattern());
    while (list && in.take(" "));
    if (list)
        in.expect(')');
    return patterns;
}

} // namespace

ListRequest parseListRequest(Lexer &in, Listing listing)
{
    ListRequest request;
    request.listing = listing;
    in.space();
    if (listing == Listing::List && in.nextIs('(')) {
        request.extended = true;
        parseSelection(in, request);
        in.space();
    }
    const std::string reference = in.astring();
    in.space();
    const bool several = in.nextIs('(');
    request.extended |= several;
    if (several && listing == Listing::Lsub)
        in.fail("LSUB takes one pattern");
    std::vector<std::string> wanted = parsePatterns(in);
    if (listing == Listing::List && in.take(" ")) {
        request.extended = true;
        if (in.keyword() != "RETURN")
            in.fail("expected RETURN");
        in.space();
        parseReturns(in, request);
    }
    in.end();
    request.asksDelimiter = listing == Listing::List && !several && !wanted.empty() && wanted.front().empty();

    std::size_t octets = 0;
    for (const std::string &one : wanted) {
        octets += reference.size() + one.size();
        if (in.ok() && octets > kMailboxNameLimitOctets)
            in.fail("no mailbox pattern over " + std::to_string(kMailboxNameLimitOctets) + " octets");
        auto pattern = decodeMailboxName(reference + one);
        if (!in.ok())
            break;
        if (pattern) // else no mailbox can have such a name
            request.patterns.push_back(canonicalMailboxName(std::move(*pattern))); // "inbox/%" is "INBOX/%"
    }
    return request;
}

} // namespace mf::imap
