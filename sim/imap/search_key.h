// What SEARCH looks for (RFC 3501 sections 6.4.4 and 9: search-key).
#pragma once

#include "sim/base/time.h"
#include "sim/imap/lexer.h"
#include "sim/imap/sequence_set.h"
#include "sim/wire/mailbox.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mf::imap {

/// Nesting of NOT, OR and parentheses; deeper: BAD.
inline constexpr std::size_t kSearchDepthLimit = 50;

struct SearchKey {
    // clang-format off
    enum class What : std::uint8_t {
        All,
        Sequence, Uid,                                      // set
        FlagSet, FlagClear,                                 // flag
        KeywordSet, KeywordClear,                           // text
        New,                                                // \Recent and not \Seen
        Header, Body, Text,                                 // field, text
        Before, On, Since, SentBefore, SentOn, SentSince,   // day
        Larger, Smaller,                                    // octets
        Not, Or, And,                                       // children
    };
    // clang-format on
    What what = What::All;
    Flags::System flag = Flags::Seen;
    std::string field, text;
    SequenceSet set;
    std::chrono::sys_days day{};
    std::uint32_t octets = 0;
    std::vector<SearchKey> children;
};

struct SearchProgram {
    std::string charset; ///< upper case; empty: none was named
    SearchKey key;       ///< And of all keys
};

/// The arguments of SEARCH. UTF-8 and US-ASCII are what strings may be in; the caller looks at `charset`.
SearchProgram parseSearch(Lexer &in);

/// "1-Feb-1994", quoted or not (RFC 3501 section 9: date). Fails on days that are none.
std::chrono::sys_days parseSearchDate(Lexer &in);
std::string printSearchDate(std::chrono::sys_days day);

} // namespace mf::imap
