// The three protocols of this folder: one grammar, small differences.
#pragma once

#include <cstdint>
#include <string_view>

namespace mf::smtp {

enum class Dialect : std::uint8_t {
    Relay,      ///< SMTP between servers (RFC 5321)
    Submission, ///< from a mail client to its server (RFC 6409): who sends must be logged in
    Lmtp,       ///< to a store (RFC 2033): LHLO, and after DATA one reply for each recipient
};

/// "smtp", "submission", "lmtp": as facts and views name it.
std::string_view name(Dialect dialect);

} // namespace mf::smtp
