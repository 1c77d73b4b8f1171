// What SEARCH, SORT and THREAD look for, and what they tell of it (RFC 3501 sections 6.4.4 and 9: search-key; RFC
// 4731, RFC 5256, RFC 7162).
#pragma once

#include "sim/base/time.h"
#include "sim/imap/lexer.h"
#include "sim/imap/sequence_set.h"
#include "sim/mail/casemap.h"
#include "sim/wire/mailbox.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mf::imap {

/// Nesting of NOT, OR and parentheses; deeper: BAD.
inline constexpr std::size_t kSearchDepthLimit = 50;
/// Keys of one command; more: BAD. Each is tried on each letter.
inline constexpr std::size_t kSearchKeyLimit = 1000;
/// Criteria of one SORT; more: BAD.
inline constexpr std::size_t kSortCriteriaLimit = 20;

struct SearchKey {
    // clang-format off
    enum class What : std::uint8_t {
        All,
        Sequence, Uid,                                      // set
        FlagSet, FlagClear,                                 // flag
        KeywordSet, KeywordClear,                           // keyword
        New,                                                // \Recent and not \Seen
        Header, Body, Text,                                 // field, needle
        Before, On, Since, SentBefore, SentOn, SentSince,   // day
        Larger, Smaller,                                    // octets
        ModSeq,                                             // modSeq: this or a later one (RFC 7162 section 3.1.5)
        Not, Or, And,                                       // children
    };
    // clang-format on
    What what = What::All;
    Flags::System flag = Flags::Seen;
    std::string field, keyword;
    std::shared_ptr<const mail::Needle> needle;
    SequenceSet set;
    std::chrono::sys_days day{};
    std::uint32_t octets = 0;
    std::uint64_t modSeq = 0;
    std::vector<SearchKey> children;
};
/// Whether MODSEQ is among the keys: then the answer tells it too.
bool asksModSeq(const SearchKey &key);

/// What RETURN asks for (RFC 4731 section 3.1, RFC 5267 section 3): set of these. Empty: there was no RETURN.
struct SearchReturns {
    enum What : std::uint8_t { Min = 1, Max = 2, All = 4, Count = 8 };
    std::uint8_t what = 0;

    bool any() const { return what != 0; }
    bool has(What one) const { return (what & one) != 0; }
};

struct SortCriterion {
    enum class By : std::uint8_t { Arrival, Cc, Date, From, Size, Subject, To };
    By by = By::Arrival;
    bool reverse = false;
};
enum class ThreadBy : std::uint8_t { OrderedSubject, References };

struct SearchProgram {
    enum class Command : std::uint8_t { Search, Sort, Thread };
    Command command = Command::Search;
    SearchReturns returns;
    std::vector<SortCriterion> sort;
    ThreadBy threadBy = ThreadBy::References;
    std::string charset; ///< upper case; empty: none was named
    SearchKey key;       ///< And of all keys
};

/// The arguments of SEARCH, SORT and THREAD. UTF-8 and US-ASCII are what strings may be in; the caller looks at
/// `charset`.
SearchProgram parseSearch(Lexer &in);
SearchProgram parseSort(Lexer &in);
SearchProgram parseThread(Lexer &in);

/// "1-Feb-1994", quoted or not (RFC 3501 section 9: date). Fails on days that are none.
std::chrono::sys_days parseSearchDate(Lexer &in);
std::string printSearchDate(std::chrono::sys_days day);

} // namespace mf::imap
