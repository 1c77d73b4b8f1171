#include "ui/inspector/pages.h"

#include "ui/inspector/sections.h"
#include "ui/palette.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/words/teller.h"

#include <algorithm>

namespace mf::ui {

namespace {

constexpr int kConsequences = 8;
constexpr Index kSearched = 20'000; // records around it that are looked through for what belongs to it
constexpr std::size_t kAround = 8;  // lines of the talk before it, and after it
constexpr std::size_t kBytes = 4096;

QString heading(const QString &words) { return QStringLiteral("<h4>%1</h4>").arg(words.toHtmlEscaped()); }

QString row(const QString &name, const QString &value)
{
    return QStringLiteral("<tr><td style=\"padding-right:12px\">%1</td><td>%2</td></tr>")
        .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

/// One event and what is around it.
class Page {
public:
    Page(const Simulation &simulation, const Teller &teller, Index record, const Theme &theme)
        : m_simulation(simulation)
        , m_teller(teller)
        , m_theme(theme)
        , m_trace(simulation.trace())
        , m_index(record)
        , m_record(m_trace[record])
    { }

    QString postcard() const;
    QString dialogue() const;
    QString bytes() const;
    QString links() const;

private:
    QString paragraph(const QString &words) const
    {
        return QStringLiteral("<p>%1</p>").arg(m_teller.html(words, m_theme));
    }
    QString link(Index record) const;
    QString rule() const;
    QString letterLink() const;
    QString consequences() const;
    std::vector<Index> talk() const;
    std::vector<Index> causes() const;
    QString spoken(Index record, NodeId server) const;

    const Simulation &m_simulation;
    const Teller &m_teller;
    const Theme &m_theme;
    const Trace &m_trace;
    Index m_index;
    const Record &m_record;
};

// ---- postcard ---------------------------------------------------------------------------------------------

QString Page::link(Index record) const
{
    return QStringLiteral("<p><a href=\"record:%1\">#%2</a> %3</p>")
        .arg(record)
        .arg(record + 1)
        .arg(shortened(m_teller.sentence(m_trace[record]), 120).toHtmlEscaped());
}

/// Of a decision: its rule, where that is written, and the data that it used.
QString Page::rule() const
{
    if (m_record.kind != Kind::Decision)
        return {};
    QString rows;
    m_record.facts.forEach([&](Key key, std::string_view value) {
        const QString words = key == Key::Rule      ? Inspector::tr("rule")
                              : key == Key::Section ? Inspector::tr("written in")
                                                    : text(name(key));
        rows += row(words, text(value));
    });
    return QStringLiteral("<table>%1</table>").arg(rows);
}

QString Page::letterLink() const
{
    return m_record.mail == MailId::None ? QString()
                                         : QStringLiteral("<p><a href=\"letter:%1\">%2</a></p>")
                                               .arg(raw(m_record.mail))
                                               .arg(Inspector::tr("Look inside the letter").toHtmlEscaped());
}

QString Page::postcard() const
{
    QString page = QStringLiteral("<p style=\"color:%1\">%2</p><h3>%3</h3>")
                       .arg(m_theme.quietInk.name(),
                            Inspector::tr("Event %1 · t = %2").arg(m_index + 1).arg(timeText(m_record.at)),
                            m_teller.html(m_teller.sentence(m_record), m_theme));
    if (const QString about = m_teller.about(m_record); !about.isEmpty())
        page += paragraph(about);
    if (const QString why = m_teller.why(m_record); !why.isEmpty())
        page += heading(Inspector::tr("Why")) + paragraph(why);
    return page + rule() + letterLink();
}

QString Page::consequences() const
{
    const Index end = std::min(m_simulation.recordsShown(), m_index + 1 + kSearched);
    QString links;
    int found = 0;
    for (Index i = m_index + 1; i < end && found < kConsequences; ++i)
        if (m_trace[i].cause == m_index && ++found)
            links += link(i);
    return links;
}

QString Page::links() const
{
    QString page;
    if (m_record.cause != kNoIndex)
        page += heading(Inspector::tr("Because of")) + link(m_record.cause);
    if (const QString followed = consequences(); !followed.isEmpty())
        page += heading(Inspector::tr("What followed")) + followed;
    return page;
}

// ---- dialogue ---------------------------------------------------------------------------------------------

/// What was said on the same connection just before and after it, it among them.
std::vector<Index> Page::talk() const
{
    const auto belongs = [&](Index i) {
        return m_trace[i].stream == m_record.stream && m_trace[i].kind == Kind::Segment;
    };
    std::vector<Index> lines;
    const Index first = m_index > kSearched ? m_index - kSearched : 0;
    for (Index i = m_index; i-- > first && lines.size() < kAround;)
        if (belongs(i))
            lines.push_back(i);
    std::ranges::reverse(lines);
    lines.push_back(m_index);
    const std::size_t enough = lines.size() + kAround;
    const Index end = std::min(m_simulation.recordsShown(), m_index + 1 + kSearched);
    for (Index i = m_index + 1; i < end && lines.size() < enough; ++i)
        if (belongs(i))
            lines.push_back(i);
    return lines;
}

/// How it came about: its cause, the cause of that, and so on.
std::vector<Index> Page::causes() const
{
    std::vector<Index> chain{m_index};
    while (chain.size() <= kAround && m_trace[chain.back()].cause != kNoIndex)
        chain.push_back(m_trace[chain.back()].cause);
    std::ranges::reverse(chain);
    return chain;
}

QString Page::spoken(Index index, NodeId server) const
{
    const Record &record = m_trace[index];
    const bool spoke = record.kind == Kind::Segment;
    const QString who = !spoke                  ? QString()
                        : record.from == server ? QStringLiteral("S: ")
                                                : QStringLiteral("C: ");
    const QString words = (who + m_teller.line(record, 200)).toHtmlEscaped();
    const QString shown =
        QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colourOf(record, m_theme).name(), words);
    return index == m_index ? QStringLiteral("<p style=\"margin:2px 0\"><b>▸ %1</b></p>").arg(shown)
                            : QStringLiteral("<p style=\"margin:2px 0\"><a href=\"record:%1\">#%2</a> %3</p>")
                                  .arg(index)
                                  .arg(index + 1)
                                  .arg(shown);
}

QString Page::dialogue() const
{
    const bool onStream = m_record.stream != StreamId::None;
    const std::vector<Index> lines = onStream ? talk() : causes();
    if (lines.size() < 2)
        return {};
    NodeId server = NodeId::None; // who answers with codes
    for (const Index line : lines)
        if (m_trace[line].facts.has(Key::Code))
            server = m_trace[line].from;
    QString page = heading(onStream ? Inspector::tr("What was said") : Inspector::tr("How it came about"));
    for (const Index line : lines)
        page += spoken(line, server);
    return page;
}

// ---- bytes ------------------------------------------------------------------------------------------------

QString Page::bytes() const
{
    QString page, rows;
    if (!m_record.bytes.empty()) {
        const std::string octets = m_teller.shownOctets(m_record).flatten(kBytes);
        page += heading(Inspector::tr("On the wire (%1 octets)").arg(m_record.bytes.size()))
                + QStringLiteral("<pre style=\"color:%1\">%2</pre><pre style=\"font-size:small\">%3</pre>")
                      .arg(colourOf(m_record, m_theme).name(), m_teller.octets(m_record).toHtmlEscaped(),
                           hexLines(octets).toHtmlEscaped());
        if (m_record.bytes.size() > kBytes)
            page += paragraph(Inspector::tr("… and %1 more octets").arg(m_record.bytes.size() - kBytes));
    }
    if (m_record.from != NodeId::None)
        rows += row(m_record.to == NodeId::None ? Inspector::tr("at") : Inspector::tr("from"),
                    m_teller.name(m_record.from));
    if (m_record.to != NodeId::None)
        rows += row(Inspector::tr("to"), m_teller.name(m_record.to));
    if (m_record.until > m_record.at)
        rows += row(Inspector::tr("takes"), timeText(m_record.until - m_record.at));
    m_record.facts.forEach([&](Key key, std::string_view value) {
        const bool hidden =
            key == Key::Secret || (m_teller.isSecret(m_record) && (key == Key::Text || key == Key::Argument));
        if (!hidden)
            rows += row(text(name(key)), text(value));
    });
    return page + heading(Inspector::tr("Facts")) + QStringLiteral("<table>%1</table>").arg(rows);
}

} // namespace

QString recordPage(const Simulation &simulation, const Teller &teller, Index record, const Theme &theme,
                   Depth depth)
{
    const Page page(simulation, teller, record, theme);
    QString html = page.postcard();
    if (depth >= Depth::Dialogue)
        html += page.dialogue();
    if (depth >= Depth::Bytes)
        html += page.bytes();
    return html + page.links();
}

} // namespace mf::ui
