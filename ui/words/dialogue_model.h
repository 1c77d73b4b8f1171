// A transcript as a table: when, who (C: or S:), under TLS or not, what was said. Of one session, or of all
// sessions of a letter; what changes between two views is a few rows.
#pragma once

#include <QAbstractTableModel> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/story/dialogue.h"
#include "ui/palette.h"
#include "ui/words/teller.h"

#include <optional>

namespace mf::ui {

/// Which sessions are shown: places of TalkSessions::all().
using TalkPlaces = std::vector<std::size_t>;

class DialogueModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Who, Tls, What, kColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Looks at another trace and its sessions, which outlive the next call of this; null: none.
    void setTrace(const Trace *trace, const story::TalkSessions *sessions, Teller teller);
    void setTheme(const Theme &theme);
    /// Shows what was said in these sessions before the record `end`.
    void show(const TalkPlaces &places, Index end);

    const TalkPlaces &places() const { return m_places; }
    const story::TalkRow &row(int row) const { return m_rows[std::size_t(row)]; }
    /// The first row of a record; nothing: it is not shown.
    std::optional<int> rowOf(Index record) const;
    /// Folds or unfolds the text that the row belongs to. Whether it did.
    bool toggle(int row);
    /// All that is shown, as "C: " and "S: " lines.
    QString asText() const;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : kColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void rebuild();
    void become(std::vector<story::TalkRow> rows);
    QString display(const story::TalkRow &row, int column) const;
    QVariant colour(const story::TalkRow &row, int column) const;
    QString said(const story::TalkRow &row) const;
    QString header(const Record &record) const;

    const Trace *m_trace = nullptr;
    const story::TalkSessions *m_sessions = nullptr;
    Teller m_teller;
    const Theme *m_theme = &Theme::light();
    TalkPlaces m_places;
    Index m_end = 0;
    std::set<Index> m_unfolded;
    std::vector<std::size_t> m_heard; // of each session, how many of its records are shown
    std::vector<story::TalkRow> m_rows;
};

/// "submission  alice-laptop → mail.example.org  #3"
QString sessionTitle(const story::TalkSession &session, const Teller &teller);

} // namespace mf::ui
