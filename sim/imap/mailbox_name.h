// Mailbox names on the wire: modified UTF-7 (RFC 3501 section 5.1.3), INBOX in any case, and the patterns of
// LIST.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mf::imap {

inline constexpr char kHierarchyDelimiter = '/';
/// The longest mailbox name or pattern in octets as it comes over the wire; longer: BAD.
inline constexpr std::size_t kMailboxNameLimitOctets = 1000;

/// UTF-8 to modified UTF-7. What is not UTF-8 becomes U+FFFD.
std::string encodeMailboxName(std::string_view utf8);
/// Modified UTF-7 to UTF-8; nothing where it is none: also where it could have been written shorter, as RFC
/// 3501 forbids.
std::optional<std::string> decodeMailboxName(std::string_view wire);

/// INBOX means the same in any case of letters (section 5.1), also as the first level of a longer name; other names
/// stay as they are.
std::string canonicalMailboxName(std::string name);

/// Whether LIST with this pattern names it: "*" is anything, "%" anything without the delimiter. INBOX in any
/// case.
bool matchesPattern(std::string_view name, std::string_view pattern);

} // namespace mf::imap
