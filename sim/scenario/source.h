// The text of a file that a person wrote: its lines, and where in it something stands. Every fault of a file
// is made here.
#pragma once

#include "sim/base/fault.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace mf::yaml {

/// A place in a text.
struct Mark {
    int line = 0;           ///< from 1; 0: nowhere
    int column = 0;         ///< from 1, in characters
    std::size_t offset = 0; ///< in octets, from the beginning of the text
};

/// A longer line is not shown with a fault: nobody reads it, and a hostile file is one line.
inline constexpr std::size_t kShownLineLimitOctets = 400;

/// A larger text is not even looked at.
inline constexpr std::size_t kSizeLimitOctets = 4 * 1024 * 1024;

class Source {
public:
    Source(std::string_view text, std::string_view file);

    /// It was larger than the limit: there is no text.
    bool tooLarge() const { return m_tooLarge; }

    const std::string &text() const { return m_text; }
    const std::string &file() const { return m_file; }
    int lineCount() const { return static_cast<int>(m_starts.size()); }
    /// Without its line break; "" where there is no such line.
    std::string_view line(int number) const;
    /// The place of a column, clipped to the line.
    Mark mark(int line, int column) const;
    /// The place of an octet.
    Mark markAt(std::size_t offset) const;

    /// The place of a column, found from an earlier place: a file of one line must not cost its length again
    /// at each place.
    Mark markFrom(const Mark &earlier, int line, int column) const;

    Fault fault(const Mark &at, Phrase message) const;

private:
    std::string m_text;
    std::string m_file;
    bool m_tooLarge;
    std::vector<std::size_t> m_starts; // of each line
};

/// More than these are not collected: nobody reads them, and a hostile file would have millions.
inline constexpr std::size_t kFaultLimit = 100;

/// The faults of one file, each once, in the order in which they stand in it.
class FaultList {
public:
    explicit FaultList(const Source &source) : m_source(source) { }

    void add(const Mark &at, Phrase message);
    bool empty() const { return m_found.empty(); }
    bool full() const { return m_more; } ///< no more are taken: searching for reasons is in vain
    Faults sorted() const;

private:
    const Source &m_source;
    std::map<std::tuple<int, int, std::string>, Fault> m_found;
    bool m_more = false;
};

/// The offset of the first octet that is not part of well-formed UTF-8 (RFC 3629), or npos.
std::size_t firstBadUtf8(std::string_view text);

} // namespace mf::yaml
