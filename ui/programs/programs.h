// The windows of programs that run in the network: the mail programs of its clients, the letters being written
// there, and a terminal. They go when another scenario is opened.
#pragma once

#include "sim/story/desk.h"
#include "sim/story/typing.h"
#include "sim/world/scenario.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <map>

class QMenu;
class QWidget;

namespace mf::ui {

class Composer;
class MailProgram;
class Selection;
class Simulation;
class TerminalProgram;

class Programs final : public QObject {
    Q_OBJECT

public:
    /// `window` is in front of which they stand.
    Programs(Simulation &simulation, Selection &selection, QWidget *window);

    /// Its own actions.
    void fillMenu(QMenu &menu);
    /// False: a letter that is being written would be lost; it asks.
    bool mayClose();

    MailProgram *mailProgramOf(NodeId node) const;
    QList<Composer *> composers() const;
    TerminalProgram *terminal() const;

public slots:
    /// The mail program of a client; of another machine, it says that there is none.
    void openMail(mf::NodeId node);
    /// Of the selected client, or else of the first.
    void openSelectedMail();
    /// At the selected server, or from the selected client.
    void openTerminal();

private:
    void opened();
    void compose(const QString &client, const QString &user, const SendAction &draft);
    void tell(const QString &title, const QString &words);
    NodeId firstClient() const;

    Simulation &m_simulation;
    Selection &m_selection;
    QWidget *m_window;
    story::Desk m_desk;
    story::Typings m_typings;
    QPointer<TerminalProgram> m_terminal;
    std::map<NodeId, QPointer<MailProgram>> m_mail;
    QList<QPointer<Composer>> m_composers;
};

} // namespace mf::ui
