// The mailboxes of a server and the copies on devices, side by side: what POP3 took away and what IMAP left
// is to be seen at a glance.
#include "sim/story/copies.h"
#include "ui/inspector/sections.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <algorithm>
#include <array>

namespace mf::ui {

namespace {

using story::Copies;

/// As IMAP names them (RFC 3501 section 2.3.2); "unread" where \Seen is missing, because that is what people look for.
QString flagsText(const Flags &flags)
{
    static constexpr std::array<std::pair<Flags::System, const char *>, 4> kFlags = {{
        {Flags::Answered, QT_TRANSLATE_NOOP("Inspector", "answered")},
        {Flags::Flagged, QT_TRANSLATE_NOOP("Inspector", "flagged")},
        {Flags::Deleted, QT_TRANSLATE_NOOP("Inspector", "marked as deleted")},
        {Flags::Draft, QT_TRANSLATE_NOOP("Inspector", "draft")},
    }};
    QStringList words{flags.has(Flags::Seen) ? Inspector::tr("read") : Inspector::tr("unread")};
    for (const auto &[flag, name] : kFlags)
        if (flags.has(flag))
            words << Inspector::tr(name);
    for (const std::string &keyword : flags.keywords)
        words << text(keyword);
    return words.join(QStringLiteral(", "));
}

QString subjectOf(const Copies::Letter &letter)
{
    return letter.subject.empty() ? Inspector::tr("(no subject)") : text(letter.subject);
}

/// The devices that have the letter, by name.
QString devicesWith(const Copies &copies, const Copies::Letter &letter, const Teller &teller)
{
    QStringList names;
    for (std::size_t place = 0; place < copies.places.size(); ++place)
        if (copies.places[place].isDevice && copies.has(letter, place))
            names << teller.name(copies.places[place].node);
    return names.join(QStringLiteral(", "));
}

/// One letter at one place, and where else it is.
Item letterItem(const Copies &copies, const Copies::Letter &letter, const Copies::Copy &copy,
                const Teller &teller)
{
    const bool onDevice = copies.places[copy.place].isDevice;
    QString elsewhere;
    if (onDevice)
        elsewhere = copies.isOnServer(letter) ? Inspector::tr("still on the server")
                                              : Inspector::tr("no longer on the server");
    else if (const QString devices = devicesWith(copies, letter, teller); !devices.isEmpty())
        elsewhere = Inspector::tr("copy on %1").arg(devices);
    Item item = row(QStringLiteral("%1/%2/%3").arg(copy.place).arg(text(copy.mailbox)).arg(copy.uid),
                    subjectOf(letter), flagsText(copy.flags));
    if (!elsewhere.isEmpty())
        item.value += QStringLiteral(" · ") + elsewhere;
    item.tip = Inspector::tr("%1\nUID %2, %3 octets, in %4")
                   .arg(item.label + QStringLiteral(": ") + item.value)
                   .arg(copy.uid)
                   .arg(copy.sizeOctets)
                   .arg(text(copy.mailbox));
    if (letter.mail != MailId::None)
        item.link = ToLetter{letter.mail};
    return item;
}

struct Found {
    const Copies::Letter *letter;
    const Copies::Copy *copy;
};

/// What lies in the mailboxes of a place, the newest first, by mailbox.
std::map<std::string, std::vector<Found>> byMailbox(const Copies &copies, std::size_t place)
{
    std::map<std::string, std::vector<Found>> boxes;
    for (const Copies::Letter &letter : copies.letters)
        for (const Copies::Copy &copy : letter.copies)
            if (copy.place == place)
                boxes[copy.mailbox].push_back({&letter, &copy});
    for (auto &[name, letters] : boxes)
        std::ranges::sort(letters, std::ranges::greater{},
                          [](const Found &found) { return found.copy->uid; });
    return boxes;
}

void addBox(Item &into, const Copies &copies, const MailboxSnapshot &mailbox,
            const std::vector<Found> &letters, const MachineAt &at)
{
    Item box = row(text(mailbox.name), text(mailbox.name), letterCount(mailbox.letters.size()));
    if (const std::size_t unread = mailbox.letters.sums().unseen; unread > 0)
        box.value += QStringLiteral(", ") + Inspector::tr("%1 unread").arg(unread);
    box.open = true;
    box.tip = Inspector::tr("UIDVALIDITY %1, next UID %2").arg(mailbox.uidValidity).arg(mailbox.uidNext);
    const QString list =
        QStringLiteral("%1:%2/%3").arg(raw(at.node)).arg(text(copies.account), text(mailbox.name));
    addRows(box, list, letters, at.limits, [&](const Found &found, std::size_t) {
        return letterItem(copies, *found.letter, *found.copy, at.simulation.teller());
    });
    if (letters.size() < mailbox.letters.size())
        box.add(row(QStringLiteral("older"),
                    Inspector::tr("… and %1 older ones").arg(mailbox.letters.size() - letters.size()), {}));
    into.add(std::move(box));
}

void addBoxes(Item &into, const Copies &copies, const MachineAt &at)
{
    const auto place =
        std::ranges::find(copies.places, at.node, &Copies::Place::node) - copies.places.begin();
    const auto letters = byMailbox(copies, std::size_t(place));
    for (const node::MailboxView &box : at.view.mailboxes) {
        if (!box.mailbox || box.account != into.key.toStdString())
            continue;
        const auto found = letters.find(box.mailbox->name);
        addBox(into, copies, *box.mailbox, found == letters.end() ? std::vector<Found>() : found->second, at);
    }
}

QString habit(const Copies::Place &device)
{
    if (device.protocol == node::Incoming::Imap)
        return Inspector::tr("IMAP: copies, the letters stay here");
    return device.leavesOnServer ? Inspector::tr("POP3: copies, and leaves the letters here")
                                 : Inspector::tr("POP3: takes the letters away");
}

/// A device of the account, seen from its server: what it has, and what of that is here no more.
Item deviceItem(const Copies &copies, std::size_t place, const MachineAt &at)
{
    const Copies::Place &device = copies.places[place];
    const std::size_t both = copies.alsoOnServer(place);
    Item item = row(QStringLiteral("device%1").arg(raw(device.node)),
                    Inspector::tr("on %1").arg(at.simulation.teller().name(device.node)), {});
    const std::size_t known = std::size_t(std::ranges::count_if(
        copies.letters, [&](const Copies::Letter &letter) { return copies.has(letter, place); }));
    item.value = letterCount(device.letters);
    if (known > 0)
        item.value += both == known ? Inspector::tr(", still here, too")
                      : both == 0   ? Inspector::tr(", taken away from here")
                                    : Inspector::tr(", %1 of them taken away").arg(known - both);
    item.tip = item.label + QStringLiteral(": ") + item.value;
    item.tone = known > both ? Tone::Later : Tone::Plain;
    item.open = true;
    item.add(row(QStringLiteral("habit"), habit(device), Inspector::tr("look there"), ToNode{device.node}));
    std::vector<const Copies::Letter *> taken;
    for (const Copies::Letter &letter : copies.letters)
        if (copies.has(letter, place) && !copies.isOnServer(letter))
            taken.push_back(&letter);
    addRows(item, QStringLiteral("taken:%1").arg(raw(device.node)), taken, at.limits,
            [&](const Copies::Letter *letter, std::size_t i) {
                Item gone = row(QStringLiteral("taken%1").arg(i), subjectOf(*letter),
                                Inspector::tr("only on that device"));
                gone.tone = Tone::Quiet;
                if (letter->mail != MailId::None)
                    gone.link = ToLetter{letter->mail};
                return gone;
            });
    return item;
}

} // namespace

void addMailboxes(Items &items, const MachineAt &at, story::CopyFinder &finder)
{
    if (at.view.kind == node::NodeKind::Client)
        return;
    const std::vector<std::string> accounts = finder.accountsAt(at.node);
    if (accounts.empty())
        return;
    Item all =
        section(QStringLiteral("mailboxes"), Inspector::tr("Mailboxes"), QString::number(accounts.size()));
    addRows(all, all.key, accounts, at.limits, [&](const std::string &account, std::size_t) {
        const Copies copies = finder.of(account);
        Item item = row(text(account), text(account), {});
        item.open = true;
        addBoxes(item, copies, at);
        for (std::size_t place = 0; place < copies.places.size(); ++place)
            if (copies.places[place].isDevice)
                item.add(deviceItem(copies, place, at));
        return item;
    });
    items.push_back(std::move(all));
}

void addDevice(Items &items, const MachineAt &at, story::CopyFinder &finder)
{
    const auto *client = std::get_if<node::MailClient>(&at.simulation.world().node(at.node).program());
    if (!client)
        return;
    const node::MailClientConfig &config = client->config();
    const auto server = [&](const std::string &host) {
        const NodeId node = at.simulation.world().nodeNamed(host);
        return node == NodeId::None ? Link{} : Link{ToNode{node}};
    };
    Item item = row(text(config.account.address), text(config.account.address), {});
    item.tone = Tone::Section;
    item.open = true;
    if (!config.outgoingHost.empty())
        item.add(row(QStringLiteral("out"), Inspector::tr("sends through"), text(config.outgoingHost),
                     server(config.outgoingHost)));
    if (config.incoming != node::Incoming::None) {
        const bool imap = config.incoming == node::Incoming::Imap;
        item.add(row(QStringLiteral("in"), Inspector::tr("fetches from"), text(config.incomingHost),
                     server(config.incomingHost)));
        item.add(row(QStringLiteral("how"), Inspector::tr("how"),
                     imap                   ? Inspector::tr("IMAP: keeps copies")
                     : config.leaveOnServer ? Inspector::tr("POP3: leaves them on the server")
                                            : Inspector::tr("POP3: takes them away")));
        addBoxes(item, finder.of(config.account.address), at);
    }
    items.push_back(std::move(item));
}

} // namespace mf::ui
