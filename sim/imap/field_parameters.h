// Parameters of Content-Type and Content-Disposition as they are written (RFC 2045 section 5.1):
// BODYSTRUCTURE repeats them, and leaves RFC 2231 to the client.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::imap {

struct WrittenParameters {
    std::string value; ///< before the first ';', in lower case: "text/plain"
    std::vector<std::pair<std::string, std::string>> list; ///< names in lower case, values unquoted, in order
};

/// Parameters of one field; more are left out.
inline constexpr std::size_t kParameterLimit = 1000;

/// `field` unfolded. Takes what it can: never fails.
WrittenParameters writtenParameters(std::string_view field);

} // namespace mf::imap
