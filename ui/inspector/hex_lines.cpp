#include "ui/inspector/pages.h"

#include "ui/text.h"

#include <fmt/format.h>

namespace mf::ui {

QString hexLines(std::string_view octets)
{
    constexpr std::size_t kAcross = 8; // fits into a panel at the side
    std::string lines;
    for (std::size_t at = 0; at < octets.size(); at += kAcross) {
        const std::string_view row = octets.substr(at, kAcross);
        lines += fmt::format("{:04x}  ", at);
        for (std::size_t i = 0; i < kAcross; ++i)
            lines += i < row.size() ? fmt::format("{:02x} ", static_cast<unsigned char>(row[i])) : "   ";
        lines += ' ';
        for (const char c : row)
            lines += c >= 0x20 && c < 0x7f ? c : '.';
        lines += '\n';
    }
    return text(lines);
}

} // namespace mf::ui
