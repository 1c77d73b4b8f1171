// The trace as a table: a row a record, made when it is looked at. Forward, back and jump are one function.
#pragma once

#include "ui/palette.h"
#include "ui/words/teller.h"

#include <QAbstractTableModel>

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
    /// Shows the first `count` records.
    void showUpTo(int count);

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_shown; }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : kColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString display(const Record &record, int column) const;

    const Trace *m_trace = nullptr;
    Teller m_teller;
    const Theme *m_theme = &Theme::light();
    int m_shown = 0;
};

} // namespace mf::ui
