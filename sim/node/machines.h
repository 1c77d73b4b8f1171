// The protocol machines that the programs of a machine start, set up from their configuration: the only place
// in node that knows all protocols.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/cow.h"
#include "sim/node/config.h"
#include "sim/wire/datagram_machine.h"
#include "sim/wire/machine.h"
#include "sim/wire/stored_letter.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::node {

/// What a server's `extensions` may name, as EHLO, CAPA and CAPABILITY show it.
std::vector<std::string_view> extensionNames();

/// The session behind a server's door; null: no stream machine serves it.
std::unique_ptr<StreamMachine> doorSession(const MailServerConfig &config, Service door);
/// Takes one letter to another server, in one or more transactions: by Smtp, or by Lmtp to a store.
std::unique_ptr<StreamMachine> relaySession(const MailServerConfig &config, Service by,
                                            std::vector<Envelope> transactions, const Slices &letter);
/// Asks a store by Lmtp whether it would take a report for this recipient, and sends none.
std::unique_ptr<StreamMachine> askingSession(const MailServerConfig &config, const mail::Path &recipient);
/// The stub resolver of a server; empty: no resolver is configured.
Cow<DatagramMachine> stubResolver(const MailServerConfig &config);

/// A mail client hands its letter to its server.
std::unique_ptr<StreamMachine> submissionSession(const MailClientConfig &config, Envelope envelope,
                                                 Slices letter);

/// The letters of a mailbox that a client has got, by its server's names for them.
struct KnownLetters {
    CowMap<std::string, Uid> all;   ///< and their UIDs on the device
    std::string checkedUpTo;        ///< IMAP: none is missing before this one (MailboxChecked)
    std::uint64_t modSeq = 0;       ///< IMAP: their flags are as they were at this change (MailboxChecked)
    std::vector<std::string> since; ///< IMAP: and these have come after it
};
/// What a client wants done to letters of a mailbox on its server, by its names for them. POP3 can only delete.
struct Wishes {
    std::vector<std::string> deletes;
    bool onlyMarks = false; ///< \Deleted, without EXPUNGE
    std::vector<std::string> seen, unseen;
    struct Move {
        std::string serverId, target;
    };
    std::vector<Move> moves;

    bool empty() const { return deletes.empty() && seen.empty() && unseen.empty() && moves.empty(); }
};
/// A mailbox that a check of mail looks at.
struct Visit {
    std::string mailbox; ///< with POP3 INBOX
    KnownLetters known;
    Wishes wishes;
};
/// A mail client fetches what it has not got. POP3: one visit.
std::unique_ptr<StreamMachine> checkSession(const MailClientConfig &config, std::vector<Visit> visits);

/// Flags as IMAP writes them: "\Seen $Junk"; "": none.
std::string flagsText(const Flags &flags);

} // namespace mf::node
