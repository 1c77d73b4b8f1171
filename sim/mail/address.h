// Addresses as SMTP carries them: forward-paths and reverse-paths (RFC 5321 section 4.1.2).
#pragma once

#include "sim/base/phrase.h"

#include <expected>
#include <string>
#include <string_view>

namespace mf::mail {

/// A mailbox address in an envelope. Empty: the null path <> of bounces (RFC 5321 section 4.5.5).
struct Path {
    std::string localPart; ///< unquoted; case is the receiving system's business
    std::string domain;    ///< as given; compare without case. May be an address literal in brackets

    bool isNull() const { return localPart.empty() && domain.empty(); }
    /// local@domain, the local part quoted where it must be; "" for the null path.
    std::string print() const;
    /// With angle brackets, as MAIL and RCPT take it.
    std::string printInBrackets() const { return '<' + print() + '>'; }

    friend bool operator==(const Path &, const Path &) = default;
};

/// Same mailbox: local part and domain compared without case, as this system's stores do.
bool sameMailbox(const Path &a, const Path &b);

inline constexpr std::size_t kLocalPartLimitOctets = 64; ///< RFC 5321 section 4.5.3.1.1
inline constexpr std::size_t kDomainLimitOctets = 255;   ///< RFC 5321 section 4.5.3.1.2
inline constexpr std::size_t kPathLimitOctets = 256;     ///< RFC 5321 section 4.5.3.1.3, with the brackets

/// Parses local@domain without brackets: dot-string or quoted-string local part, domain or address literal.
/// The error says what is wrong, in words for a person.
std::expected<Path, Phrase> parseMailbox(std::string_view text);

/// Parses the path after "MAIL FROM:" or "RCPT TO:" in brackets; "<>" is the null path, a source route before the address is
/// read and forgotten (RFC 5321 appendix C). `rest` is what follows the closing bracket, without leading spaces.
struct ParsedPath {
    Path path;
    std::string_view rest;
};
std::expected<ParsedPath, Phrase> parsePath(std::string_view text);

} // namespace mf::mail
