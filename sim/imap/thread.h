// Threads of letters (RFC 5256 section 3: ORDEREDSUBJECT and REFERENCES).
#pragma once

#include "sim/base/time.h"
#include "sim/imap/search.h"
#include "sim/imap/search_key.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mf::imap {

/// Identifiers of one References field that count, its last ones.
inline constexpr std::size_t kReferenceLimit = 200;
/// How far up a thread is looked whether it would bite its own tail; a letter whose thread is longer begins a
/// new one where it might.
inline constexpr std::size_t kAncestryLimit = 1000;

/// What threads are made of, of one letter.
struct LetterToThread {
    std::uint32_t number = 0; ///< as it is told: sequence number or UID
    CalendarTime sent{};
    std::string subject; ///< its base, case-mapped
    bool isReplyOrForward = false;
    std::string id;                      ///< Message-ID; may be empty
    std::vector<std::string> references; ///< or In-Reply-To; the direct parent last
};
LetterToThread letterToThread(std::uint32_t number, const LetterToSearch &letter);

/// "(2)(3 6 (4 23)(44 7 96))". The letters ascend by number.
std::string threads(ThreadBy by, const std::vector<LetterToThread> &letters);

} // namespace mf::imap
