#include "sim/mail/message_ids.h"

#include "sim/mail/tokens.h"

#include <algorithm>

namespace mf::mail {

namespace {

/// The identifier after an opening bracket; "" where there is none. An identifier has an "@".
std::string takeId(std::string_view &rest)
{
    std::string id;
    while (!rest.empty() && rest.front() != '>' && rest.front() != '<') {
        if (rest.front() == '"') {
            id += takeQuoted(rest);
            continue;
        }
        if (!std::string_view(" \t\r\n").contains(rest.front()))
            id += rest.front();
        rest.remove_prefix(1);
    }
    return takeChar(rest, '>') && id.contains('@') ? id : std::string();
}

} // namespace

std::vector<std::string> messageIds(std::string_view fieldValue, std::size_t limit)
{
    std::vector<std::string> ids;
    while (!fieldValue.empty()) {
        takeUntil(fieldValue, "<");
        if (!takeChar(fieldValue, '<'))
            break;
        if (std::string id = takeId(fieldValue); !id.empty())
            ids.push_back(std::move(id));
    }
    if (ids.size() > limit)
        ids.erase(ids.begin(), ids.end() - static_cast<std::ptrdiff_t>(limit));
    return ids;
}

} // namespace mf::mail
