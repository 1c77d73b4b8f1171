// What people do in the world, by themselves or as the scenario has it.
#include "sim/world/execution.h"

#include <algorithm>
#include <type_traits>

namespace mf {

bool Execution::on(const ActionDue &event)
{
    if (event.cause == kNoIndex && !event.last) {
        m_world.m_events.push(m_world.m_now, ActionDue{event.action, kNoIndex, true});
        return false;
    }
    m_cause = event.cause;
    const ActionSpec &action = m_world.m_scenario->actions[event.action];
    std::visit(
        [this](const auto &what) {
            using What = std::decay_t<decltype(what)>;
            if constexpr (std::is_same_v<What, SendAction>)
                act(SendLetter{what});
            else if constexpr (std::is_same_v<What, CheckMailAction>)
                act(CheckMailAt{what.client, what.mailbox});
            else
                act(what);
        },
        action.what);
    return true;
}

void Execution::on(const PersonAct &person)
{
    std::visit([this](const auto &what) { act(what); }, person);
}

NodeId Execution::clientOf(const SendAction &letter) const
{
    if (!letter.client.empty())
        return m_world.nodeNamed(letter.client);
    for (const NodeSpec &spec : m_world.m_scenario->nodes)
        if (spec.kind == node::NodeKind::Client && spec.user == letter.from)
            return m_world.nodeNamed(spec.name);
    return NodeId::None;
}

void Execution::act(const SendLetter &person)
{
    const SendAction &letter = person.letter;
    const NodeId client = clientOf(letter);
    Record &record = note(Kind::Act, client);
    record.facts.add(Key::Action, "send").add(Key::Letter, letter.id).add(Key::From, letter.from);
    for (const std::vector<std::string> *named : {&letter.to, &letter.cc})
        for (const std::string &to : *named)
            record.facts.add(Key::To, to);
    record.facts.add(Key::Subject, letter.subject);
    if (client == NodeId::None) {
        record.facts.add(Key::Reason, "nobody writes as this user");
        return;
    }
    const MailId mail = m_world.m_counters.nextMail();
    record.mail = mail;
    if (!letter.id.empty()) {
        m_world.m_letters.put(letter.id, mail);
        if (const auto actions = m_world.m_actionsAfter->find(letter.id);
            actions != m_world.m_actionsAfter->end())
            m_world.m_waiting.put(mail, actions->second);
    }
    post(client, node::WriteLetter{mail, letter.id, letter.from, letter.to, letter.subject, letter.body,
                                   letter.headers, letter.cc, letter.attachments});
}

/// None: there is no such mail client, and the act says so.
NodeId Execution::mailClient(const std::string &name, Record &act) const
{
    const NodeId client = m_world.nodeNamed(name);
    act.from = client;
    act.facts.add(Key::Device, name);
    const NodeSpec *spec = m_world.m_scenario->node(name); // at an ARPANET host its users read, too
    if (client != NodeId::None
        && (m_world.m_nodes[raw(client)]->kind() == node::NodeKind::Client || (spec && !spec->users.empty())))
        return client;
    act.facts.add(Key::Reason, "no mail client of this name");
    return NodeId::None;
}

void Execution::act(const CheckMailAt &person)
{
    Record &record = note(Kind::Act, NodeId::None);
    record.facts.add(Key::Action, "check-mail");
    const NodeId client = mailClient(person.client, record);
    if (!person.mailbox.empty())
        record.facts.add(Key::Mailbox, person.mailbox);
    if (client != NodeId::None)
        post(client, node::CheckMail{person.mailbox});
}

void Execution::act(const TypeAction &person)
{
    const NodeId node = m_world.nodeNamed(person.node), server = m_world.nodeNamed(person.server);
    Record &record = note(Kind::Act, node);
    record.to = server;
    record.facts.add(Key::Action, "connect").add(Key::Service, node::name(person.service));
    if (node == NodeId::None || server == NodeId::None) {
        record.facts.add(Key::Reason, "no such machine");
        return;
    }
    const Endpoint to{m_world.m_network->addressOf(server), node::standardPort(person.service)};
    post(node, node::TypeLines{person.server, to, person.service, person.lines, person.pause,
                               person.staysOpen, person.hangsUpAfter, m_world.m_now});
}

/// Null: there is none, or its connection does not stand.
node::Terminal *Execution::terminalAt(StreamId stream)
{
    Session *session = this->session(stream);
    if (!session || !session->established || session->severed)
        return nullptr;
    SessionEnd &end = session->at(End::Client);
    const bool may = end.machine && end.opened && !end.closed && !end.gone;
    return may ? dynamic_cast<node::Terminal *>(&end.machine.edit()) : nullptr;
}

void Execution::typed(StreamId stream, Actions actions)
{
    carryOut(stream, End::Client, std::move(actions));
    eraseIfDone(stream);
}

void Execution::act(const TypeLineAt &person)
{
    if (node::Terminal *terminal = terminalAt(person.stream))
        return typed(person.stream, terminal->type(person.line));
    Record &record = note(Kind::Act, NodeId::None);
    record.stream = person.stream;
    record.facts.add(Key::Action, "type")
        .add(Key::Text, "...") // it may be a password
        .add(Key::Reason, "the connection does not stand");
}

void Execution::act(const HangUpAt &person)
{
    if (node::Terminal *terminal = terminalAt(person.stream))
        return typed(person.stream, terminal->hangUp());
    Record &record = note(Kind::Act, NodeId::None);
    record.stream = person.stream;
    record.facts.add(Key::Action, "hang-up").add(Key::Reason, "the connection does not stand");
}

void Execution::act(const ChangeRecordsAction &person)
{
    for (const ZoneText &zone : person.zones) {
        const Index before = m_cause;
        Record &record = note(Kind::Act, NodeId::None);
        record.facts.add(Key::Action, "change-records").add(Key::Name, zone.origin).add(Key::Text, zone.text);
        bool served = false;
        for (const NodeSpec &spec : m_world.m_scenario->nodes)
            if (std::ranges::find(spec.zones, zone.origin) != spec.zones.end()) {
                post(m_world.nodeNamed(spec.name), node::ChangeRecords{zone.origin, zone.text});
                served = true;
            }
        if (!served)
            record.facts.add(Key::Reason, "nobody serves this zone");
        m_cause = before;
    }
}

void Execution::act(const LeaveDomainAction &person)
{
    const NodeId server = m_world.nodeNamed(person.server);
    Record &record = note(Kind::Act, server);
    record.facts.add(Key::Action, "leave-domain").add(Key::Name, person.domain);
    if (server != NodeId::None)
        post(server, node::ChangeTaking{person.domain, person.taking});
    else
        record.facts.add(Key::Reason, "no such machine");
}

void Execution::playActionsAfter(const Record &record)
{
    const std::vector<std::uint32_t> *waiting = m_world.m_waiting.find(record.mail);
    if (!waiting)
        return;
    std::vector<std::uint32_t> left;
    for (const std::uint32_t i : *waiting) {
        const When &when = m_world.m_scenario->actions[i].when;
        const bool here = when.afterNode.empty() || m_world.nodeNamed(when.afterNode) == record.from;
        if (when.afterFate == fateOf(record.kind) && here)
            m_world.m_events.push(m_world.m_now + std::max(when.delay, net::kShortestHop),
                                  ActionDue{i, record.id});
        else
            left.push_back(i);
    }
    if (left.empty())
        m_world.m_waiting.erase(record.mail);
    else if (left.size() < waiting->size())
        m_world.m_waiting.put(record.mail, std::move(left));
}

} // namespace mf
