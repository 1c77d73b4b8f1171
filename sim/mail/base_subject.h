// What a subject is about, whoever has answered or forwarded it (RFC 5256 section 2.1): SORT and THREAD go by
// it.
#pragma once

#include <string>
#include <string_view>

namespace mf::mail {

struct BaseSubject {
    std::string text;              ///< UTF-8, without "Re:", "[list]", "(fwd)" and the like
    bool isReplyOrForward = false; ///< something of that kind was taken away
};

/// Of the value of a Subject field.
BaseSubject baseSubject(std::string_view fieldValue);

} // namespace mf::mail
