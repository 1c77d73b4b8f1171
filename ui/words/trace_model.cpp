#include "ui/words/trace_model.h"

#include "sim/base/check.h"
#include "ui/text.h"

namespace mf::ui {

void TraceModel::setTrace(const Trace *trace, Teller teller)
{
    beginResetModel();
    m_trace = trace;
    m_teller = std::move(teller);
    m_shown = 0;
    endResetModel();
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
    if (count > m_shown) {
        beginInsertRows({}, m_shown, count - 1);
        m_shown = count;
        endInsertRows();
    } else if (count < m_shown) {
        beginRemoveRows({}, count, m_shown - 1);
        m_shown = count;
        endRemoveRows();
    }
}

QVariant TraceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Record &record = (*m_trace)[std::size_t(index.row())];
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
