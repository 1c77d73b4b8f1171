#include "sim/base/fault.h"

namespace mf {

std::string Fault::print(Translation into) const
{
    std::string out = file;
    if (line > 0) {
        out += ':' + std::to_string(line);
        if (column > 0)
            out += ':' + std::to_string(column);
    }
    if (!out.empty())
        out += ": ";
    out += message.text(into);
    if (line == 0 || sourceLine.empty())
        return out;
    out += "\n    " + sourceLine + "\n    ";
    // A tab stays a tab under the line, and a character of several octets counts once, so that the caret fits.
    int shown = 1;
    for (const char c : sourceLine) {
        if (shown >= column)
            break;
        if ((static_cast<unsigned char>(c) & 0xc0) == 0x80)
            continue;
        out += c == '\t' ? '\t' : ' ';
        ++shown;
    }
    return out + '^';
}

} // namespace mf
