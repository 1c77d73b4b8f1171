#include "sim/mail/reply.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

namespace mf {

std::string EnhancedStatus::print() const
{
    return none() ? std::string{} : fmt::format("{}.{}.{}", cls, subject, detail);
}

std::string Reply::print() const
{
    const std::string prefix = status.none() ? std::string{} : status.print() + ' ';
    const auto lines = ascii::split(text, '\n');
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i)
        out += fmt::format("{}{}{}{}\r\n", code, i + 1 < lines.size() ? '-' : ' ', prefix, lines[i]);
    return out;
}

} // namespace mf
