// How much a store takes; beyond it, it refuses. Each limit has its test at n and n + 1.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mf::store {

struct Limits {
    std::size_t accounts = 100'000;    ///< of a store; one more: Refusal::OverQuota
    std::size_t mailboxes = 1'000;     ///< of an account; one more: Refusal::OverQuota
    std::size_t subscriptions = 2'000; ///< of an account; one more: Refusal::OverQuota
    std::size_t nameOctets = 250;      ///< of a mailbox name; longer: Refusal::CannotDo
    std::size_t keywords = 64;         ///< of a letter; one more: Refusal::LimitReached
    std::size_t keywordOctets = 100;   ///< of a keyword; one more: Refusal::LimitReached
    std::size_t mailboxKeywords = 500; ///< different ones in a mailbox; one more: Refusal::LimitReached
    std::uint64_t quotaOctets = 0; ///< all letters of an account; one more: Refusal::OverQuota; 0: no limit
};

} // namespace mf::store
