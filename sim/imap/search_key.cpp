#include "sim/imap/search_key.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <array>

namespace mf::imap {

namespace {

using Wanted = SearchKey::What;

/// Wanted follows a key's name.
enum class Takes : std::uint8_t { Nothing, Set, Keyword, String, FieldString, Date, Number };

struct KeyName {
    std::string_view name;
    Wanted what;
    Takes takes = Takes::Nothing;
    Flags::System flag = Flags::Seen;
    std::string_view field = {};
};
constexpr KeyName kKeys[] = {
    {"ALL", Wanted::All},
    {"UID", Wanted::Uid, Takes::Set},
    {"ANSWERED", Wanted::FlagSet, Takes::Nothing, Flags::Answered},
    {"DELETED", Wanted::FlagSet, Takes::Nothing, Flags::Deleted},
    {"DRAFT", Wanted::FlagSet, Takes::Nothing, Flags::Draft},
    {"FLAGGED", Wanted::FlagSet, Takes::Nothing, Flags::Flagged},
    {"RECENT", Wanted::FlagSet, Takes::Nothing, Flags::Recent},
    {"SEEN", Wanted::FlagSet, Takes::Nothing, Flags::Seen},
    {"UNANSWERED", Wanted::FlagClear, Takes::Nothing, Flags::Answered},
    {"UNDELETED", Wanted::FlagClear, Takes::Nothing, Flags::Deleted},
    {"UNDRAFT", Wanted::FlagClear, Takes::Nothing, Flags::Draft},
    {"UNFLAGGED", Wanted::FlagClear, Takes::Nothing, Flags::Flagged},
    {"OLD", Wanted::FlagClear, Takes::Nothing, Flags::Recent},
    {"UNSEEN", Wanted::FlagClear, Takes::Nothing, Flags::Seen},
    {"NEW", Wanted::New},
    {"KEYWORD", Wanted::KeywordSet, Takes::Keyword},
    {"UNKEYWORD", Wanted::KeywordClear, Takes::Keyword},
    {"BCC", Wanted::Header, Takes::String, Flags::Seen, "Bcc"},
    {"CC", Wanted::Header, Takes::String, Flags::Seen, "Cc"},
    {"FROM", Wanted::Header, Takes::String, Flags::Seen, "From"},
    {"SUBJECT", Wanted::Header, Takes::String, Flags::Seen, "Subject"},
    {"TO", Wanted::Header, Takes::String, Flags::Seen, "To"},
    {"HEADER", Wanted::Header, Takes::FieldString},
    {"BODY", Wanted::Body, Takes::String},
    {"TEXT", Wanted::Text, Takes::String},
    {"BEFORE", Wanted::Before, Takes::Date},
    {"ON", Wanted::On, Takes::Date},
    {"SINCE", Wanted::Since, Takes::Date},
    {"SENTBEFORE", Wanted::SentBefore, Takes::Date},
    {"SENTON", Wanted::SentOn, Takes::Date},
    {"SENTSINCE", Wanted::SentSince, Takes::Date},
    {"LARGER", Wanted::Larger, Takes::Number},
    {"SMALLER", Wanted::Smaller, Takes::Number},
};

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

SearchKey parseKey(Lexer &in, std::size_t depth);

SearchKey parseChildren(Lexer &in, Wanted what, std::size_t count, std::size_t depth)
{
    SearchKey key;
    key.what = what;
    for (std::size_t i = 0; i < count; ++i) {
        in.space();
        key.children.push_back(parseKey(in, depth + 1));
    }
    return key;
}

SearchKey parseList(Lexer &in, std::size_t depth)
{
    SearchKey key;
    key.what = Wanted::And;
    do
        key.children.push_back(parseKey(in, depth + 1));
    while (in.take(" "));
    in.expect(')');
    return key;
}

SearchKey parseArguments(Lexer &in, const KeyName &name)
{
    SearchKey key;
    key.what = name.what;
    key.flag = name.flag;
    key.field = name.field;
    if (name.takes != Takes::Nothing)
        in.space();
    switch (name.takes) {
    case Takes::Nothing: break;
    case Takes::Set: key.set = parseSequenceSet(in); break;
    case Takes::Keyword: key.text = in.atom(); break;
    case Takes::FieldString:
        key.field = in.astring();
        in.space();
        key.text = in.astring();
        break;
    case Takes::String: key.text = in.astring(); break;
    case Takes::Date: key.day = parseSearchDate(in); break;
    case Takes::Number: key.octets = in.number(); break;
    }
    return key;
}

SearchKey parseKey(Lexer &in, std::size_t depth)
{
    if (depth > kSearchDepthLimit)
        in.fail("search keys are nested too deep");
    if (!in.ok())
        return {};
    if (in.take("("))
        return parseList(in, depth);
    if (in.nextIsDigit() || in.nextIs('*')) {
        SearchKey key;
        key.what = Wanted::Sequence;
        key.set = parseSequenceSet(in);
        return key;
    }
    const std::string name = in.keyword();
    if (name == "NOT")
        return parseChildren(in, Wanted::Not, 1, depth);
    if (name == "OR")
        return parseChildren(in, Wanted::Or, 2, depth);
    const auto *known = std::ranges::find(kKeys, name, &KeyName::name);
    if (known != std::end(kKeys))
        return parseArguments(in, *known);
    in.fail("no search key " + name);
    return {};
}

} // namespace

SearchProgram parseSearch(Lexer &in)
{
    SearchProgram program;
    if (in.take("CHARSET ")) {
        program.charset = ascii::toUpper(in.astring());
        in.space();
    }
    program.key.what = Wanted::And;
    do
        program.key.children.push_back(parseKey(in, 1));
    while (in.take(" "));
    in.end();
    return program;
}

std::chrono::sys_days parseSearchDate(Lexer &in)
{
    const bool quoted = in.take("\"");
    const std::uint32_t day = in.number();
    in.expect('-');
    unsigned month = 0;
    for (unsigned i = 0; i < kMonths.size() && month == 0; ++i)
        month = in.take(kMonths[i]) ? i + 1 : 0;
    in.expect('-');
    const std::uint32_t year = in.number();
    if (quoted)
        in.expect('"');
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(std::min(year, 10'000U))),
                                           std::chrono::month(month), std::chrono::day(std::min(day, 99U))};
    if (year > 9999 || !date.ok()) {
        in.fail("that is no date");
        return {};
    }
    return date;
}

std::string printSearchDate(std::chrono::sys_days day)
{
    const std::chrono::year_month_day date(day);
    std::string year = std::to_string(static_cast<int>(date.year()));
    year.insert(0, 4 - std::min<std::size_t>(4, year.size()), '0');
    return std::to_string(static_cast<unsigned>(date.day())) + '-'
           + std::string(kMonths[static_cast<unsigned>(date.month()) - 1]) + '-' + year;
}

} // namespace mf::imap
