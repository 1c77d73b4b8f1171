#include "ui/words/dialogue_model.h"

#include "ui/text.h"

#include <QFont>

#include <algorithm>

namespace mf::ui {

namespace {

using Is = story::TalkRow::Is;

constexpr int kTranscriptLimit = 1000; // characters of a line that are shown

} // namespace

QString sessionTitle(const story::TalkSession &session, const Teller &teller)
{
    return DialogueModel::tr("%1  %2 → %3  #%4")
        .arg(session.protocol.empty() ? DialogueModel::tr("connection") : text(session.protocol),
             teller.name(session.client), teller.name(session.server))
        .arg(raw(session.stream));
}

void DialogueModel::setTrace(const Trace *trace, const story::TalkSessions *sessions, Teller teller)
{
    beginResetModel();
    m_trace = trace;
    m_sessions = sessions;
    m_teller = std::move(teller);
    m_places.clear();
    m_heard.clear();
    m_unfolded.clear();
    m_rows.clear();
    m_end = 0;
    endResetModel();
}

void DialogueModel::setTheme(const Theme &theme)
{
    m_theme = &theme;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1), {Qt::ForegroundRole});
}

// ---- rows ---------------------------------------------------------------------------------------------

void DialogueModel::show(const TalkPlaces &places, Index end)
{
    std::vector<std::size_t> heard;
    for (const std::size_t place : places) {
        const std::vector<Index> &records = m_sessions->all()[place].records;
        heard.push_back(std::size_t(std::ranges::lower_bound(records, end) - records.begin()));
    }
    if (places == m_places && heard == m_heard)
        return; // what happened meanwhile happened elsewhere
    if (places != m_places)
        m_unfolded.clear();
    m_places = places;
    m_heard = std::move(heard);
    m_end = end;
    rebuild();
}

void DialogueModel::rebuild()
{
    std::vector<story::TalkRow> rows;
    for (const std::size_t place : m_places)
        story::appendTalk(rows, m_sessions->all()[place], *m_trace, m_end, m_unfolded,
                          [this](const Record &record) { return m_teller.shownOctets(record); });
    become(std::move(rows));
}

/// Takes out and puts in what lies between the common beginning and the common end.
void DialogueModel::become(std::vector<story::TalkRow> rows)
{
    const auto [was, is] = std::ranges::mismatch(m_rows, rows);
    const auto first = was - m_rows.begin();
    auto wasEnd = m_rows.end();
    auto isEnd = rows.end();
    while (wasEnd != was && isEnd != is && *(wasEnd - 1) == *(isEnd - 1)) {
        --wasEnd;
        --isEnd;
    }
    if (wasEnd != was) {
        beginRemoveRows({}, int(first), int(wasEnd - m_rows.begin()) - 1);
        m_rows.erase(was, wasEnd);
        endRemoveRows();
    }
    if (isEnd != is) {
        beginInsertRows({}, int(first), int(first + (isEnd - is)) - 1);
        m_rows.insert(m_rows.begin() + first, is, isEnd);
        endInsertRows();
    }
}

std::optional<int> DialogueModel::rowOf(Index record) const
{
    // Sessions overlap in time, so rows are in order only within each.
    const auto found = std::ranges::find_if(
        m_rows, [record](const story::TalkRow &row) { return row.record == record && row.is != Is::Header; });
    return found == m_rows.end() ? std::nullopt : std::optional(int(found - m_rows.begin()));
}

bool DialogueModel::toggle(int at)
{
    const story::TalkRow row = m_rows[std::size_t(at)];
    const auto folds = [&](const story::TalkRow &other) {
        return other.record == row.record && (other.is == Is::More || other.is == Is::Less);
    };
    if (std::ranges::none_of(m_rows, folds))
        return false;
    if (m_unfolded.erase(row.record) == 0)
        m_unfolded.insert(row.record);
    rebuild();
    return true;
}

// ---- what a row shows ---------------------------------------------------------------------------------

QVariant DialogueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const story::TalkRow &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return display(row, index.column());
    case Qt::ToolTipRole: return m_teller.sentence((*m_trace)[row.record]);
    case Qt::ForegroundRole: return colour(row, index.column());
    case Qt::TextAlignmentRole: return int(Qt::AlignVCenter | Qt::AlignLeft);
    case Qt::FontRole: {
        QFont font;
        font.setBold(row.is == Is::Header);
        font.setItalic(row.is == Is::Note || row.is == Is::More || row.is == Is::Less);
        return row.is == Is::Client || row.is == Is::Server ? QVariant() : font;
    }
    }
    return {};
}

QString DialogueModel::display(const story::TalkRow &row, int column) const
{
    const Record &record = (*m_trace)[row.record];
    switch (Column(column)) {
    case Time:
        return row.at == 0 && row.is != Is::More && row.is != Is::Less ? timeText(record.at) : QString();
    case Who:
        return row.is == Is::Client   ? QStringLiteral("C:")
               : row.is == Is::Server ? QStringLiteral("S:")
                                      : QString();
    case Tls:
        return (row.is == Is::Client || row.is == Is::Server) && record.facts.has(Key::Encrypted) ? tr("TLS")
                                                                                                  : QString();
    case What: return said(row);
    case kColumnCount: break;
    }
    return {};
}

QString DialogueModel::said(const story::TalkRow &row) const
{
    const Record &record = (*m_trace)[row.record];
    switch (row.is) {
    case Is::Header: return header(record);
    case Is::Note: return m_teller.sentence(record);
    case Is::More: return tr("▸ %n more line(s); Enter shows them", nullptr, int(row.octets));
    case Is::Less:
        return row.octets == 0
                   ? tr("▾ Enter folds this text")
                   : tr("▾ %n line(s) are not shown; Enter folds this text", nullptr, int(row.octets));
    case Is::Client:
    case Is::Server: break;
    }
    const auto shown = [this](const Record &said) { return m_teller.shownOctets(said); };
    return shortened(text(story::talkLine(row, record, shown)), kTranscriptLimit);
}

QString DialogueModel::header(const Record &record) const
{
    const story::TalkSession *session = m_sessions->of(record.stream);
    return session ? sessionTitle(*session, m_teller) : QString();
}

/// Who speaks has a hue, and so has a reply's class; the letters and the digits say the same.
QVariant DialogueModel::colour(const story::TalkRow &row, int column) const
{
    if (row.is != Is::Client && row.is != Is::Server)
        return row.is == Is::Header ? m_theme->ink : m_theme->quietInk;
    if (column == Time || column == Tls)
        return m_theme->quietInk;
    if (row.is == Is::Client)
        return m_theme->client;
    if (column == Who || !(*m_trace)[row.record].facts.has(Key::Code))
        return m_theme->server;
    // A segment may carry several replies: each line has its own digits.
    return replyColour(utf8(said(row)), *m_theme).value_or(m_theme->server);
}

QString DialogueModel::asText() const
{
    QString all;
    for (const story::TalkRow &row : m_rows) {
        const QString who = display(row, Who);
        if (row.is == Is::Header && !all.isEmpty())
            all += u'\n';
        all += (who.isEmpty() ? QString() : who + u' ') + said(row) + u'\n';
    }
    return all;
}

} // namespace mf::ui
