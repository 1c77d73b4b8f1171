// Ids of what a world holds. All come from counters inside the world, so that equal runs give equal ids.
#pragma once

#include <cstdint>
#include <type_traits>

namespace mf {

/// Position of a record in the trace; also the name by which a cause is cited.
using Index = std::uint64_t;
inline constexpr Index kNoIndex = ~Index{0};

enum class NodeId : std::uint32_t { None = 0xffffffff };
enum class StreamId : std::uint64_t { None = 0 };
enum class MailId : std::uint64_t { None = 0 }; ///< one letter on its whole way, through all its copies
enum class BlobId : std::uint64_t { None = 0 }; ///< the octets of a letter in the store
enum class Ticket : std::uint32_t { None = 0 }; ///< pairs a question of a machine with its answer

/// UID of a letter in its mailbox (RFC 3501 section 2.3.1.1): 1 .. 2^32-1, only grows.
using Uid = std::uint32_t;

template <typename Id>
requires requires(Id id) { Id::None; }
constexpr auto raw(Id id) { return static_cast<std::underlying_type_t<Id>>(id); }

/// Which of a stream's two ends: the one that opened it, or the one that was called.
enum class End : std::uint8_t { Client, Server };
constexpr End other(End end) { return end == End::Client ? End::Server : End::Client; }

} // namespace mf
