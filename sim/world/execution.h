// One step of a world in progress: executes an event or a command and collects records and outputs.
//
// Inputs for machines and nodes wait in a list instead of being handed over at once, so that nobody is called again while it is still
// busy. Each piece of work carries the record that caused it.
#pragma once

#include "sim/node/terminal.h"
#include "sim/world/world.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mf {

class Execution {
public:
    explicit Execution(World &world) : m_world(world) { }

    /// False: it came too early or too late and was nobody's business; no step.
    bool run(const Event &event);
    void run(const Command &command);
    Step take() { return std::move(m_step); }

private:
    struct SessionWork {
        StreamId stream;
        End end;
        Input input;
        Index cause;
    };
    struct NodeWork {
        NodeId node;
        node::NodeInput input;
        Index cause;
    };

    // events (execution.cpp); each says whether something happened
    bool on(const StreamReaches &event);
    bool on(const StreamAnswered &event);
    bool on(const StreamDrains &event);
    bool on(const TlsShakesHands &event);
    bool on(const SessionExpires &event);
    bool on(const DatagramReaches &event);
    bool on(const NodeExpires &event);
    bool on(const ActionDue &event);
    bool on(const FaultTurns &event);

    // commands
    void on(const PersonAct &act);
    void on(const StreamInput &input);
    void on(const LetGo &farewell);
    void on(const DatagramIn &input);
    void on(const BlobLoaded &loaded);
    void on(const StoreRefuses &refuses);
    void on(const WallClock &clock);

    // people
    void act(const SendLetter &act);
    void act(const CheckMailAt &act);
    void act(const MarkAction &act);
    void act(const MoveAction &act);
    void act(const DeleteAction &act);
    void act(const TendLetterAt &act);
    void act(const DiscardLetterAt &act);
    void act(const DiscardAction &act);
    void act(const TypeAction &act);
    void act(const TypeLineAt &act);
    void act(const HangUpAt &act);
    void act(const ChangeRecordsAction &act);
    void act(const LeaveDomainAction &act);
    struct OnDevice { // where a letter lies
        std::string mailbox;
        Uid uid = 0;
    };
    void tend(const TendLetterAt &act, const std::string &letter);
    OnDevice lyingAt(NodeId client, MailId mail) const;
    std::string letterAt(const TendLetterAt &act) const;
    std::string letterOf(MailId mail) const; // the scenario's name of it; "": it has none
    NodeId mailClient(const std::string &name, Record &act) const;
    node::Terminal *terminalAt(StreamId stream);
    void typed(StreamId stream, Actions actions);
    void playActionsAfter(const Record &record);

    // faults (execution_faults.cpp)
    struct Place; // of a fault: a machine, or two with what lies between
    void act(const BeginFault &act);
    void act(const EndFault &act);
    void act(const CallOffFault &act);
    std::optional<Place> placeOf(const FaultSpec &fault, Record &record) const;
    void beginFault(const FaultSpec &fault, std::uint32_t number);
    void endFault(const FaultSpec &fault);
    void takeEffect(const FaultSpec &fault, const Place &place, bool begins);
    void impair(const Place &place);
    std::optional<net::LinkSpec> impairment(NodeId a, NodeId b) const;
    Duration answersLate(NodeId node, std::uint16_t port) const;
    void switchNode(NodeId node, bool up);
    void severStreams(NodeId a, NodeId b); // b None: all of a's
    void sever(StreamId id, const std::string &reason);

    // work
    void drainWork();
    void work(SessionWork item);
    void work(NodeWork item);
    void post(StreamId stream, End end, Input input);
    void post(NodeId node, node::NodeInput input);

    // what machines want
    void carryOut(StreamId id, End end, Actions actions);
    void act(Session &session, End end, Send &&send);
    void act(Session &session, End end, StartTls);
    void act(Session &session, End end, const Close &close);
    void act(Session &session, End end, Ask &&ask);
    void act(Session &session, End end, Report &&report);

    // what nodes want
    void carryOut(NodeId node, node::Effects effects);
    void effect(NodeId node, node::OpenStream &&open);
    void effect(NodeId node, const node::CloseStream &close);
    void effect(NodeId node, node::AnswerSession &&answer);
    void effect(NodeId node, node::TellSession &&tell);
    void effect(NodeId node, SendDatagram &&send);
    void effect(NodeId node, node::Note &&note);
    void effect(NodeId node, node::Persist &&persist);

    // streams
    Session *session(StreamId id); // for changing; null: there is none
    void connect(const StreamInput &input, const Connected &connected);
    void open(Session &session, End end);
    void arrived(Session &session, End end, net::InFlight &&what);
    Instant depart(Session &session, End from, net::InFlight what); // when it arrives
    void finish(Session &session, End end, bool broken);
    void eraseIfDone(StreamId id);
    void setTimer(Session &session, End end);
    void setTimer(NodeId node);
    void dropTimer(SessionEnd &self);
    TlsInfo virtualTls(const Session &session, End end) const;

    Record &note(Kind kind, NodeId from); // cause and time are set; becomes the cause of what follows
    Record &note(Kind kind, const Session &session, End end);
    node::Moment moment();
    enum class IfBusy : std::uint8_t { Another, Share };
    RealClient &realClient(IfBusy ifBusy);
    RealClient &addRealClient();
    bool isRealClient(NodeId node) const;
    NodeId clientOf(const SendAction &letter) const;
    std::string messageIdOf(MailId mail) const; // "": it is not known

    World &m_world;
    Step m_step;
    Index m_cause = kNoIndex;
    std::vector<std::variant<SessionWork, NodeWork>> m_work; // in order; what is before m_workDone is done
    std::size_t m_workDone = 0;
};

} // namespace mf
