#include "sim/scenario/source.h"

#include <algorithm>

namespace mf::yaml {

namespace {

/// Octets of the line break at `offset`: CR LF, CR, LF, NEL, LS, PS (YAML 1.1 section 4.1.4, as libyaml
/// counts lines); 0: none.
std::size_t breakAt(std::string_view text, std::size_t offset)
{
    if (offset >= text.size())
        return 0;
    const std::string_view rest = text.substr(offset);
    switch (rest.front()) { // asked for each octet of a file, and nearly none begins one
    case '\n': return 1;
    case '\r': return rest.starts_with("\r\n") ? 2 : 1;
    case '\xc2': return rest.starts_with("\xc2\x85") ? 2 : 0;
    case '\xe2': return rest.starts_with("\xe2\x80\xa8") || rest.starts_with("\xe2\x80\xa9") ? 3 : 0;
    default: return 0;
    }
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

/// Octets of the character at the front, 0 where it is not well-formed (RFC 3629 section 4: no overlong
/// forms, no surrogates).
std::size_t characterLength(std::string_view text)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = at(0);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xc2 && lead <= 0xdf   ? 2
                               : lead >= 0xe0 && lead <= 0xef ? 3
                               : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                              : 0;
    if (length == 0 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!continues(text[i]))
            return 0;
    const bool wrong = (lead == 0xe0 && at(1) < 0xa0) || (lead == 0xed && at(1) > 0x9f)
                       || (lead == 0xf0 && at(1) < 0x90) || (lead == 0xf4 && at(1) > 0x8f);
    return wrong ? 0 : length;
}

} // namespace

std::size_t firstBadUtf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = characterLength(text.substr(i, 4));
        if (length == 0)
            return i;
        i += length;
    }
    return std::string_view::npos;
}

Source::Source(std::string_view text, std::string_view file)
    : m_text(text.size() <= kSizeLimitOctets ? text : std::string_view())
    , m_file(file)
    , m_tooLarge(text.size() > kSizeLimitOctets)
{
    m_starts.push_back(0);
    for (std::size_t i = 0; i < m_text.size();) {
        const std::size_t length = breakAt(m_text, i);
        i += std::max<std::size_t>(length, 1);
        if (length > 0)
            m_starts.push_back(i);
    }
}

std::string_view Source::line(int number) const
{
    if (number < 1 || number > lineCount())
        return {};
    const std::size_t begin = m_starts[static_cast<std::size_t>(number) - 1];
    const std::size_t end = number < lineCount() ? m_starts[static_cast<std::size_t>(number)] : m_text.size();
    std::string_view line = std::string_view(m_text).substr(begin, end - begin);
    for (const std::string_view ending : {"\r\n", "\n", "\r", "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9"})
        if (line.ends_with(ending))
            return line.substr(0, line.size() - ending.size());
    return line;
}

Mark Source::mark(int number, int column) const
{
    if (number < 1 || number > lineCount())
        return {number, column, m_text.size()};
    return markFrom({number, 1, m_starts[static_cast<std::size_t>(number) - 1]}, number, column);
}

Mark Source::markFrom(const Mark &earlier, int number, int column) const
{
    if (earlier.line != number || earlier.column > column)
        return mark(number, std::max(column, 1));
    std::size_t offset = earlier.offset;
    for (int passed = earlier.column; passed < column && offset < m_text.size(); ++passed) {
        if (breakAt(m_text, offset) > 0)
            break;
        ++offset;
        while (offset < m_text.size() && continues(m_text[offset]))
            ++offset;
    }
    return {number, column, offset};
}

Mark Source::markAt(std::size_t offset) const
{
    offset = std::min(offset, m_text.size());
    const auto after = std::ranges::upper_bound(m_starts, offset);
    const std::size_t start = *(after - 1);
    int column = 1;
    for (std::size_t i = start; i < offset; ++i)
        column += i == start || !continues(m_text[i]) ? 1 : 0;
    return {static_cast<int>(after - m_starts.begin()), column, offset};
}

Fault Source::fault(const Mark &at, Phrase message) const
{
    const std::string_view shown = line(at.line);
    return {m_file, at.line, at.column, std::move(message),
            shown.size() > kShownLineLimitOctets || firstBadUtf8(shown) != shown.npos ? std::string()
                                                                                      : std::string(shown)};
}

void FaultList::add(const Mark &at, Phrase message)
{
    if (m_found.size() >= kFaultLimit) {
        m_more = true;
        return;
    }
    std::tuple key(at.line, at.column, message.text());
    if (!m_found.contains(key))
        m_found.emplace(std::move(key), m_source.fault(at, std::move(message)));
}

Faults FaultList::sorted() const
{
    Faults faults;
    for (const auto &[key, fault] : m_found)
        faults.push_back(fault);
    if (m_more)
        faults.push_back({m_source.file(), 0, 0, phrase("more errors; these are to be mended first"), {}});
    return faults;
}

} // namespace mf::yaml
