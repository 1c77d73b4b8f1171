#include "ui/words/trace_model.h"

#include "sim/base/check.h"
#include "ui/text.h"

#include <map>

namespace mf::ui {

namespace {

constexpr Index kSlice = 16; // records between two looks at the clock

} // namespace

void TraceModel::setTrace(const Trace *trace, Teller teller)
{
    beginResetModel();
    m_trace = trace;
    m_teller = std::move(teller);
    m_upTo = m_shown = 0;
    if (m_run)
        m_run = story::FilterRun(m_run->filter(), sight());
    endResetModel();
}

void TraceModel::setFilter(std::optional<story::Filter> filter)
{
    beginResetModel();
    m_run.reset();
    if (filter)
        m_run.emplace(std::move(*filter), sight());
    m_shown = m_run ? 0 : m_upTo;
    endResetModel();
}

bool TraceModel::sift(const std::function<bool()> &enough)
{
    if (!m_run)
        return false;
    do
        m_run->advance(*m_trace, Index(m_upTo), kSlice);
    while (judged() < m_upTo && !enough());
    setRows(int(m_run->foundBefore(Index(m_upTo))));
    return judged() < m_upTo;
}

std::optional<int> TraceModel::rowOf(Index record) const
{
    if (!m_run)
        return record < Index(m_shown) ? std::optional(int(record)) : std::nullopt;
    const std::size_t row = m_run->foundBefore(record);
    const bool there = row < std::size_t(m_shown) && m_run->found()[row] == record;
    return there ? std::optional(int(row)) : std::nullopt;
}

std::vector<std::string> TraceModel::seenValues(const story::FilterField &field) const
{
    return m_trace ? story::seenValues(field, *m_trace, Index(m_upTo), sight()) : std::vector<std::string>{};
}

/// What a filter sees is what the person may see. Names are asked for once each: they come as text of the
/// window.
story::FilterSight TraceModel::sight() const
{
    return {[teller = m_teller, known = std::map<NodeId, std::string>()](NodeId node) mutable {
                const auto found = known.find(node);
                return found != known.end() ? found->second
                                            : known.emplace(node, utf8(teller.name(node))).first->second;
            },
            [teller = m_teller](const Record &record) { return teller.shownOctets(record); },
            {}};
}

void TraceModel::setTheme(const Theme &theme)
{
    m_theme = &theme;
    if (m_shown > 0)
        emit dataChanged(index(0, 0), index(m_shown - 1, kColumnCount - 1), {Qt::ForegroundRole});
}

void TraceModel::showUpTo(int count)
{
    MF_CHECK(count >= 0 && (count == 0 || (m_trace && std::size_t(count) <= m_trace->size())));
    m_upTo = count;
    setRows(m_run ? int(m_run->foundBefore(Index(count))) : count);
}

/// Rows come and go at the end only: what passes is found in the order of the trace.
void TraceModel::setRows(int rows)
{
    if (rows > m_shown) {
        beginInsertRows({}, m_shown, rows - 1);
        m_shown = rows;
        endInsertRows();
    } else if (rows < m_shown) {
        beginRemoveRows({}, rows, m_shown - 1);
        m_shown = rows;
        endRemoveRows();
    }
}

QVariant TraceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Record &record = (*m_trace)[recordAt(index.row())];
    switch (role) {
    case Qt::DisplayRole: return display(record, index.column());
    case Qt::ToolTipRole: return m_teller.sentence(record);
    case Qt::AccessibleTextRole: return display(record, index.column());
    case Qt::ForegroundRole:
        if (index.column() == What || index.column() == Protocol)
            return colourOf(record, *m_theme);
        return index.column() == Number || index.column() == Time ? QVariant(m_theme->quietInk) : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Number ? Qt::AlignRight : Qt::AlignLeft));
    case RecordRole: return qulonglong(record.id);
    }
    return {};
}

QString TraceModel::display(const Record &record, int column) const
{
    switch (Column(column)) {
    case Number: return QString::number(record.id + 1);
    case Time: return timeText(record.at);
    case From: return m_teller.name(record.from);
    case To: return m_teller.name(record.to);
    case Protocol: return Teller::protocol(record);
    case What: return m_teller.line(record);
    case kColumnCount: break;
    }
    return {};
}

QVariant TraceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Number ? Qt::AlignRight : Qt::AlignLeft));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Number: return tr("#");
    case Time: return tr("Time");
    case From: return tr("From");
    case To: return tr("To");
    case Protocol: return tr("Protocol");
    case What: return tr("What");
    case kColumnCount: break;
    }
    return {};
}

} // namespace mf::ui
