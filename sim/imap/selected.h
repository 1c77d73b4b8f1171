// The mailbox a session has selected, as its client knows it: sequence numbers, and what the client has not
// been told yet.
#pragma once

#include "sim/imap/sequence_set.h"
#include "sim/wire/mailbox.h"
#include "sim/wire/question.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::imap {

enum class Numbering : std::uint8_t { Sequence, Uid };

/// RFC 3501 section 7.4.1: no EXPUNGE while FETCH, STORE or SEARCH is answered, or numbers in commands that
/// are under way would come to mean other letters.
enum class Expunges : std::uint8_t { Told, HeldBack };

/// Whether FETCH tells MODSEQ wherever it tells flags: from the first command on that shows that the client knows
/// CONDSTORE (RFC 7162 section 3.1).
enum class ModSeqs : std::uint8_t { Unknown, Told };

/// Places of letters, [first, last] from 0, ascending.
struct PlaceRange {
    std::size_t first = 0, last = 0;
};
using Places = std::vector<PlaceRange>;

/// One untagged response without "* " and CRLF.
struct Untagged {
    std::string verb; ///< "EXISTS", "EXPUNGE", ...
    std::string line; ///< "5 EXISTS"
};

/// Letters that others have expunged stay readable here until the client is told: they are in the snapshot it
/// knows (RFC 2180 section 4.1.1).
class Selected {
public:
    enum class Access : std::uint8_t { ReadOnly, ReadWrite };
    Selected(const MailboxOpened &opened, std::string name, Access access);

    const std::string &name() const { return m_name; }
    bool readOnly() const { return m_access == Access::ReadOnly; }
    std::uint32_t uidValidity() const { return m_latest->uidValidity; }
    Uid uidNext() const { return m_latest->uidNext; }
    std::uint64_t highestModSeq() const { return m_latest->highestModSeq; }

    /// Letters as the client counts them; the letter at place i has sequence number i + 1.
    std::size_t size() const { return m_known.size(); }
    const StoredLetter &letter(std::size_t place) const { return m_known[place]; }
    /// The letter's flags as they are now, which may be more than the client has been told, with \Recent.
    Flags flags(std::size_t place) const;
    std::uint64_t modSeq(std::size_t place) const; ///< as it is now
    std::size_t recentCount() const { return m_known.size() - m_known.placeOf(m_firstRecent); }
    std::optional<std::size_t> firstUnseen() const; ///< place
    Uid largestUid() const { return m_known.empty() ? 0 : m_known.back().uid; }
    /// All keywords in use, in the order in which they were met.
    const std::vector<std::string> &keywords() const { return m_keywords; }
    /// FLAGS and PERMANENTFLAGS where a keyword has come into use that the client does not know: to be told before a
    /// letter is shown to have it.
    std::vector<Untagged> tellKeywords();

    /// Nothing: a sequence number that no letter has. UIDs that no letter has are passed over (section
    /// 6.4.8).
    std::optional<Places> places(const SequenceSet &set, Numbering numbering) const;
    std::vector<Uid> uids(const Places &places) const;
    /// Those of the places whose letters have a higher MODSEQ now.
    Places changedSince(const Places &places, std::uint64_t modSeq) const;
    /// The places but those of letters with these UIDs, which ascend.
    Places without(const Places &places, const std::vector<Uid> &uids) const;
    /// The letters with these UIDs as the client is used to name them, as far as it knows them.
    std::vector<std::uint32_t> numbers(const std::vector<Uid> &uids, Numbering numbering) const;
    /// UIDs of letters with \Deleted, in the mailbox as it is now.
    std::vector<Uid> deletedUids() const;

    /// Somebody, maybe this session, has changed the mailbox: the client is told by tell().
    void learn(const Mailbox &latest);
    /// The client knows what its own STORE does, without being told: .SILENT (section 6.4.6).
    void assume(const Places &places, ChangeFlags::How how, const Flags &flags);
    /// STORE shall answer for all letters it names, changed or not.
    void forgetFlags(const Places &places);
    /// Whether the client has been told other flags than there are now.
    bool flagsAreNews(std::size_t place) const;
    /// The letter's flags as they are now go out in a way of their own.
    void noteFlagsTold(std::size_t place);

    /// What the client has to be told to know the mailbox as it is. `Uid`: FETCH responses carry UIDs
    /// (section 6.4.8).
    std::vector<Untagged> tell(Expunges expunges, Numbering numbering, ModSeqs modSeqs = ModSeqs::Unknown);

private:
    void tellExpunged(const std::vector<Uid> &gone, std::vector<Untagged> &out);
    void tellFlags(Uid uid, Numbering numbering, ModSeqs modSeqs, std::vector<Untagged> &out);
    void tellNew(std::vector<Untagged> &out);
    const StoredLetter &latest(std::size_t place) const;

    std::string m_name;
    Access m_access;
    Uid m_firstRecent;
    Mailbox m_latest;
    LetterList m_known;
    std::vector<Uid> m_flagsForgotten; // ascending: flags to be told even if they are what was known
    std::vector<std::string> m_keywords;
    bool m_upToDate = true; // nothing has been learned since the last tell
};

/// The arguments of FLAGS and PERMANENTFLAGS: the system flags a client may set, keywords, and `last`.
std::string printSettableFlags(const std::vector<std::string> &keywords, std::string_view last);

} // namespace mf::imap
