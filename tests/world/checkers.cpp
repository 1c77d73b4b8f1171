#include "tests/world/checkers.h"

#include "sim/base/ascii.h"

namespace mf::test {

namespace {

std::string text(const Record &record, Key key) { return std::string(record.facts.text(key)); }

std::vector<std::string> all(const Record &record, Key wanted)
{
    std::vector<std::string> found;
    record.facts.forEach([&](Key key, std::string_view value) {
        if (key == wanted)
            found.emplace_back(value);
    });
    return found;
}

} // namespace

void Checkers::see(const Record &record)
{
    if (record.id != m_next++)
        fail("record ids have a gap at " + std::to_string(record.id));
    if (record.at < m_last || record.until < record.at)
        fail("time went back at record " + std::to_string(record.id));
    if (record.cause != kNoIndex && record.cause >= record.id)
        fail("record " + std::to_string(record.id) + " has a later cause");
    m_last = record.at;

    const std::string recipient = ascii::toLower(text(record, Key::Recipient));
    const Delivery delivery{record.mail, recipient};
    switch (record.kind) {
    case Kind::Segment: seeSegment(record); break;
    case Kind::Decision: seeDecision(record); break;
    case Kind::DatagramLost: ++m_bites.datagramLosses; break;
    case Kind::RetryScheduled: ++m_bites.retries; break;
    case Kind::StreamBroken:
        if (m_phases.contains(record.stream) && m_phases[record.stream] == Phase::Text)
            ++m_bites.streamsCutInsideData;
        m_phases.erase(record.stream);
        break;
    case Kind::LetterAccepted:
        for (const std::string &accepted : all(record, Key::Recipient))
            m_accepted.insert({record.mail, ascii::toLower(accepted)});
        break;
    case Kind::LetterStored: {
        ++m_bites.stored;
        m_settled.insert(delivery);
        if (++m_stored[delivery] > 1)
            fail("delivered twice: letter " + std::to_string(raw(record.mail)) + " for " + recipient);
        const auto uid = record.facts.number(Key::Uid).value_or(0);
        auto &last = m_lastUid[{record.from, recipient}];
        if (uid <= last)
            fail("UIDs do not grow in the mailbox of " + recipient);
        last = uid;
        break;
    }
    case Kind::LetterBounced:
        ++m_bites.bounces;
        m_settled.insert(delivery);
        break;
    case Kind::LetterDropped: m_settled.insert(delivery); break;
    default: break;
    }
}

void Checkers::seeSegment(const Record &record)
{
    Direction &direction = m_directions[{record.stream, record.from}];
    if (record.facts.text(Key::Outcome) != "lost") {
        if (record.until < direction.lastArrival)
            fail("octets overtook others on stream " + std::to_string(raw(record.stream)));
        direction.lastArrival = record.until;
    }
    if (record.facts.text(Key::Part) == "letter" && record.facts.text(Key::Protocol) != "imap"
        && record.facts.text(Key::Protocol) != "pop3")
        m_phases[record.stream] = Phase::Text;
    else if (record.facts.has(Key::Code))
        m_phases[record.stream] = Phase::Commands;
    const auto status = record.facts.text(Key::Status);
    m_bites.full += status == "4.2.2" || status == "5.2.2" ? 1 : 0;
}

/// Who has promised to deliver to a list has promised it to all for whom it stands.
void Checkers::seeDecision(const Record &record)
{
    if (record.facts.text(Key::Rule) != "alias")
        return;
    const std::vector<std::string> standsFor = all(record, Key::Recipient);
    if (standsFor.empty())
        return; // it leads to nobody: its sender is told
    ++m_bites.expanded;
    m_settled.insert({record.mail, ascii::toLower(text(record, Key::Address))});
    for (const std::string &one : standsFor)
        m_accepted.insert({record.mail, ascii::toLower(one)});
}

void Checkers::checkQuota(const World &world, const std::string &account, std::uint64_t octets)
{
    for (std::uint32_t i = 0; i < world.nodeCount(); ++i) {
        const node::NodeView view = world.view(NodeId{i});
        std::uint64_t used = 0;
        for (const node::MailboxView &box : view.mailboxes)
            if (view.kind == node::NodeKind::MailServer && box.account == account)
                used += box.mailbox->letters.sums().octets;
        if (used > octets)
            fail(account + " has " + std::to_string(used) + " octets, " + std::to_string(octets)
                 + " are allowed");
    }
}

void Checkers::checkNothingLost(const World &world)
{
    std::set<Delivery> queued;
    for (std::uint32_t i = 0; i < world.nodeCount(); ++i)
        for (const node::QueueItemView &item : world.view(NodeId{i}).queue)
            for (const std::string &to : item.to)
                queued.insert({item.mail, ascii::toLower(to)});
    for (const Delivery &delivery : m_accepted)
        if (!m_settled.contains(delivery) && !queued.contains(delivery))
            fail("lost: letter " + std::to_string(raw(delivery.first)) + " for " + delivery.second + " at "
                 + std::to_string(world.now().time_since_epoch().count()) + " us");
}

void Checkers::checkMailboxes(const World &world)
{
    std::map<Delivery, int> held;
    for (std::uint32_t i = 0; i < world.nodeCount(); ++i) {
        const node::NodeView view = world.view(NodeId{i});
        if (view.kind != node::NodeKind::MailServer)
            continue;
        for (const node::MailboxView &box : view.mailboxes) {
            Uid last = 0;
            for (const StoredLetter &letter : box.mailbox->letters) {
                if (letter.uid <= last || letter.uid >= box.mailbox->uidNext)
                    fail("UIDs do not ascend in the mailbox of " + box.account);
                last = letter.uid;
                if (letter.mail != MailId::None && ++held[{letter.mail, ascii::toLower(box.account)}] > 1)
                    fail("held twice: letter " + std::to_string(raw(letter.mail)) + " for " + box.account);
            }
        }
    }
    for (const auto &[delivery, times] : m_stored)
        if (!held.contains(delivery))
            fail("stored but not in the mailbox: letter " + std::to_string(raw(delivery.first)) + " for "
                 + delivery.second);
}

} // namespace mf::test
