#include "tests/scenario/random_person.h"

#include <fmt/format.h>

#include <string_view>

namespace mf::test {

using node::NodeKind;

namespace {

std::vector<const NodeSpec *> nodesOf(const World &world, NodeKind kind)
{
    std::vector<const NodeSpec *> found;
    for (const NodeSpec &spec : world.scenario().nodes)
        if (spec.kind == kind)
            found.push_back(&spec);
    return found;
}

/// The connection that was called for by hand and stands.
StreamId talkOf(const World &world, const NodeSpec &client)
{
    for (const StreamView &stream : world.streams())
        if (stream.established && stream.client == world.nodeNamed(client.name) && stream.clientSession
            && (stream.clientSession->state == "typing"))
            return stream.id;
    return StreamId::None;
}

} // namespace

std::optional<PersonAct> RandomPerson::act(const World &world)
{
    const auto clients = nodesOf(world, NodeKind::Client);
    const NodeSpec &client = *clients[upTo(clients.size())];
    const bool looksFurther = client.incoming == node::Incoming::Imap && upTo(3) == 0;
    switch (upTo(8)) {
    case 0: return write(client);
    case 1:
        if (client.incoming == node::Incoming::None)
            return std::nullopt;
        return CheckMailAt{client.name, looksFurther ? "Archive" : ""};
    case 2:
    case 3: return tend(world, client);
    case 4: return discard(world, client);
    case 5:
    case 6: return speak(world, client);
    default: return breakOrMend(world);
    }
}

std::optional<PersonAct> RandomPerson::write(const NodeSpec &client)
{
    if (client.outgoing.empty())
        return std::nullopt;
    SendAction letter;
    letter.id = fmt::format("by-hand-{}", ++m_written);
    letter.from = client.user;
    letter.client = client.name;
    letter.to = {client.user};
    letter.cc.assign(upTo(2), "nobody@example.org");
    letter.subject = "To myself: #" + std::to_string(m_written);
    letter.body = std::string(upTo(50), ' ') + "end\n";
    for (std::size_t i = upTo(3); i > 0; --i)
        letter.attachments.push_back(
            {"a b.txt", "text/plain", Blob(std::string(i * 99, char('a' + i)) + "\r\n")});
    return SendLetter{letter};
}

std::optional<PersonAct> RandomPerson::tend(const World &world, const NodeSpec &client)
{
    const auto view = world.view(world.nodeNamed(client.name));
    for (const node::MailboxView &box : view.mailboxes)
        for (const StoredLetter &letter : box.mailbox->letters)
            if (upTo(2) == 0) {
                const auto tending = static_cast<node::Tending>(upTo(4));
                const bool moves = tending == node::Tending::Move;
                if (moves && client.incoming != node::Incoming::Imap)
                    return std::nullopt;
                return TendLetterAt{client.name, box.mailbox->name, letter.uid, tending,
                                    moves ? "Archive" : ""};
            }
    return std::nullopt;
}

std::optional<PersonAct> RandomPerson::discard(const World &world, const NodeSpec &client)
{
    for (const node::QueueItemView &item : world.view(world.nodeNamed(client.name)).queue)
        return DiscardLetterAt{client.name, item.mail};
    return std::nullopt;
}

std::optional<PersonAct> RandomPerson::speak(const World &world, const NodeSpec &client)
{
    if (client.outgoing.empty())
        return std::nullopt;
    if (const StreamId talk = talkOf(world, client); talk != StreamId::None) {
        constexpr std::string_view lines[] = {"EHLO me", "STARTTLS", "NOOP", "MAIL FROM:<>", "\"odd\": {"};
        if (upTo(6) == 0)
            return HangUpAt{talk};
        return TypeLineAt{talk, std::string(lines[upTo(std::size(lines))])};
    }
    return TypeAction{.node = client.name,
                      .server = client.outgoing,
                      .service = node::Service::Submission,
                      .lines = {},
                      .staysOpen = true};
}

std::optional<PersonAct> RandomPerson::breakOrMend(const World &world)
{
    if (!world.standingFaults().empty() && upTo(2) == 0)
        return EndFault{world.standingFaults().front().fault};
    if (!world.plannedFaults().empty() && upTo(2) == 0)
        return CallOffFault{world.plannedFaults().front()};
    const auto servers = nodesOf(world, NodeKind::MailServer);
    FaultSpec fault;
    fault.node = servers[upTo(servers.size())]->name;
    fault.kind = upTo(2) == 0 ? FaultKind::Down : FaultKind::Greylist;
    fault.link = kPerfectLink;
    if (upTo(2) == 0)
        fault.lasts = std::chrono::seconds(90);
    fault.from = world.now().time_since_epoch() + std::chrono::seconds(10 * upTo(3));
    return BeginFault{fault};
}

} // namespace mf::test
