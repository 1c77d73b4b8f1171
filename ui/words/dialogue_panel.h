// The tab "Dialogue": what a client and a server said to each other, line by line; of one session, or of
// all sessions that a letter passed through. Shares the selection with everything else.
#pragma once

#include <QWidget> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/story/dialogue.h"

#include <optional>

class QAction;
class QComboBox;
class QMenu;
class QTableView;
class QToolButton;

namespace mf::ui {

class DialogueModel;
class Selection;
class SessionList;
class Simulation;

class DialoguePanel final : public QWidget {
    Q_OBJECT

public:
    DialoguePanel(Simulation &simulation, Selection &selection, QWidget *parent = nullptr);

    void fillMenu(QMenu &menu);
    DialogueModel &model() { return *m_model; }
    QTableView &table() { return *m_table; }
    QComboBox &sessions() { return *m_chooser; }
    QAction &followAction() { return *m_follow; }
    void copy();

signals:
    void wanted(); ///< the person wants to see this panel

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeActions();
    void attach();
    void follow();
    void refresh();
    void chooseSession(int place);
    void chooseCurrent();
    void followLetter(bool on);
    std::optional<Index> origin() const;
    std::vector<std::size_t> wantedPlaces() const;

    Simulation &m_simulation;
    Selection &m_selection;
    story::TalkSessions m_talks;
    SessionList *m_list;
    DialogueModel *m_model;
    QComboBox *m_chooser;
    QTableView *m_table;
    QAction *m_follow = nullptr, *m_copy = nullptr;
    StreamId m_chosen = StreamId::None; // None: the latest
    MailId m_letter = MailId::None;     // whose sessions are followed
    bool m_setting = false;             // what changes now is not the person's choice
};

} // namespace mf::ui
