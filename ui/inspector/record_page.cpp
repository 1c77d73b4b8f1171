#include "ui/inspector/pages.h"

#include "ui/palette.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/words/teller.h"

#include <QCoreApplication>

namespace mf::ui {

namespace {

constexpr int kConsequences = 8;
constexpr Index kSearched = 20'000; // records after it that are looked through for consequences

QString tr(const char *words) { return QCoreApplication::translate("Inspector", words); }

QString heading(const QString &words) { return QStringLiteral("<h4>%1</h4>").arg(words.toHtmlEscaped()); }

QString row(const QString &name, const QString &value)
{
    return QStringLiteral("<tr><td style=\"padding-right:12px\">%1</td><td>%2</td></tr>")
        .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString link(const Trace &trace, const Teller &teller, Index record)
{
    return QStringLiteral("<p><a href=\"record:%1\">#%2</a> %3</p>")
        .arg(record)
        .arg(record + 1)
        .arg(shortened(teller.sentence(trace[record]), 120).toHtmlEscaped());
}

QString factTable(const Record &record, const Teller &teller)
{
    QString rows;
    record.facts.forEach([&](Key key, std::string_view value) {
        const bool hidden =
            key == Key::Secret || (teller.isSecret(record) && (key == Key::Text || key == Key::Argument));
        if (!hidden)
            rows += row(text(name(key)), text(value));
    });
    return rows;
}

QString consequences(const Simulation &simulation, const Teller &teller, Index record)
{
    const Trace &trace = simulation.trace();
    const Index end = std::min(simulation.recordsShown(), record + 1 + kSearched);
    QString links;
    int found = 0;
    for (Index i = record + 1; i < end && found < kConsequences; ++i)
        if (trace[i].cause == record && ++found)
            links += link(trace, teller, i);
    return links;
}

} // namespace

QString recordPage(const Simulation &simulation, const Teller &teller, Index index, const Theme &theme)
{
    const Trace &trace = simulation.trace();
    const Record &record = trace[index];
    QString page =
        QStringLiteral("<p style=\"color:%1\">%2</p><h3>%3</h3>")
            .arg(theme.quietInk.name(), tr("Event %1 · t = %2").arg(index + 1).arg(timeText(record.at)),
                 teller.sentence(record).toHtmlEscaped());
    if (const QString why = teller.why(record); !why.isEmpty())
        page += heading(tr("Why")) + QStringLiteral("<p>%1</p>").arg(why.toHtmlEscaped());
    if (!record.bytes.empty())
        page += heading(tr("On the wire (%1 octets)").arg(record.bytes.size()))
                + QStringLiteral("<pre style=\"color:%1\">%2</pre>")
                      .arg(colourOf(record, theme).name(), teller.octets(record).toHtmlEscaped());
    QString rows;
    if (record.from != NodeId::None)
        rows += row(record.to == NodeId::None ? tr("at") : tr("from"), teller.name(record.from));
    if (record.to != NodeId::None)
        rows += row(tr("to"), teller.name(record.to));
    if (record.until > record.at)
        rows += row(tr("takes"), timeText(record.until - record.at));
    page += heading(tr("Facts")) + QStringLiteral("<table>%1%2</table>").arg(rows, factTable(record, teller));
    if (record.cause != kNoIndex)
        page += heading(tr("Because of")) + link(trace, teller, record.cause);
    if (const QString links = consequences(simulation, teller, index); !links.isEmpty())
        page += heading(tr("What followed")) + links;
    return page;
}

} // namespace mf::ui
