// How much a store takes; beyond it, it refuses. Each limit has its test at n and n + 1.
#pragma once

#include <cstddef>

namespace mf::store {

struct Limits {
    std::size_t accounts = 100'000; ///< of a store; one more: Refusal::OverQuota
    std::size_t mailboxes = 1'000;  ///< of an account; one more: Refusal::OverQuota
    std::size_t nameOctets = 250;   ///< of a mailbox name; longer: Refusal::CannotDo
    std::size_t keywords = 100;     ///< of a letter; one more: Refusal::CannotDo
};

} // namespace mf::store
