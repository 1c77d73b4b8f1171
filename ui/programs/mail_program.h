// The mail program of one device, as it is at the viewed step: folders, letters, reader. What a person does
// here is an act in the world; what comes of it on the wire is seen by stepping.
#pragma once

#include "sim/base/ids.h"
#include "sim/story/desk.h"
#include "sim/world/scenario.h"

#include <QWidget>

#include <string>

class QLabel;
class QMenu;
class QPushButton;
class QTableView;

namespace mf::node {
struct NodeView;
} // namespace mf::node

namespace mf::ui {

class FolderList;
class LetterModel;
class LetterView;
class Simulation;

class MailProgram final : public QWidget {
    Q_OBJECT

public:
    MailProgram(Simulation &simulation, story::Desk &desk, NodeId node, QWidget *parent = nullptr);

    NodeId node() const { return m_node; }
    FolderList &folders() { return *m_folders; }
    QTableView &list() { return *m_list; }
    LetterModel &model() { return *m_model; }
    LetterView &reader() { return *m_reader; }
    QString stateText() const;
    QMenu &moveMenu() { return *m_moveMenu; } ///< as it was when it was last asked for

public slots:
    void checkMail();
    void write();
    void reply();
    void toggleRead();
    void remove();
    void chooseTarget(); ///< of a move: its menu
    void again();        ///< what was refused, to be mended and sent anew

signals:
    void composeWanted(const QString &client, const QString &user, const mf::SendAction &draft);

private:
    void layOut();
    void refresh();
    void refreshList(const node::NodeView &view);
    void refreshReader();
    void refreshState(const node::NodeView &view);
    void refreshButtons();
    bool mayMove() const;
    void move(const std::string &target);
    QString emptyText() const;
    QString serverText(const node::NodeView &view) const;
    QString noticeOf(int row) const;
    int currentRow() const;
    const NodeSpec &spec() const;

    Simulation &m_simulation;
    story::Desk &m_desk;
    NodeId m_node;
    quint64 m_key = 0;    // of the letter that is read
    std::string m_folder; // that is shown; empty: what was written here
    FolderList *m_folders;
    QTableView *m_list;
    LetterModel *m_model;
    LetterView *m_reader;
    QLabel *m_state;
    QPushButton *m_check, *m_write, *m_reply, *m_read, *m_move, *m_delete, *m_again;
    QMenu *m_moveMenu;
};

} // namespace mf::ui
