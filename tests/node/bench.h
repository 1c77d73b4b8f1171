// A few nodes and the streams between them, without latency: what a node does can be tried without a world.
#pragma once

#include "sim/base/cow.h"
#include "sim/kernel/event_queue.h"
#include "sim/kernel/random.h"
#include "sim/node/node.h"
#include "tests/node/scripted_server.h"

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace mf::test {

/// A note, and where and when it was made.
struct Event {
    std::string node;
    Instant at{};
    node::Note note;
};

class Bench {
public:
    Bench();

    // ---- building ----
    void add(const std::string &name, const std::string &address, node::NodeKind kind, node::Program program);
    /// "mx.example.net" with the services, at the address; `change` may adapt the configuration.
    node::MailServerConfig server(const std::string &name, std::vector<node::Service> services) const;
    void addServer(node::MailServerConfig config, const std::string &address,
                   const store::Contents &contents = {});
    /// A machine that says by any protocol what the script says; its clients' lines are in said().
    void addScripted(const std::string &name, const std::string &address, Script script);
    const std::vector<std::string> &said(const std::string &name) const { return *m_said.at(name); }
    /// One name server at 192.0.2.53 that knows everything in these master-file lines.
    void addDns(const std::string &records);
    static Endpoint dns() { return {IpAddress::v4(192, 0, 2, 53), 53}; }
    node::MailClientConfig client(const std::string &name, const std::string &address,
                                  const std::string &server, node::Incoming incoming) const;
    void addClient(node::MailClientConfig config, const std::string &address);

    // ---- doing ----
    /// Hands a node an input; what follows waits for run().
    void give(const std::string &node, node::NodeInput input);
    MailId write(const std::string &client, const std::string &from, std::vector<std::string> to,
                 const std::string &subject = "Hello");
    void check(const std::string &client, std::string mailbox = {})
    {
        give(client, node::CheckMail{std::move(mailbox)});
    }
    /// Everything that happens within this time.
    void run(Duration howLong = std::chrono::hours(1));
    void power(const std::string &node, bool up);
    void setStoreRefuses(bool refuses) { m_storeRefuses = refuses; }
    /// A question as a session of that door would ask it, and the answer.
    Answer ask(const std::string &node, node::Service door, Question question, node::SessionRef session = {},
               MailId mail = MailId::None);

    // ---- faults ----
    /// Called for all octets; false: the stream is cut instead.
    std::function<bool(const std::string &from, const std::string &to, std::string_view octets)> passes;
    std::function<bool(const std::string &from, const std::string &to)> datagramPasses;

    // ---- seeing ----
    node::NodeView view(const std::string &node) const;
    Mailbox mailbox(const std::string &node, const std::string &account,
                    const std::string &name = "INBOX") const;
    std::vector<std::string> subjects(const std::string &node, const std::string &account) const;
    std::size_t count(Kind kind, std::string_view node = {}) const;
    const Event *first(Kind kind, std::string_view node = {}) const;
    /// The first decision by that rule.
    const Event *decision(std::string_view rule) const;
    const std::vector<Event> &events() const { return m_events; }
    /// What a disk would hold of everything so far.
    store::Contents contents() const;
    /// Answers to sessions that no stream of the bench belongs to, in order.
    const std::vector<std::pair<Ticket, Answer>> &answers() const { return m_answers; }
    /// Mailbox changes that sessions were told of.
    std::vector<std::pair<node::SessionRef, Mailbox>> told;
    std::string wire() const { return m_wire; } ///< all octets so far
    Instant now() const { return m_now; }
    CalendarTime epoch() const { return m_epoch; }
    node::Counters counters;
    /// Starts a new life of a node from what its disk holds.
    void restart(const std::string &node, std::function<node::Program(const store::Contents &)> make);
    std::size_t streamCount() const { return m_opened; }

private:
    struct Deliver {
        StreamId stream;
        End end;
        Input input;
    };
    struct DeliverDatagram {
        std::string node;
        Datagram datagram;
    };
    struct Wake { };
    using Pending = std::variant<Deliver, DeliverDatagram, Wake>;
    struct Side {
        std::string node;
        std::unique_ptr<StreamMachine> machine;
        std::uint64_t token = 0;
        bool wantsTls = false, closed = false;
    };
    struct Stream {
        std::array<Side, 2> sides;
        node::Service service = node::Service::Smtp;
        MailId mail = MailId::None;
        std::uint32_t hop = 0;
        Side &at(End end) { return sides[static_cast<std::size_t>(end)]; }
    };

    node::Moment moment() { return {m_now, m_epoch, counters, m_storeRefuses}; }
    node::Node &node(const std::string &name);
    std::string nodeAt(const IpAddress &address) const;
    void carryOut(const std::string &name, node::Effects effects);
    void open(const std::string &name, node::OpenStream wish);
    void deliver(StreamId id, End end, const Input &input);
    void act(StreamId id, End end, Actions actions);
    void startTls(StreamId id);
    void close(StreamId id, bool broken);
    std::optional<Instant> nextDeadline() const;
    void expire();

    Instant m_now{};
    CalendarTime m_epoch;
    std::map<std::string, node::Node> m_nodes;
    std::map<std::string, bool> m_down;
    std::map<std::string, Script> m_scripts;
    std::map<std::string, ScriptedServer::Log> m_said;
    std::map<StreamId, Stream> m_streams;
    EventQueue<std::shared_ptr<Pending>> m_queue;
    std::uint64_t m_lastStream = 1000;
    std::size_t m_opened = 0;
    std::vector<Event> m_events;
    std::vector<store::Change> m_changes;
    std::vector<std::pair<Ticket, Answer>> m_answers; // to ask()
    bool m_storeRefuses = false;
    std::string m_wire;
};

/// A letter of a few lines.
std::string letterText(const std::string &subject);
mail::Path path(std::string_view address);
Envelope envelope(std::string_view from, std::vector<std::string> to);

} // namespace mf::test
