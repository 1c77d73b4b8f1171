// Finds headers and parts of a letter in one pass over its lines (RFC 5322 section 2.2, RFC 2046 section
// 5.1): the work behind Message::parse.
#pragma once

#include "sim/mail/message.h"

#include <string_view>
#include <vector>

namespace mf::mail {

/// The part tree of a letter, in document order; at least one part. A line ends with LF, with or without CR
/// before it.
std::vector<Part> scanParts(std::string_view letter);

/// The media type of a Content-Type field; text/plain where it is none (RFC 2045 section 5.2).
struct MediaType {
    std::string type = "text", subtype = "plain"; ///< lower case
    std::string boundary;
};
MediaType parseMediaType(std::string_view fieldValue);

} // namespace mf::mail
