// The identifiers of Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mf::mail {

/// What stands in angle brackets, without them, without quotes and white space: equal if it is the same
/// identifier (RFC 5256 section 3). The last `limit` of them.
std::vector<std::string> messageIds(std::string_view fieldValue, std::size_t limit);

} // namespace mf::mail
