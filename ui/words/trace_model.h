// The trace as a table: a row a record, made when it is looked at. Forward, back and jump are one function;
// a filter only makes a list of rows, in slices.
#pragma once

#include "sim/story/filter_run.h"
#include "ui/palette.h"
#include "ui/words/teller.h"

#include <QAbstractTableModel>

#include <functional>

namespace mf::ui {

class TraceModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Time, From, To, Protocol, What, kColumnCount };
    enum Role {
        RecordRole = Qt::UserRole + 1 ///< the record's index: qulonglong
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Looks at another trace, which has to outlive the next call of this; null: none. Shows nothing of it
    /// yet.
    void setTrace(const Trace *trace, Teller teller);
    void setTheme(const Theme &theme);
    /// Shows the first `count` records; with a filter, those of them that are known to pass.
    void showUpTo(int count);

    /// Shows only what passes; nothing: everything. What passes is found out by sift().
    void setFilter(std::optional<story::Filter> filter);
    bool isFiltered() const { return m_run.has_value(); }
    /// Looks at further records until all are judged, or `enough` says so. Whether something is left.
    bool sift(const std::function<bool()> &enough);
    /// How many of the records in view are judged; without a filter all are.
    int judged() const { return m_run ? int(std::min<Index>(m_run->examined(), Index(m_upTo))) : m_upTo; }
    int recordsInView() const { return m_upTo; }
    /// The values of a field that occur in what is in view.
    std::vector<std::string> seenValues(const story::FilterField &field) const;

    Index recordAt(int row) const { return m_run ? m_run->found()[std::size_t(row)] : Index(row); }
    /// Nothing: the record is not among the rows.
    std::optional<int> rowOf(Index record) const;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_shown; }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : kColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString display(const Record &record, int column) const;
    void setRows(int rows);
    story::FilterSight sight() const;

    const Trace *m_trace = nullptr;
    Teller m_teller;
    const Theme *m_theme = &Theme::light();
    std::optional<story::FilterRun> m_run;
    int m_upTo = 0;  // records in view
    int m_shown = 0; // rows
};

} // namespace mf::ui
