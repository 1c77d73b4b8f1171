#include "sim/scenario/tabs.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace mf::yaml {

namespace {

/// The smallest indentation by spaces in the file: what one level is in it.
std::size_t stepOf(const Source &source)
{
    std::size_t step = 8;
    for (int n = 1; n <= source.lineCount(); ++n) {
        const std::string_view line = source.line(n);
        const std::size_t spaces = std::min(line.find_first_not_of(' '), line.size());
        if (spaces > 0 && spaces < line.size() && line[spaces] != '\t')
            step = std::min(step, spaces);
    }
    return step;
}

} // namespace

std::size_t indentationOf(std::string_view line)
{
    return std::min(line.find_first_not_of(" \t"), line.size());
}

void reportTabs(const Source &source, FaultList &faults)
{
    for (int n = 1; n <= source.lineCount(); ++n)
        if (source.line(n).starts_with('\t') && indentationOf(source.line(n)) < source.line(n).size())
            faults.add(source.mark(n, 1), phrase("tab used for indentation; use spaces"));
}

Untabbed untabbed(const Source &source)
{
    Untabbed result;
    const std::size_t step = stepOf(source);
    std::size_t depth = 0;                         // of the line above, in spaces
    bool opens = false;                            // the line above ends in ":"
    std::map<std::string_view, std::size_t> known; // indentations with tabs since the last line without
    for (int n = 1; n <= source.lineCount(); ++n) {
        const std::string_view line = source.line(n);
        const std::size_t indentation = indentationOf(line);
        const std::string_view before = line.substr(0, indentation), rest = line.substr(indentation);
        const bool tabbed = before.contains('\t');
        if (!rest.empty()) {
            if (!tabbed)
                known.clear();
            const std::size_t guess = opens ? depth + step : depth;
            depth = tabbed ? known.try_emplace(before, guess).first->second : indentation;
            opens = rest.ends_with(':');
        }
        const std::size_t spaces = tabbed ? depth : indentation;
        result.text.append(spaces, ' ').append(rest).append(1, '\n');
        result.shifts.push_back(static_cast<int>(spaces) - static_cast<int>(indentation));
    }
    return result;
}

} // namespace mf::yaml
