#include "ui/inspector/pages.h"

#include "ui/canvas/stage.h"
#include "ui/palette.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/words/teller.h"

#include <QCoreApplication>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr std::size_t kListed = 50; // of a queue, a mailbox or a cache

QString tr(const char *words) { return QCoreApplication::translate("Inspector", words); }

QString heading(const QString &words) { return QStringLiteral("<h4>%1</h4>").arg(words.toHtmlEscaped()); }

QString line(const QString &words) { return QStringLiteral("<p>%1</p>").arg(words.toHtmlEscaped()); }

QString more(std::size_t all)
{
    return all > kListed ? line(tr("… and %1 more").arg(all - kListed)) : QString();
}

QString list(const std::vector<std::string> &words)
{
    QStringList all;
    for (const std::string &word : words)
        all << text(word);
    return all.join(QStringLiteral(", "));
}

QString queuePage(const node::NodeView &view, Instant now)
{
    if (view.queue.empty())
        return {};
    QString page = heading(tr("Waiting to leave"));
    for (std::size_t i = 0; i < std::min(kListed, view.queue.size()); ++i) {
        const node::QueueItemView &item = view.queue[i];
        QString words = tr("to %1: %2").arg(list(item.to), text(item.state));
        if (item.nextAttempt > now)
            words += tr(", next attempt in %1").arg(timeText(item.nextAttempt - now));
        if (item.attempts > 0)
            words += tr(", tried %1 times").arg(item.attempts);
        if (!item.lastReason.empty())
            words += tr(" (%1)").arg(text(item.lastReason));
        page += line(words);
    }
    return page + more(view.queue.size());
}

QString letterLine(const StoredLetter &letter)
{
    const QString subject =
        letter.message ? text(letter.message->header("Subject").value_or(std::string())) : QString();
    return tr("%1. %2, %3 octets%4")
        .arg(letter.uid)
        .arg(subject.isEmpty() ? tr("a letter") : subject)
        .arg(letter.sizeOctets)
        .arg(letter.flags.has(Flags::Seen) ? tr(", read") : QString());
}

QString mailboxPage(const node::NodeView &view)
{
    QString page;
    for (const node::MailboxView &box : view.mailboxes) {
        if (!box.mailbox)
            continue;
        const auto &letters = box.mailbox->letters;
        page += heading(QStringLiteral("%1 · %2").arg(text(box.account), text(box.mailbox->name)));
        if (letters.empty())
            page += line(tr("empty"));
        const std::size_t first = letters.size() > kListed ? letters.size() - kListed : 0;
        for (std::size_t i = letters.size(); i-- > first;)
            page += line(letterLine(letters[i]));
        page += more(letters.size());
    }
    return page;
}

QString cachePage(const node::NodeView &view, Instant now)
{
    if (view.cache.empty())
        return {};
    QString rows;
    for (std::size_t i = 0; i < std::min(kListed, view.cache.size()); ++i) {
        const CacheView &entry = view.cache[i];
        rows +=
            QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td></tr>")
                .arg(text(entry.name).toHtmlEscaped(), text(entry.type).toHtmlEscaped(),
                     text(entry.data).toHtmlEscaped(), timeText(std::max(Duration{}, entry.expires - now)));
    }
    return heading(tr("Remembered answers")) + QStringLiteral("<table cellpadding=\"3\">%1</table>").arg(rows)
           + more(view.cache.size());
}

QString sessionPage(const World &world, NodeId node, const Teller &teller)
{
    QString page;
    for (const StreamView &stream : world.streams()) {
        if (stream.client != node && stream.server != node)
            continue;
        const auto &session = stream.server == node ? stream.serverSession : stream.clientSession;
        QString words = tr("with %1").arg(teller.name(stream.server == node ? stream.client : stream.server));
        if (session) {
            words += QStringLiteral(": %1, %2").arg(text(session->protocol), text(session->state));
            if (!session->legalVerbs.empty())
                words += tr("; may say %1").arg(list(session->legalVerbs));
        }
        if (stream.encrypted)
            words += tr("; encrypted");
        page += line(words);
    }
    return page.isEmpty() ? page : heading(tr("Talking")) + page;
}

} // namespace

QString nodePage(const Simulation &simulation, const Teller &teller, NodeId node, const Theme &theme)
{
    const World &world = simulation.world();
    const node::NodeView view = world.view(node);
    QString page = QStringLiteral("<h3>%1</h3><p style=\"color:%2\">%3 · %4%5</p>")
                       .arg(text(view.name).toHtmlEscaped(), theme.quietInk.name(), text(name(view.kind)),
                            text(view.address.print()), view.up ? QString() : tr(" · switched off"));
    for (const node::RoomView &room : view.rooms)
        page +=
            line(room.services.empty() ? tr("Program: %1").arg(text(room.program))
                                       : tr("Program: %1 (%2)").arg(text(room.program), list(room.services)));
    return page + sessionPage(world, node, teller) + queuePage(view, world.now()) + mailboxPage(view)
           + cachePage(view, world.now());
}

} // namespace mf::ui
