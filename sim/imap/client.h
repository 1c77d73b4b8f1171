// IMAP4rev1 client session (RFC 3501): logs in, asks which mailboxes there are, and looks at those it is told
// to. Of each it fetches the letters that this device has not got, leaves them on the server, finds out which
// of the old ones are gone there or marked otherwise, and tells the server what a person has done here. The
// node on which a mail client runs drives it; see sim/wire/machine.h.
#pragma once

#include "sim/base/cow.h"
#include "sim/imap/frame_reader.h"
#include "sim/imap/response.h"
#include "sim/sasl/mechanism.h"
#include "sim/wire/machine.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::imap {

/// Required: goes no further in clear.
enum class WantTls : std::uint8_t { Never, IfOffered, Required };

/// A mailbox to look at: what of it lies on this device, and what is to be done with it on the server.
struct MailboxVisit {
    std::string mailbox = "INBOX"; ///< UTF-8
    /// "uidvalidity/uid", as MailboxChecked told it: letters with a lower UID are not fetched again, so that a
    /// check costs what is new. Empty: none has been told.
    std::string checkedUpTo;
    /// As MailboxChecked told it with that: only flags that were changed since are asked for (RFC 7162). 0: all
    /// are.
    std::uint64_t modSeq = 0;
    /// "uidvalidity/uid", as LetterFetched told them since then: not fetched again.
    std::vector<std::string> knownServerIds;
    /// All that lie on this device, by the same names: compared with the server's where it holds fewer, or
    /// where their flags may have changed.
    CowMap<std::string, Uid> held;
    std::vector<std::string> deleteServerIds; ///< to be marked \Deleted and expunged
    bool expunges = true;                     ///< false: they are only marked
    std::vector<std::string> seenServerIds,
        unseenServerIds; ///< what a person has read here, or wants to read again
    struct Move {
        std::string serverId, target; ///< the mailbox where it is to lie
    };
    std::vector<Move> moves;
};

struct ClientOptions {
    std::string login, password;
    WantTls tls = WantTls::IfOffered;
    std::vector<MailboxVisit> visits = {MailboxVisit{}}; ///< in this order
    bool markSeen = false;                               ///< BODY[] instead of BODY.PEEK[]
    /// How long it waits for the next octets; then ClientDone "timeout".
    Duration patience = 5min;
    /// A response without its literals, and all literals of one response; longer: ClientDone with the reason.
    std::size_t lineLimitOctets = 1'000'000;
    std::size_t literalLimitOctets = 50'000'000;
    /// Mailboxes of one account; those after them are not told of.
    std::size_t mailboxLimit = 1'000;
};

class ClientSession final : public StreamMachine {
public:
    explicit ClientSession(ClientOptions options);

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override;
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override;

    static std::span<const std::string_view> stateNames(); ///< as view() says them

private:
    /// What it is doing: the command whose completion it waits for.
    enum class Doing : std::uint8_t {
        Greeting,
        Capability,
        StartTls,
        Handshake,
        Login,
        List,
        Select,
        Fetch,
        Compare,
        Flag,
        Move,
        Mark,
        Expunge,
        Logout,
        Done
    };

    void take(const Input &input);
    void read(std::string_view octets);
    void takeLiteral();
    void takeFrame(const Blob &frame);
    void on(const StatusResponse &status);
    void on(const CapabilityResponse &capability)
    {
        m_capabilities.insert(capability.names.begin(), capability.names.end());
    }
    void on(const ListResponse &list);
    void on(const NumberResponse &number);
    void on(const FetchResponse &fetch);
    void on(const ContinuationResponse &continuation);
    void on(const OtherResponse &) { }

    void onGreeting(const StatusResponse &status);
    void onCode(const StatusResponse &status);
    void onCompleted(const StatusResponse &status);
    void askCapabilities();
    void secureOrLogIn();
    void logIn(); // client_login.cpp, as the next four
    void sayLogin();
    void authenticate(const sasl::Mechanism &mechanism);
    void authContinued(std::string_view challenge);
    std::vector<std::string> offeredMechanisms() const;
    // mailbox by mailbox (client_mailbox.cpp)
    void listed();
    void visitNext();
    bool isMissing(const std::string &mailbox) const;
    void select();
    void fetchNew();
    std::string unknownUids() const;
    void compareOld();
    void forgetFormer();
    void compareAll();
    void forgetMissing();
    void compared();
    void noteChecked();
    void flagOld();
    void moveOld();
    void moved();
    void deleteOld();
    void expunge();
    void expunged();
    void forget(const std::vector<Uid> &uids);
    void skip(std::string_view reason);
    bool isSkipped(const StatusResponse &status) const;
    void logOut();
    void done(bool ok, std::string_view reason);

    void command(Doing doing, std::string_view verb, std::string_view arguments = {});
    void send(std::string octets, std::string_view verb, std::string_view shown);
    bool offers(const std::string &capability) const { return m_capabilities.contains(capability); }
    std::string serverId(Uid uid) const;
    std::vector<Uid> uidsOf(const std::vector<std::string> &serverIds) const;
    std::vector<Uid> heldUids() const;

    ClientOptions m_options;
    Doing m_doing = Doing::Greeting;
    bool m_encrypted = false, m_opened = false;
    FrameReader m_frames;
    Actions m_actions; // of the input that is being handled
    std::set<std::string> m_capabilities;
    unsigned m_lastTag = 0;
    std::deque<std::string> m_pieces;               // of the command, each to follow a continuation
    RandomStream m_random;                          // of this session
    std::optional<sasl::ClientExchange> m_exchange; // of AUTHENTICATE

    std::vector<ListedMailbox> m_listed;
    bool m_listIsCut = false;
    std::size_t m_visit = 0; // the next of the visits
    MailboxVisit m_wanted;   // the one that is under way
    struct Here {            // and what the server has said of its mailbox
        std::uint32_t uidValidity = 0, exists = 0;
        Uid uidNext = 0;     // 0: the server has not said
        Uid checkedUpTo = 1; // all letters below are known
        Uid lastKnown = 0;   // the highest UID that was known before this session
        std::uint64_t modSeq = 0,
                      highestModSeq = 0; // flags known up to, and as the server has it; 0: not said
        std::set<Uid> known;             // besides those below checkedUpTo
        std::set<Uid> missing;           // held here, and not seen on the server in this session
        std::size_t fetched = 0;
        std::vector<Uid> moving, deleted;
    };
    Here m_here;
    Instant m_lastHeard{};
};

} // namespace mf::imap
