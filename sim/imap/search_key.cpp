#include "sim/imap/search_key.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <array>

namespace mf::imap {

namespace {

using Wanted = SearchKey::What;

/// Wanted follows a key's name.
enum class Takes : std::uint8_t { Nothing, Set, Keyword, String, FieldString, Date, Number, ModSeq };

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
    {"MODSEQ", Wanted::ModSeq, Takes::ModSeq},
};

struct ReturnName {
    std::string_view name;
    SearchReturns::What what;
};
constexpr ReturnName kReturns[] = {
    {"MIN", SearchReturns::Min},
    {"MAX", SearchReturns::Max},
    {"ALL", SearchReturns::All},
    {"COUNT", SearchReturns::Count},
};

struct SortName {
    std::string_view name;
    SortCriterion::By by;
};
constexpr SortName kSortNames[] = {
    {"ARRIVAL", SortCriterion::By::Arrival}, {"CC", SortCriterion::By::Cc},
    {"DATE", SortCriterion::By::Date},       {"FROM", SortCriterion::By::From},
    {"SIZE", SortCriterion::By::Size},       {"SUBJECT", SortCriterion::By::Subject},
    {"TO", SortCriterion::By::To},
};

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::shared_ptr<const mail::Needle> needle(Lexer &in)
{
    return std::make_shared<const mail::Needle>(in.astring());
}

/// RFC 7162 section 3.1.5: [entry-name entry-type] value. All flags of a letter share one MODSEQ here.
std::uint64_t parseModSeq(Lexer &in)
{
    if (in.nextIs('"')) {
        const std::string entry = in.string();
        in.space();
        const std::string type = in.keyword();
        if (in.ok() && !ascii::startsWith(entry, "/flags/"))
            in.fail("MODSEQ knows entries below /flags/ only");
        if (in.ok() && type != "PRIV" && type != "SHARED" && type != "ALL")
            in.fail("expected priv, shared or all");
        in.space();
    }
    return in.modSeq();
}

class KeyParser {
public:
    explicit KeyParser(Lexer &in) : m_in(in) { }

    /// Keys with a space between, to be followed by nothing or a parenthesis.
    SearchKey list(std::size_t depth);

private:
    SearchKey key(std::size_t depth);
    SearchKey children(Wanted what, std::size_t count, std::size_t depth);
    SearchKey arguments(const KeyName &name);

    Lexer &m_in;
    std::size_t m_keys = 0;
};

SearchKey KeyParser::list(std::size_t depth)
{
    SearchKey all;
    all.what = Wanted::And;
    do
        all.children.push_back(key(depth));
    while (m_in.take(" "));
    return all;
}

SearchKey KeyParser::key(std::size_t depth)
{
    if (depth > kSearchDepthLimit)
        m_in.fail("search keys are nested too deep");
    if (++m_keys > kSearchKeyLimit)
        m_in.fail("too many search keys");
    if (!m_in.ok())
        return {};
    if (m_in.take("(")) {
        SearchKey inside = list(depth + 1);
        m_in.expect(')');
        return inside;
    }
    if (m_in.nextIsDigit() || m_in.nextIs('*')) {
        SearchKey numbers;
        numbers.what = Wanted::Sequence;
        numbers.set = parseSequenceSet(m_in);
        return numbers;
    }
    const std::string name = m_in.keyword();
    if (name == "NOT")
        return children(Wanted::Not, 1, depth);
    if (name == "OR")
        return children(Wanted::Or, 2, depth);
    const auto *known = std::ranges::find(kKeys, name, &KeyName::name);
    if (known != std::end(kKeys))
        return arguments(*known);
    m_in.fail("no search key " + name);
    return {};
}

SearchKey KeyParser::children(Wanted what, std::size_t count, std::size_t depth)
{
    SearchKey parent;
    parent.what = what;
    for (std::size_t i = 0; i < count; ++i) {
        m_in.space();
        parent.children.push_back(key(depth + 1));
    }
    return parent;
}

SearchKey KeyParser::arguments(const KeyName &name)
{
    SearchKey key;
    key.what = name.what;
    key.flag = name.flag;
    key.field = name.field;
    if (name.takes != Takes::Nothing)
        m_in.space();
    switch (name.takes) {
    case Takes::Nothing: break;
    case Takes::Set: key.set = parseSequenceSet(m_in); break;
    case Takes::Keyword: key.keyword = m_in.atom(); break;
    case Takes::FieldString:
        key.field = m_in.astring();
        m_in.space();
        key.needle = needle(m_in);
        break;
    case Takes::String: key.needle = needle(m_in); break;
    case Takes::Date: key.day = parseSearchDate(m_in); break;
    case Takes::Number: key.octets = m_in.number(); break;
    case Takes::ModSeq: key.modSeq = parseModSeq(m_in); break;
    }
    return key;
}

/// "RETURN (...) ", where it stands. Without options it means ALL.
SearchReturns parseReturns(Lexer &in)
{
    SearchReturns returns;
    if (!in.take("RETURN "))
        return returns;
    in.expect('(');
    while (in.ok() && !in.nextIs(')')) {
        const std::string name = in.keyword();
        const auto *known = std::ranges::find(kReturns, name, &ReturnName::name);
        if (known == std::end(kReturns))
            in.fail("RETURN knows MIN, MAX, ALL and COUNT");
        else
            returns.what |= known->what;
        if (!in.nextIs(')'))
            in.space();
    }
    in.expect(')');
    in.space();
    if (!returns.any())
        returns.what = SearchReturns::All;
    return returns;
}

std::vector<SortCriterion> parseSortCriteria(Lexer &in)
{
    std::vector<SortCriterion> criteria;
    in.expect('(');
    do {
        SortCriterion criterion;
        criterion.reverse = in.take("REVERSE ");
        const std::string name = in.keyword();
        const auto *known = std::ranges::find(kSortNames, name, &SortName::name);
        if (known == std::end(kSortNames))
            in.fail("no sort criterion " + name);
        else
            criterion.by = known->by;
        criteria.push_back(criterion);
        if (criteria.size() > kSortCriteriaLimit)
            in.fail("too many sort criteria");
    } while (in.take(" "));
    in.expect(')');
    return criteria;
}

/// RFC 5256 section 5: search-criteria = charset 1*(SP search-key)
void parseCriteria(Lexer &in, SearchProgram &program)
{
    program.charset = ascii::toUpper(in.astring());
    in.space();
    program.key = KeyParser(in).list(1);
    in.end();
}

} // namespace

bool asksModSeq(const SearchKey &key)
{
    return key.what == Wanted::ModSeq || std::ranges::any_of(key.children, asksModSeq);
}

SearchProgram parseSearch(Lexer &in)
{
    SearchProgram program;
    program.returns = parseReturns(in);
    if (in.take("CHARSET "))
        parseCriteria(in, program);
    else
        program.key = KeyParser(in).list(1);
    in.end();
    return program;
}

SearchProgram parseSort(Lexer &in)
{
    SearchProgram program;
    program.command = SearchProgram::Command::Sort;
    program.returns = parseReturns(in);
    program.sort = parseSortCriteria(in);
    in.space();
    parseCriteria(in, program);
    return program;
}

SearchProgram parseThread(Lexer &in)
{
    SearchProgram program;
    program.command = SearchProgram::Command::Thread;
    const std::string algorithm = in.keyword();
    if (algorithm == "ORDEREDSUBJECT")
        program.threadBy = ThreadBy::OrderedSubject;
    else if (algorithm != "REFERENCES")
        in.fail("no threading algorithm " + algorithm);
    in.space();
    parseCriteria(in, program);
    return program;
}

std::chrono::sys_days parseSearchDate(Lexer &in)
{
    const bool quoted = in.take("\"");
    const auto digits = [&in](std::size_t least, std::size_t most) {
        const std::size_t before = in.position();
        const std::uint32_t number = in.number();
        if (const std::size_t length = in.position() - before; in.ok() && (length < least || length > most))
            in.fail("a date is written like 1-Feb-2026");
        return in.ok() ? number : 0;
    };
    const std::uint32_t day = digits(1, 2);
    in.expect('-');
    unsigned month = 0;
    for (unsigned i = 0; i < kMonths.size() && month == 0; ++i)
        month = in.take(kMonths[i]) ? i + 1 : 0;
    in.expect('-');
    const std::uint32_t year = digits(4, 4);
    if (quoted)
        in.expect('"');
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                           std::chrono::month(month), std::chrono::day(day)};
    if (!date.ok()) {
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
