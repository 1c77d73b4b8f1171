// IMAP4rev1 server session (RFC 3501): one client over one stream. The node on which it runs carries out its
// actions and answers its questions; see sim/wire/machine.h.
#pragma once

#include "sim/base/check.h"
#include "sim/imap/fetch_item.h"
#include "sim/imap/frame_reader.h"
#include "sim/imap/mailbox_list.h"
#include "sim/imap/outbox.h"
#include "sim/imap/searching.h"
#include "sim/imap/selected.h"
#include "sim/sasl/mechanism.h"
#include "sim/wire/line_buffer.h"
#include "sim/wire/machine.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mf::imap {

struct ServerOptions {
    std::string hostName;
    bool offersTls = true;
    bool allowsLoginInClear = false; ///< false: LOGINDISABLED until TLS; LOGIN gets NO [PRIVACYREQUIRED]
    std::vector<std::string> authMechanisms = sasl::mechanismNames(); ///< AUTHENTICATE
    std::uint64_t saltSeed = 0; ///< this server's secret, of which SCRAM's salts are made
    /// Of capabilityNames(): not offered, and what they add is as unknown as any other word.
    std::vector<std::string> hidden;
    /// Silence after which the session ends: `* BYE`, close. RFC 3501 section 5.4: at least 30 minutes.
    Duration idleLimit = 30min;
    /// A command with all its literals, but for the letter of APPEND; longer: BAD.
    std::size_t lineLimitOctets = 65'536;
    /// A letter of APPEND; longer: NO [TOOBIG]. Offered as APPENDLIMIT (RFC 7889).
    std::size_t literalLimitOctets = 25'000'000;
    /// All letters of one MULTIAPPEND; more: NO [TOOBIG]. Less than one letter may have: as much as that.
    std::size_t appendLimitOctets = 50'000'000;
    /// Octets of one command that come although it is refused already (RFC 7888 section 4), or that a line is too
    /// long: passed over up to here; more, or more announced: `* BYE [TOOBIG]`, close.
    std::uint64_t discardLimitOctets = 100'000'000;
    /// What a client may send ahead while a command is carried out; more: `* BYE`, close.
    std::size_t backlogLimitOctets = 32'000'000;
    /// Failed logins; the one that reaches it: NO, `* BYE`, close.
    unsigned loginFailureLimit = 5;
    /// Commands in a row that are none; the one that reaches it: BAD, `* BYE`, close.
    unsigned badCommandLimit = 20;
};

/// Without the value of APPENDLIMIT; neither STARTTLS nor AUTH=, which have options of their own.
std::vector<std::string_view> capabilityNames();

class ServerSession final : public StreamMachine {
public:
    explicit ServerSession(ServerOptions options);

    Actions handle(const Input &input, Instant now) override;
    std::optional<Instant> deadline() const override;
    SessionView view() const override;
    std::unique_ptr<StreamMachine> clone() const override;

    // ---- its vocabulary, for whoever explains it ----
    static std::vector<std::string> verbNames();
    static std::span<const std::string_view> stateNames(); ///< as view() and the trace say them

private:
    enum class State : std::uint8_t { NotAuthenticated, Authenticated, Selected, Logout };
    static constexpr unsigned in(State state) { return 1U << static_cast<unsigned>(state); }
    /// What the next line is.
    enum class Reading : std::uint8_t { Command, SaslResponse, Done };
    enum class Status : std::uint8_t { Ok, No, Bad };

    struct Verb {
        std::string_view name;
        unsigned legalIn;
        void (ServerSession::*run)(Lexer &);
        std::string_view capability = {}; ///< where it is hidden the verb is unknown
    };
    static std::span<const Verb> verbs();
    static std::span<const Verb> uidVerbs(); ///< those that may follow UID

    /// The command that is being carried out.
    struct Command {
        std::string tag, verb;
        Numbering numbering = Numbering::Sequence;
        Expunges expunges = Expunges::Told;
        bool namesNoMailbox = false; // a name in it cannot be one of a mailbox
    };

    // What a command has to remember while it waits, or works in pieces.
    struct LoginWork {
        std::string login, password;
    };
    struct SelectWork {
        std::string mailbox;
        Selected::Access access;
    };
    struct ListWork {
        ListRequest request;
    };
    struct QuotaWork {
        std::string mailbox;
    };
    struct StatusWork {
        std::string mailbox;
        std::vector<StatusItem> items;
    };
    struct StoreWork {
        Places places;
        ChangeFlags::How how = ChangeFlags::How::Replace;
        Flags flags;
        bool silent = false;
        std::optional<std::uint64_t> unchangedSince; // RFC 7162 section 3.1.3
    };
    struct FetchWork {
        FetchItems items, itemsAndFlags;
        bool asksFlags = false;
        Places places;
        std::size_t range = 0, place = 0; // the letter that is next
        std::size_t markedTo = 0;         // places before it have been marked \Seen
        bool needsLetter = false, marksSeen = false;
        bool lettersMissing = false, marksMissing = false;
        std::shared_ptr<const mail::Message> loaded; // of that letter, where it was not in memory

        void next();
    };
    struct SearchWork {
        Searching searching;
        std::size_t place = 0;
        bool lettersMissing = false;
        std::shared_ptr<const mail::Message> loaded;
    };
    using Work = std::variant<std::monostate, LoginWork, SelectWork, ListWork, StatusWork, QuotaWork,
                              StoreWork, FetchWork, SearchWork>;

    // The engine (server.cpp)
    void on(const Opened &opened);
    void on(const Bytes &bytes);
    void on(const Drained &);
    void on(const TlsReady &ready);
    void on(const Answered &answered);
    void on(const Changed &changed);
    void on(const Expired &);
    void on(const PeerClosed &closed);
    void run();
    bool takeFrame();
    void takeLiteral();
    void takeDropped();
    void dispatch(const Blob &frame);
    void execute(Lexer &in);
    void finish();
    void end(std::string_view bye);
    void leave();
    void mailboxIsGone();

    using Then = void (ServerSession::*)(const Answer &);
    void ask(Question question, Then then);
    void tell(Question question); // the answer says nothing
    template <typename T>
    const T *expect(const Answer &answer, std::string_view noMailbox = "NONEXISTENT");

    void say(std::string line, Facts facts);
    void untagged(std::string_view line, std::string_view verb);
    void continuation(std::string_view text);
    void complete(Status status, std::string_view text);
    void completeRefused(Refusal why, std::string_view noMailbox);
    void bad(std::string_view why);
    void tellChanges(Expunges expunges, Numbering numbering = Numbering::Sequence);
    void tellKeywords();
    void note(Kind kind, Facts facts) { m_actions.emplace_back(Report{Noted{kind, std::move(facts)}}); }

    // What is offered and taken (server_capabilities.cpp)
    std::string capabilities() const;
    bool offers(std::string_view capability) const;
    bool offersThread(ThreadBy by) const;
    void needs(Lexer &in, bool used, std::string_view capability) const;
    void needsFor(Lexer &in, const std::vector<StatusItem> &items) const;
    void needsFor(Lexer &in, const ListRequest &request) const;
    void needsFor(Lexer &in, const SearchProgram &program) const;
    std::vector<const sasl::Mechanism *> offeredMechanisms() const;
    void capability(Lexer &in);
    void enable(Lexer &in);
    void tellModSeqs();
    void tellHighestModSeq();

    // How full is it (server_quota.cpp)
    void getQuota(Lexer &in);
    void onQuota(const Answer &answer);
    void getQuotaRoot(Lexer &in);
    void onQuotaRoot(const Answer &answer);
    void setQuota(Lexer &in);

    // Who is it (server_login.cpp)
    bool mayLogIn() const { return m_tls || m_options.allowsLoginInClear; }
    void id(Lexer &in);
    void logout(Lexer &in);
    void startTls(Lexer &in);
    void login(Lexer &in);
    void authenticate(Lexer &in);
    void onCredentials(const Answer &answer);
    void onSaslCredentials(const Answer &answer);
    void onSaslLine(std::string_view line);
    void takeSaslStep(const sasl::ServerStep &step);
    void loggedIn(const std::string &login, const std::string &account);
    void loginFailed(const std::string &login, Status status, std::string_view text,
                     std::string_view reason = {});

    // Mailboxes (server_mailboxes.cpp)
    std::string mailboxName(Lexer &in);
    bool canBeMade(const std::string &name);
    void select(Lexer &in) { open(in, Selected::Access::ReadWrite); }
    void examine(Lexer &in) { open(in, Selected::Access::ReadOnly); }
    void open(Lexer &in, Selected::Access access);
    void onOpened(const Answer &answer);
    void list(Lexer &in) { listOf(in, Listing::List); }
    void lsub(Lexer &in) { listOf(in, Listing::Lsub); }
    void listOf(Lexer &in, Listing listing);
    void onListed(const Answer &answer);
    void status(Lexer &in);
    void onStatus(const Answer &answer);
    void nameSpace(Lexer &in);
    void create(Lexer &in);
    void remove(Lexer &in);
    void rename(Lexer &in);
    void subscribe(Lexer &in) { changeSubscription(in, true); }
    void unsubscribe(Lexer &in) { changeSubscription(in, false); }
    void changeSubscription(Lexer &in, bool subscribed);
    void onDone(const Answer &answer);

    // Letters are read (server_fetch.cpp)
    std::optional<Places> places(Lexer &in);
    std::optional<Places> existing(const SequenceSet &set);
    void uid(Lexer &in);
    void fetch(Lexer &in);
    void fetchNext();
    void sendLetter(const FetchItems &items, std::size_t place, const mail::Message *message);
    bool marksNextSeen(FetchWork &work);
    void onMarkedSeen(const Answer &answer);
    void onFetchLoaded(const Answer &answer);
    void completeReading(bool lettersMissing, std::string_view done);

    // Letters are searched (server_search.cpp)
    void search(Lexer &in) { searchFor(in, parseSearch); }
    void sort(Lexer &in) { searchFor(in, parseSort); }
    void thread(Lexer &in) { searchFor(in, parseThread); }
    void searchFor(Lexer &in, SearchProgram (*parse)(Lexer &));
    void searchOn();
    void onSearchLoaded(const Answer &answer);

    // Letters are changed (server_store.cpp)
    void noop(Lexer &in);
    void append(Lexer &in);
    AppendLetters::Letter letterToAppend(Lexer &in);
    void onAppended(const Answer &answer);
    void store(Lexer &in);
    void onStored(const Answer &answer);
    void parseStoreModifiers(Lexer &in, StoreWork &work);
    void copy(Lexer &in);
    void onCopied(const Answer &answer);
    void move(Lexer &in);
    void onMoved(const Answer &answer);
    void expunge(Lexer &in);
    void onExpunged(const Answer &answer);
    void close(Lexer &in);
    void onClosed(const Answer &answer);
    void unselect(Lexer &in);
    void idle(Lexer &in);
    void onIdleLine(std::string_view line);
    bool mayChange();

    ServerOptions m_options;
    State m_state = State::NotAuthenticated;
    Reading m_reading = Reading::Command;
    std::optional<TlsInfo> m_tls;
    bool m_opened = false, m_tlsPending = false, m_peerClosed = false, m_closed = false;
    bool m_letterTooBig = false; // why the frame that is being dropped is
    std::string m_account;
    std::optional<Selected> m_selected;
    ModSeqs m_modSeqs = ModSeqs::Unknown;

    LineBuffer m_backlog; // octets nobody has looked at yet
    FrameReader m_frames;
    Blob m_frame; // the command that runs, for APPEND to slice
    Outbox m_outbox;
    Actions m_actions; // of the input that is being handled

    std::optional<Command> m_command;
    Work m_work;
    RandomStream m_random; // of this session
    std::optional<sasl::ServerExchange> m_sasl;
    std::uint32_t m_lastTicket = 0;
    Then m_then = nullptr; // set: the answer to m_awaited is waited for
    Ticket m_awaited = Ticket::None;
    std::string m_question; // its name

    unsigned m_loginFailures = 0, m_badCommands = 0;
    Instant m_lastHeard{};
};

/// The answer as a T. A refusal completes the command and gives null. Anything else is a bug of whoever
/// answers.
template <typename T>
const T *ServerSession::expect(const Answer &answer, std::string_view noMailbox)
{
    if (const auto *refused = std::get_if<Refused>(&answer)) {
        completeRefused(refused->why, noMailbox);
        return nullptr;
    }
    const T *expected = std::get_if<T>(&answer);
    MF_CHECK(expected != nullptr);
    return expected;
}

} // namespace mf::imap
