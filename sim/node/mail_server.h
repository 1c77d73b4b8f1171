// A mail server: the SMTP, submission and LMTP doors, the outgoing program (delivery_queue.h) and the
// incoming one (mailroom.h). It answers what its sessions ask, and decides for each recipient of an accepted
// letter: mailbox here, store, or queue (RFC 5321 sections 2.3.10 and 6.1).
#pragma once

#include "sim/node/admission.h"
#include "sim/node/call_out.h"
#include "sim/node/config.h"
#include "sim/node/delivery_queue.h"
#include "sim/node/directory.h"
#include "sim/node/mailroom.h"
#include "sim/node/node_io.h"
#include "sim/node/stamp.h"
#include "sim/node/view.h"
#include "sim/policy/greylist.h"
#include "sim/store/change.h"
#include "sim/wire/machine.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mf::node {

/// A value. Nobody loses a letter that it has accepted: each recipient is in a mailbox, in the queue, or its
/// sender is told.
class MailServer {
public:
    /// Takes up from `contents` what was said of a node named like its host, in mailboxes and queue. `epoch`
    /// is the calendar date of Instant zero.
    explicit MailServer(MailServerConfig config, const store::Contents &contents = {},
                        CalendarTime epoch = {});

    Effects handle(const NodeInput &input, const Moment &moment);
    std::optional<Instant> deadline() const;
    std::unique_ptr<StreamMachine> listen(std::uint16_t port) const;
    void describe(NodeView &view, Instant now) const;

    const MailServerConfig &config() const { return *m_config; }

private:
    /// A letter that this server has taken responsibility for.
    struct Taken {
        MailId mail = MailId::None;
        Envelope envelope;
        std::string stamp; ///< the trace header that goes on top
        Blob octets;
        std::uint32_t hop = 0;
        Service door = Service::Smtp; ///< by which it came
    };
    /// A letter's recipients by where it has to go for them, aliases followed: each mailbox and each address
    /// elsewhere once, and nobody lost (mail_sorting.cpp).
    struct Sorted {
        struct Onward {
            Destination to;
            std::vector<mail::Path> via; // the aliases that lead out of this server; empty: none
            std::vector<mail::Path> recipients;
        };
        struct List {
            mail::Path alias;
            std::vector<mail::Path> standsFor;
        };
        std::vector<std::pair<mail::Path, std::string>> here; // and the account
        std::vector<Onward> elsewhere;                        // in order of first mention
        std::vector<List> lists;
        std::vector<mail::Path> discarded;
        std::vector<mail::FailedRecipient> failed; // the sender is told
        std::vector<std::optional<Reply>>
            refusals; // by recipient: set where the letter comes to nobody for it
    };
    /// What has to be known of a letter to sort it.
    struct Sorting {
        const std::vector<mail::Path> &recipients;
        const Glance &glance;
        Service door = Service::Smtp;
        std::uint64_t octets = 0; ///< of the letter
    };

    void on(const SessionAsked &input, const Moment &moment, Effects &out);
    void on(const SessionReported &input, const Moment &moment, Effects &out);
    void on(const SessionEnded &input, const Moment &moment, Effects &out);
    void on(const StreamRefused &input, const Moment &moment, Effects &out);
    void on(const DatagramArrived &input, const Moment &moment, Effects &out)
    {
        m_queue.handle(input, moment, out);
    }
    void on(const TimerDue &input, const Moment &moment, Effects &out);
    void on(const WriteLetter &, const Moment &, Effects &) { } // nobody sits at a server
    void on(const CheckMail &, const Moment &, Effects &) { }
    void on(const DeleteLetter &, const Moment &, Effects &) { }
    void on(const TendLetter &, const Moment &, Effects &) { }
    void on(const DiscardLetter &, const Moment &, Effects &) { }
    void on(const TypeLines &, const Moment &, Effects &) { }
    void on(const ChangeRecords &, const Moment &, Effects &) { }
    void on(const ChangeTaking &input, const Moment &moment, Effects &out);
    void on(const TroubleTurned &input, const Moment &moment, Effects &out);
    void on(const PowerChanged &input, const Moment &moment, Effects &out);

    /// True: the store is being asked, and the session is answered in its time.
    bool asksTheStore(const SessionAsked &asked, const VerifyRecipient &question, const Moment &moment,
                      Effects &out);
    static void admit(const SessionAsked &asked, Admission admission, Effects &out);
    void verify(const SessionAsked &asked, const VerifyRecipient &question, const Moment &moment,
                Effects &out);
    Admission judge(const VerifyRecipient &question, const SessionAsked &asked, const Moment &moment);
    Admission greylisted(const VerifyRecipient &question, const SessionAsked &asked, const Moment &moment);

    Verdict accept(const SessionAsked &asked, const AcceptMessage &letter, const Moment &moment,
                   Effects &out);
    /// Set: the letter is refused, by this reply.
    std::optional<Reply> refusal(const Glance &glance, const Sorted &sorted, const Moment &moment);
    Sorted sort(const Sorting &what, const Moment &moment);
    struct OneSorted; // the recipient being sorted
    void place(const Addressee &one, OneSorted &recipient, Sorted &sorted, const Moment &moment);
    Destination destinationOf(const mail::Path &recipient) const;
    Reply fullReply() const;
    void deliver(const Taken &taken, const Sorted &sorted, const Moment &moment, Effects &out);
    void store(const Taken &taken, const Sorted &sorted, std::vector<mail::FailedRecipient> &failed,
               const Moment &moment, Effects &out);
    void enqueue(const Taken &taken, const Sorted &sorted, const Moment &moment, Effects &out);
    static store::QueuedLetter queuedFrom(const Taken &taken, std::shared_ptr<const mail::Message> message,
                                          const Moment &moment);
    static void passOnWishes(Envelope &envelope, const Sorted &sorted);
    void tellSuccess(const Taken &taken, std::vector<mail::FailedRecipient> reached, const Moment &moment);
    void report(const Undeliverable &undeliverable, const Moment &moment, Effects &out);
    void settle(const Moment &moment, Effects &out);

    std::shared_ptr<const MailServerConfig> m_config;
    std::shared_ptr<const Directory> m_directory;
    Mailroom m_mailroom;
    std::optional<policy::Greylist> m_greylist;
    DeliveryQueue m_queue;
    CallOuts m_callOuts;
    std::vector<Undeliverable> m_undeliverable; // found while a letter was accepted
    bool m_refusesMail = false;                 // a fault
    bool m_up = true;
};

/// Where a letter for this domain goes if it is not local: its MX, or the address literal that it is.
Destination destinationFor(const std::string &domain);

} // namespace mf::node
