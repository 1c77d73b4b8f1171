// An SMTP reply (RFC 5321 section 4.2, RFC 3463): what every decision about a letter comes down to.
#pragma once

#include <string>

namespace mf {

/// Enhanced status code (RFC 3463): class.subject.detail. All zero: none.
struct EnhancedStatus {
    int cls = 0, subject = 0, detail = 0;
    bool none() const { return cls == 0; }
    std::string print() const;
    friend bool operator==(const EnhancedStatus &, const EnhancedStatus &) = default;
};

struct Reply {
    int code = 0; ///< 200 .. 599
    EnhancedStatus status;
    std::string text; ///< without code and status; several lines are separated by '\n'

    bool positive() const { return code >= 200 && code < 400; }
    bool transient() const { return code >= 400 && code < 500; }
    bool permanent() const { return code >= 500; }

    /// As it goes over the wire: every line with code, '-' or ' ', status and CRLF.
    std::string print() const;
    friend bool operator==(const Reply &, const Reply &) = default;
};

} // namespace mf
