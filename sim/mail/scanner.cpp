#include "sim/mail/scanner.h"

#include "sim/base/ascii.h"
#include "sim/mail/tokens.h"

#include <algorithm>
#include <cstring>

namespace mf::mail {

namespace {

struct Line {
    std::size_t begin = 0, end = 0; ///< without its line end
    std::size_t next = 0;           ///< where the next line begins
};

/// A part whose end has not been found yet.
struct Open {
    std::size_t part;
    std::string delimiter;       ///< "--boundary"; empty: no multipart, or its close delimiter has been seen
    std::size_t crlfsBefore = 0; ///< CRLFs of the letter before the body
    bool inHeader = true;
};

void clamp(Part &part, std::size_t end)
{
    const auto cut = [end](Range &range) {
        range.begin = std::min(range.begin, end);
        range.end = std::min(range.end, end);
    };
    cut(part.header);
    cut(part.body);
    if (!part.fields.empty())
        cut(part.fields.back().field);
}

/// Walks the lines once and keeps the chain of open parts, from the letter to the part at hand. No
/// recursion, whatever the nesting.
class Scanner {
public:
    explicit Scanner(const std::string_view &letter) : m_letter(letter) { }
    std::vector<Part> run();

private:
    bool takeLine(Line &line);
    void openPart(int parent, std::size_t begin);
    void takeHeaderLine(const Line &line);
    void takeField(const Line &line);
    void endHeader(const Line &line);
    void readType(Part &part) const;
    void openInside();
    bool takeBoundary(const Line &line);
    struct Ending {
        std::size_t text;      ///< where the bodies end
        std::size_t delimiter; ///< where the line begins that ends them
        std::size_t crlfs;     ///< how many the letter has before `text`
    };
    void closeFrom(std::size_t level, const Ending &ending);

    std::string_view text(Range range) const { return m_letter.substr(range.begin, range.size()); }
    std::string_view value(const Part &part, std::string_view name) const;

    const std::string_view &m_letter;
    std::vector<Part> m_parts;
    std::vector<Open> m_open;
    std::size_t m_at = 0;
    std::size_t m_crlfs = 0; ///< in the lines taken so far
    bool m_lineHadCr = false, m_previousHadCr = false;
    bool m_inField = false; ///< a folded line goes on with the last field
    bool m_full = false;    ///< the limit of parts is reached: boundaries are text from here on
};

std::vector<Part> Scanner::run()
{
    openPart(-1, 0);
    Line line;
    while (takeLine(line)) {
        if (takeBoundary(line))
            continue;
        if (m_open.back().inHeader)
            takeHeaderLine(line);
    }
    closeFrom(0, {m_letter.size(), m_letter.size(), m_crlfs});
    return std::move(m_parts);
}

bool Scanner::takeLine(Line &line)
{
    if (m_at >= m_letter.size())
        return false;
    m_previousHadCr = m_lineHadCr;
    m_lineHadCr = false;
    line.begin = m_at;
    const void *found = std::memchr(m_letter.data() + m_at, '\n', m_letter.size() - m_at);
    if (!found) {
        line.end = line.next = m_letter.size();
    } else {
        line.end = static_cast<std::size_t>(static_cast<const char *>(found) - m_letter.data());
        line.next = line.end + 1;
        if (line.end > line.begin && m_letter[line.end - 1] == '\r') {
            --line.end;
            ++m_crlfs;
            m_lineHadCr = true;
        }
    }
    m_at = line.next;
    return true;
}

void Scanner::openPart(int parent, std::size_t begin)
{
    Part part;
    part.parent = parent;
    part.header = part.body = {begin, begin};
    if (parent >= 0) {
        Part &outer = m_parts[static_cast<std::size_t>(parent)];
        outer.children.push_back(static_cast<int>(m_parts.size()));
        if (outer.type == "multipart" && outer.subtype == "digest") { // RFC 2046 section 5.1.5
            part.type = "message";
            part.subtype = "rfc822";
        }
    }
    m_open.push_back({m_parts.size(), {}, m_crlfs, true});
    m_parts.push_back(std::move(part));
    m_inField = false;
}

void Scanner::takeHeaderLine(const Line &line)
{
    if (line.begin == line.end)
        return endHeader(line);
    const char first = m_letter[line.begin];
    if (first != ' ' && first != '\t')
        return takeField(line);
    if (!m_inField)
        return;
    HeaderField &field = m_parts[m_open.back().part].fields.back();
    field.field.end = line.next;
    field.value.end = line.end;
}

/// A line that is no field stays in the header and is nobody's.
void Scanner::takeField(const Line &line)
{
    m_inField = false;
    Part &part = m_parts[m_open.back().part];
    const std::string_view content = text({line.begin, line.end});
    const std::size_t colon = content.find(':');
    if (colon == std::string_view::npos || part.fields.size() >= Message::kFieldLimit)
        return;
    // RFC 5322 section 4.5: of old, white space could stand before the colon.
    std::size_t length = colon;
    while (length > 0 && (content[length - 1] == ' ' || content[length - 1] == '\t'))
        --length;
    const auto isNameOctet = [](char c) { return c > ' ' && c < 0x7f; };
    if (length == 0 || !std::ranges::all_of(content.substr(0, length), isNameOctet))
        return;
    part.fields.push_back(
        {{line.begin, line.next}, {line.begin, line.begin + length}, {line.begin + colon + 1, line.end}});
    m_inField = true;
}

void Scanner::endHeader(const Line &line)
{
    Open &open = m_open.back();
    Part &part = m_parts[open.part];
    part.header.end = line.next;
    part.body = {line.next, line.next};
    open.inHeader = false;
    open.crlfsBefore = m_crlfs;
    readType(part);
    openInside();
}

std::string_view Scanner::value(const Part &part, std::string_view name) const
{
    for (const HeaderField &field : part.fields)
        if (ascii::equals(text(field.name), name))
            return text(field.value);
    return {};
}

void Scanner::readType(Part &part) const
{
    const std::string_view field = value(part, "Content-Type");
    if (field.empty())
        return; // the default stays, which a digest has made another
    MediaType media = parseMediaType(field);
    part.type = std::move(media.type);
    part.subtype = std::move(media.subtype);
    if (part.type == "multipart")
        part.boundary = std::move(media.boundary);
}

/// The part at hand has its header: what is inside of it?
void Scanner::openInside()
{
    const std::size_t depth = m_open.size() - 1;
    if (depth >= Message::kDepthLimit || m_full)
        return;
    const std::size_t at = m_open.back().part;
    const Part &part = m_parts[at];
    if (part.type == "multipart" && !part.boundary.empty()) {
        m_open.back().delimiter = "--" + part.boundary;
    } else if (part.type == "message" && part.subtype == "rfc822" && m_parts.size() < Message::kPartLimit) {
        // RFC 2046 section 5.2.1 allows no encoding of a letter inside a letter; one that is encoded is not
        // read.
        const std::string encoding = unfolded(value(part, "Content-Transfer-Encoding"));
        if (!ascii::equals(encoding, "base64") && !ascii::equals(encoding, "quoted-printable"))
            openPart(static_cast<int>(at), part.body.begin);
    }
}

/// Whether the line is a delimiter of an open multipart, the innermost one first: an outer boundary ends all
/// that is inside. A delimiter is the whole line but for white space behind it, so that one boundary may
/// begin with another.
bool Scanner::takeBoundary(const Line &line)
{
    std::string_view content = text({line.begin, line.end});
    if (m_full || !content.starts_with("--"))
        return false;
    content = content.substr(0, content.find_last_not_of(" \t") + 1);
    for (std::size_t level = m_open.size(); level-- > 0;) {
        Open &open = m_open[level];
        if (open.delimiter.empty() || !content.starts_with(open.delimiter))
            continue;
        const std::string_view behind = content.substr(open.delimiter.size());
        if (!behind.empty() && behind != "--")
            continue;
        if (behind.empty() && m_parts.size() >= Message::kPartLimit) {
            m_full = true;
            return false;
        }
        // The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1).
        const bool hadCr = m_previousHadCr;
        const std::size_t end = line.begin - std::min<std::size_t>(line.begin, hadCr ? 2 : 1);
        closeFrom(level + 1, {end, line.begin, m_crlfs - (m_lineHadCr ? 1 : 0) - (hadCr ? 1 : 0)});
        if (behind.empty())
            openPart(static_cast<int>(m_open[level].part), line.next);
        else
            m_open[level].delimiter.clear();
        return true;
    }
    return false;
}

/// Ends the open parts from `level` inwards.
void Scanner::closeFrom(std::size_t level, const Ending &ending)
{
    while (m_open.size() > level) {
        const Open &open = m_open.back();
        Part &part = m_parts[open.part];
        if (open.inHeader) { // no empty line: all of it is header
            part.header.end = ending.delimiter;
            part.body = {ending.delimiter, ending.delimiter};
            readType(part);
        } else if (ending.text > part.body.begin) {
            part.body.end = ending.text;
            part.bodyLines = ending.crlfs - open.crlfsBefore;
        }
        // The line end before the delimiter can be the empty line of a header. A part may count it as its
        // own, but not one inside of a body that ends before it.
        if (m_open.size() - 1 > level)
            clamp(part, std::max(ending.text, m_parts[m_open[level].part].body.begin));
        m_open.pop_back();
    }
    m_inField = false;
}

/// A token of RFC 2045 section 5.1, in lower case, with the comments around it taken away.
std::string takeToken(std::string_view &rest)
{
    skipCfws(rest);
    std::string token = ascii::toLower(takeUntil(rest, " \t\r\n()<>@,;:\\\"/[]?="));
    skipCfws(rest);
    return token;
}

} // namespace

std::vector<Part> scanParts(std::string_view letter) { return Scanner(letter).run(); }

MediaType parseMediaType(std::string_view fieldValue)
{
    MediaType media;
    std::string type = takeToken(fieldValue);
    if (!takeChar(fieldValue, '/') || type.empty())
        return media;
    std::string subtype = takeToken(fieldValue);
    if (subtype.empty())
        return media;
    media.type = std::move(type);
    media.subtype = std::move(subtype);
    std::size_t pieces = 0; // RFC 2231 section 3: boundary*0, boundary*1, ...
    while (!fieldValue.empty()) {
        takeUntil(fieldValue, ";");
        takeChar(fieldValue, ';');
        const std::string name = takeToken(fieldValue);
        if (!takeChar(fieldValue, '='))
            continue;
        skipCfws(fieldValue);
        const std::string said = fieldValue.starts_with('"')
                                     ? takeQuoted(fieldValue)
                                     : std::string(takeUntil(fieldValue, "; \t\r\n("));
        if (name == "boundary" && media.boundary.empty()) {
            media.boundary = said;
        } else if (name == "boundary*" + std::to_string(pieces)) {
            media.boundary += said;
            ++pieces;
        }
    }
    // RFC 2046 section 5.1.1: white space at the end is not part of a boundary, because gateways add some.
    media.boundary.resize(media.boundary.find_last_not_of(" \t") + 1);
    return media;
}

} // namespace mf::mail
