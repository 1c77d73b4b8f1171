// A mail client on somebody's device: writes letters and hands them to its server until it takes them (RFC
// 6409), checks for mail by POP3 or IMAP, and keeps what it fetched in mailboxes of its own.
//
// A recipient that the server refuses for good stays in the outbox, as "failed", for the person to see: a
// client writes no bounces.
#pragma once

#include "sim/base/cow.h"
#include "sim/mail/address.h"
#include "sim/node/config.h"
#include "sim/node/machines.h"
#include "sim/node/node_io.h"
#include "sim/node/terminal.h"
#include "sim/node/view.h"
#include "sim/store/account.h"
#include "sim/store/change.h"
#include "sim/wire/machine.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::node {

inline constexpr Duration kSubmissionRetry = 1min; ///< after a try that may succeed later
inline constexpr Duration kSubmissionPatience = std::chrono::hours(24); ///< then it is "failed" too
inline constexpr std::size_t kSubmissionLimit = 5; ///< letters being handed over at once; more wait

/// A value. Its outbox and its mailboxes are on the device's disk.
class MailClient {
public:
    explicit MailClient(MailClientConfig config, const store::Contents &contents = {},
                        CalendarTime epoch = {});

    Effects handle(const NodeInput &input, const Moment &moment);
    std::optional<Instant> deadline() const;
    std::unique_ptr<StreamMachine> listen(std::uint16_t) const { return nullptr; }
    void describe(NodeView &view, Instant now) const;

    const MailClientConfig &config() const { return *m_config; }

private:
    enum class State : std::uint8_t { Waiting, Sending, Failed };
    struct Outgoing {
        store::QueuedLetter letter;
        State state = State::Waiting;
        std::uint64_t token = 0;
        std::vector<mail::Path> recipients; // as the session numbers them
        std::vector<bool> settled;
        std::vector<mail::Path> refused; // for good; still in the letter's envelope
        std::string lastReason;
    };
    using Due = std::pair<Instant, std::uint64_t>;

    void on(const SessionAsked &, const Moment &, Effects &) { } // it runs no servers
    void on(const SessionReported &input, const Moment &moment, Effects &out);
    void on(const SessionEnded &input, const Moment &moment, Effects &out);
    void on(const StreamRefused &input, const Moment &moment, Effects &out);
    void on(const DatagramArrived &, const Moment &, Effects &) { }
    void on(const TimerDue &, const Moment &, Effects &) { }
    void on(const WriteLetter &input, const Moment &moment, Effects &out);
    void on(const CheckMail &input, const Moment &moment, Effects &out);
    void on(const DeleteLetter &input, const Moment &moment, Effects &out);
    void on(const TendLetter &input, const Moment &moment, Effects &out);
    void on(const DiscardLetter &input, const Moment &moment, Effects &out);
    void on(const TypeLines &input, const Moment &moment, Effects &out);
    void on(const ChangeRecords &, const Moment &, Effects &) { }
    void on(const ChangeTaking &, const Moment &, Effects &) { }
    void on(const TroubleTurned &, const Moment &, Effects &) { }
    void on(const PowerChanged &input, const Moment &moment, Effects &out);

    // writing and sending (mail_client.cpp)
    std::vector<mail::Path> recipientsOf(const WriteLetter &input, const std::vector<std::string> &named,
                                         Effects &out) const;
    Outgoing &outgoing(std::uint64_t id);
    void wait(Outgoing &item);
    void pump(const Moment &moment, Effects &out);
    void submit(std::uint64_t id, const Moment &moment, Effects &out);
    void recipientDone(std::uint64_t id, const RecipientDone &done, const Moment &moment, Effects &out);
    void sessionOver(std::uint64_t token, std::string_view reason, const Moment &moment, Effects &out);
    void finish(std::uint64_t id, const Moment &moment, Effects &out);
    void noteFailure(Outgoing &item, const Reply &why, const mail::Path *recipient, Effects &out) const;
    void save(const Outgoing &item, const Moment &moment, Effects &out) const;

    // checking for mail (mail_client_check.cpp)
    void restoreDevice(const store::Contents &contents);
    CowMap<std::string, KnownLetters> knownHere() const;
    void fetched(const LetterFetched &letter, const Moment &moment, Effects &out);
    void gone(const LetterGone &letter, const Moment &moment, Effects &out);
    void startCheck(Effects &out);
    std::vector<Visit> visits() const;
    KnownLetters &knownIn(const std::string &mailbox);
    std::set<std::string> mailboxesHere() const;
    void flagged(const LetterFlagged &letter, const Moment &moment, Effects &out);
    void checked(const MailboxChecked &mailbox, const Moment &moment, Effects &out);
    void vanished(const MailboxGone &mailbox, const Moment &moment, Effects &out);
    void checkOver(bool ok, std::string_view reason, Effects &out);
    void keep(store::Changes changes, const Moment &moment, Effects &out) const;

    // what a person does with letters (mail_client_letters.cpp)
    void markHere(const TendLetter &input, const Moment &moment, Effects &out);
    void deleteHere(const TendLetter &input, const Moment &moment, Effects &out);
    void removeHere(const std::string &name, Uid uid, const Moment &moment, Effects &out);
    void moveThere(const TendLetter &input, const Moment &moment, Effects &out);
    std::string serverIdOf(const std::string &mailbox, Uid uid) const;
    Note refusal(std::string_view action, std::string_view reason) const;
    Uid uidOf(std::string_view messageId) const;

    std::shared_ptr<const MailClientConfig> m_config;
    CalendarTime m_epoch;
    CowMap<std::uint64_t, Cow<Outgoing>> m_outbox;
    CowMap<Due, std::uint8_t> m_due;
    CowMap<std::uint64_t, std::uint64_t> m_tokens; // streams of submissions: token, letter in the outbox
    Cow<store::Account> m_device;
    CowMap<std::string, KnownLetters> m_known; // by the mailbox of the device
    std::vector<ListedMailbox> m_onServer;     // IMAP: as the last check found them
    std::set<std::string> m_toOpen,
        m_opening; // to be had here, too, from the next check on, and the one under way
    std::uint64_t m_lastId = 0, m_lastToken = 0;
    std::uint64_t m_check = 0;              // token of the check under way; 0: none
    std::size_t m_checkBrought = 0;         // letters that came or went in the check under way
    bool m_fetchFailed = false;             // a letter of this check could not be kept
    bool m_checkAgain = false;              // pressed meanwhile: what came after the listing is fetched then
    std::map<std::string, Wishes> m_asked;  // of the check under way, by mailbox
    std::map<std::string, Wishes> m_wishes; // that the server has not been told of yet
    std::size_t m_underWay = 0;
    bool m_up = true;
};

} // namespace mf::node
