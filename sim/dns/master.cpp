#include "sim/dns/master.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <optional>
#include <string>

namespace mf::dns {

namespace {

/// One entry: a line, or several that parentheses join. Comments and parentheses are gone.
struct Entry {
    std::string text;
    std::string_view raw; ///< as it was written
    int line = 0;         ///< where it begins
    bool closed = true;   ///< every quote and parenthesis is
};

/// Splits master text into entries.
class EntryReader {
public:
    explicit EntryReader(std::string_view text) : m_rest(text) { }

    /// The next entry that is not blank; nothing: the end.
    std::optional<Entry> next()
    {
        while (!m_rest.empty()) {
            Entry entry = take();
            if (!ascii::trimmed(entry.text).empty() || !entry.closed)
                return entry;
        }
        return std::nullopt;
    }

private:
    enum class At { Plain, Quoted, Comment };

    Entry take()
    {
        Entry entry{{}, m_rest, m_line, true};
        At at = At::Plain;
        int depth = 0;
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == '\n') {
                ++m_line;
                if (depth <= 0 || at == At::Quoted)
                    break;
                entry.text += ' ';
                at = At::Plain;
            } else if (at == At::Comment || c == '\r') {
                continue;
            } else if (c == '\\') {
                entry.text += c;
                entry.text += m_rest.substr(0, 1); // whatever it is, it is not special
                m_rest.remove_prefix(std::min<std::size_t>(1, m_rest.size()));
            } else if (c == '"') {
                at = at == At::Quoted ? At::Plain : At::Quoted;
                entry.text += c;
            } else if (at == At::Plain && (c == '(' || c == ')')) {
                depth += c == '(' ? 1 : -1;
                entry.text += ' ';
            } else if (at == At::Plain && c == ';') {
                at = At::Comment;
            } else {
                entry.text += c;
            }
        }
        entry.raw.remove_suffix(m_rest.size());
        entry.closed = depth == 0 && at != At::Quoted;
        return entry;
    }

    std::string_view m_rest;
    int m_line = 1;
};

bool isSpace(char c) { return c == ' ' || c == '\t'; }

/// The word at the front; `rest` then begins with what follows it, without blanks.
std::string_view takeWord(std::string_view &rest)
{
    std::size_t end = 0;
    while (end < rest.size() && !isSpace(rest[end]))
        end += rest[end] == '\\' ? 2 : 1;
    const std::string_view word = rest.substr(0, end);
    rest = ascii::trimmed(rest.substr(word.size()));
    return word;
}

std::optional<std::uint32_t> secondsOf(char unit)
{
    switch (ascii::lower(unit)) {
    case 's': return 1;
    case 'm': return 60;
    case 'h': return 3600;
    case 'd': return 86400;
    case 'w': return 604800;
    default: return std::nullopt;
    }
}

/// Where `word` stands as a whole word; npos: nowhere.
std::size_t findWord(std::string_view text, std::string_view word)
{
    constexpr std::string_view ends = " \t\r\n();\"";
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || ends.contains(text[at - 1])) && (end == text.size() || ends.contains(text[end])))
            return at;
    }
    return text.npos;
}

/// "3600", "1h", "1h30m"; nothing: it is no TTL, or over kTtlLimit.
std::optional<std::uint32_t> parseTtl(std::string_view word)
{
    std::uint64_t total = 0;
    while (!word.empty()) {
        const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
        const auto count = ascii::number<std::uint32_t>(word.substr(0, digits));
        word.remove_prefix(digits);
        const auto unit = word.empty() ? std::optional<std::uint32_t>(1) : secondsOf(word.front());
        if (!count || !unit)
            return std::nullopt;
        word.remove_prefix(std::min<std::size_t>(1, word.size()));
        total += std::uint64_t{*count} * *unit;
        if (total > kTtlLimit)
            return std::nullopt;
    }
    return static_cast<std::uint32_t>(total);
}

class Reader {
public:
    Reader(std::string_view text, const Name &origin, std::uint32_t defaultTtl)
        : m_text(text)
        , m_zone(origin)
        , m_origin(origin)
        , m_owner(origin)
        , m_ttl(defaultTtl)
    { }

    MasterText read();

private:
    void takeEntry();
    void takeDirective(std::string_view rest);
    void takeRecord(std::string_view rest);
    bool takeOwner(std::string_view &rest);
    void warnOfMissingDot(const Name &name, const Record &record);
    void complain(std::string_view at, Phrase message)
    {
        m_out.errors.push_back(faultAt(at, std::move(message)));
    }
    Fault faultAt(std::string_view token, Phrase message) const;

    std::string_view m_text;
    Name m_zone, m_origin, m_owner;
    std::uint32_t m_ttl;
    Entry m_entry; ///< that is being read
    MasterText m_out;
};

MasterText Reader::read()
{
    if (m_text.size() > kMasterTextLimitOctets) {
        complain({}, phrase("zone text is longer than {} octets", kMasterTextLimitOctets));
        return std::move(m_out);
    }
    EntryReader entries(m_text);
    while (auto entry = entries.next()) {
        m_entry = std::move(*entry);
        takeEntry();
        if (m_out.errors.size() >= kMasterFaultLimit)
            break;
    }
    return std::move(m_out);
}

void Reader::takeEntry()
{
    if (!m_entry.closed)
        return complain({}, phrase("a quote or parenthesis is left open; close it"));
    std::string_view rest = m_entry.text;
    if (rest.starts_with('$'))
        return takeDirective(rest);
    takeRecord(rest);
}

void Reader::takeDirective(std::string_view rest)
{
    const std::string_view name = takeWord(rest);
    const std::string_view argument = takeWord(rest);
    if (ascii::equals(name, "$TTL")) {
        const auto ttl = parseTtl(argument);
        if (argument.empty() || !ttl)
            return complain(argument, phrase("$TTL needs a time: 3600 or 1h"));
        m_ttl = *ttl;
    } else if (ascii::equals(name, "$ORIGIN")) {
        const auto origin = Name::parse(argument, m_origin);
        if (argument.empty() || !origin)
            return complain(argument, phrase("$ORIGIN needs a domain name"));
        m_origin = *origin;
    } else if (ascii::equals(name, "$INCLUDE")) {
        complain(name, phrase("$INCLUDE is not followed; put its records here"));
    } else {
        complain(name, phrase("unknown directive \"{}\"; there are $ORIGIN and $TTL", name));
    }
}

/// False: the owner is no name of this zone, which has been said.
bool Reader::takeOwner(std::string_view &rest)
{
    if (isSpace(rest.front())) { // RFC 1035 section 5.1: the owner of the record before
        rest = ascii::trimmed(rest);
        return true;
    }
    const std::string_view word = takeWord(rest);
    const auto owner = Name::parse(word, m_origin);
    if (!owner) {
        complain(word, phrase("\"{}\" is not a domain name", word));
        return false;
    }
    m_owner = *owner;
    if (m_owner.isWithin(m_zone))
        return true;
    complain(word,
             phrase("\"{}\" is not in the zone \"{}\"", m_owner.printAbsolute(), m_zone.printAbsolute()));
    return false;
}

void Reader::takeRecord(std::string_view rest)
{
    if (!takeOwner(rest))
        return;
    Record record{m_owner, 0, kClassIn, m_ttl, {}};
    std::string_view word = takeWord(rest);
    for (int field = 0; field < 2; ++field) { // RFC 1035 section 5.1: TTL and class in either order
        if (const auto ttl = parseTtl(word); ttl && !word.empty())
            record.ttl = *ttl;
        else if (ascii::equals(word, "CH") || ascii::equals(word, "HS"))
            return complain(word, phrase("the only class here is IN"));
        else if (!ascii::equals(word, "IN"))
            break;
        word = takeWord(rest);
    }
    if (word.empty())
        return complain({}, phrase("a record needs a type and data: mail IN A 192.0.2.1"));
    const auto type = typeNamed(word);
    if (!type || isMetaType(*type))
        return complain(word, phrase("unknown record type \"{}\"", word));
    auto rdata = parseRdata(*type, rest, m_origin);
    if (!rdata)
        return complain(word, std::move(rdata.error()));
    record.type = *type;
    record.rdata = std::move(*rdata);
    warnOfMissingDot(record.name, record);
    if (const auto target = targetOf(record))
        warnOfMissingDot(*target, record);
    m_out.records.push_back(std::move(record));
}

void Reader::warnOfMissingDot(const Name &name, const Record &record)
{
    if (m_origin.isRoot() || !name.isWithin(m_origin) || name == m_origin)
        return;
    std::string written = name.print();
    written.resize(written.size() - m_origin.print().size() - 1);
    const auto meant = Name::parse(written);
    // Spelled out whole, with its final dot, it is as it should be: then the short word stands nowhere.
    if (!meant || !meant->isWithin(m_origin) || findWord(m_entry.raw, written) == std::string_view::npos)
        return;
    if (m_out.warnings.size() < kMasterFaultLimit)
        m_out.warnings.push_back(
            faultAt(written, phrase("{} names \"{}\"; final dot missing: \"{}\"", typeName(record.type),
                                    name.printAbsolute(), meant->printAbsolute())));
}

/// At `word` in the entry; at its beginning, without a column, if it stands nowhere.
Fault Reader::faultAt(std::string_view word, Phrase message) const
{
    Fault fault{{}, m_entry.line, 0, std::move(message), {}};
    const std::string_view raw = m_entry.raw;
    const std::size_t found = word.empty() ? raw.npos : findWord(raw, word);
    const std::size_t at = found == raw.npos ? 0 : found;
    const std::size_t begin = at == 0 ? 0 : raw.rfind('\n', at - 1) + 1;
    fault.line +=
        static_cast<int>(std::count(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    fault.column = found == raw.npos ? 0 : static_cast<int>(at - begin) + 1;
    fault.sourceLine = raw.substr(begin, raw.find_first_of("\r\n", begin) - begin);
    return fault;
}

} // namespace

MasterText readMaster(std::string_view text, const Name &origin, std::uint32_t defaultTtl)
{
    return Reader(text, origin, defaultTtl).read();
}

} // namespace mf::dns
