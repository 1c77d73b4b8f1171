// What a resolver remembers (RFC 1035 section 7.4, RFC 2181 section 5.4, RFC 2308), until virtual time takes
// it away.
#pragma once

#include "sim/base/cow.h"
#include "sim/base/time.h"
#include "sim/dns/record.h"
#include "sim/kernel/trace.h"
#include "sim/wire/datagram_machine.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mf::dns {

inline constexpr std::uint32_t kCacheTtlLimit =
    7 * 24 * 3600;                              ///< seconds; longer ones are cut (RFC 8767 section 4)
inline constexpr std::uint32_t kFailureTtl = 5; ///< seconds; 1 .. 300 (RFC 9520 section 3.2)
inline constexpr std::uint32_t kNegativeTtlLimit = 3 * 3600; ///< seconds (RFC 2308 section 5)

/// How much a set of records is worth (RFC 2181 section 5.4.1). Only Answer goes to clients.
enum class Trust : std::uint8_t { Glue, Referral, Answer };

/// A value: copies share their chunks and entries.
class Cache {
public:
    enum class Kind : std::uint8_t {
        Records,
        NoData,
        NoSuchName,
        Failed, ///< nobody could say (RFC 9520)
    };

    struct Entry {
        Kind kind = Kind::Records;
        Trust trust = Trust::Glue;
        Instant expires{};
        Name name;
        std::uint16_t type = 0;      ///< 0 of NoSuchName: all types
        std::vector<Record> records; ///< of the set; of the negative kinds: the SOA
        std::string reason;          ///< of Failed
        /// Seconds that are left at `now`.
        std::uint32_t ttl(Instant now) const;
        /// The records with the TTL that is left.
        std::vector<Record> recordsAt(Instant now) const;
    };

    explicit Cache(std::size_t entryLimit) : m_limit(entryLimit) { }

    /// Records of one name and type. Null: nothing was stored: no TTL, or something of more worth is there,
    /// or the same worth and it is no answer. Over the limit the entry that would expire first goes.
    const Entry *store(Trust trust, std::vector<Record> records, Instant now);
    /// That there is nothing (RFC 2308): for one type, or NoSuchName for all. `soa` has the TTL of the
    /// negative answer.
    const Entry *storeNegative(Kind kind, const Name &name, std::uint16_t type, const Record &soa,
                               Instant now);

    /// That the question has failed, where nothing better is known.
    const Entry *storeFailure(const Name &name, std::uint16_t type, std::string reason, Instant now);

    /// What is known and not expired; of at least that worth. NoSuchName is found for every type.
    const Entry *find(const Name &name, std::uint16_t type, Trust atLeast, Instant now) const;

    std::size_t size() const { return m_entries.size(); }
    std::vector<CacheView> view(Instant now) const; ///< without what has expired, by name

private:
    struct Key {
        std::string name; ///< folded
        std::uint16_t type = 0;
        friend auto operator<=>(const Key &, const Key &) = default;
    };
    struct Due {
        Instant expires;
        Key key;
        friend auto operator<=>(const Due &, const Due &) = default;
    };

    const Entry *findExact(const Key &key, Instant now) const;
    const Entry *put(Key key, Entry entry, Instant now);
    void remove(const Due &due);

    std::size_t m_limit;
    CowMap<Key, std::shared_ptr<const Entry>> m_entries;
    CowMap<Due, char> m_due; // the same keys by the moment they expire
};

/// For the trace: name, type, ttl, and the outcome where it is no record.
Facts factsOf(const Cache::Entry &entry, Instant now);

} // namespace mf::dns
