#include "ui/programs/programs.h"

#include "ui/keys.h"
#include "ui/programs/composer.h"
#include "ui/programs/mail_program.h"
#include "ui/programs/terminal_program.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QAction>
#include <QMenu>
#include <QMessageBox>

namespace mf::ui {

namespace {

void bringForward(QWidget &window)
{
    window.show();
    window.raise();
    window.activateWindow();
}

} // namespace

Programs::Programs(Simulation &simulation, Selection &selection, QWidget *window)
    : QObject(window)
    , m_simulation(simulation)
    , m_selection(selection)
    , m_window(window)
{
    connect(&simulation, &Simulation::opened, this, &Programs::opened);
    connect(&simulation, &Simulation::traceReplaced, this, [this] {
        m_desk.clear();
        m_typings.clear();
    });
}

void Programs::fillMenu(QMenu &menu)
{
    QAction *mail = makeAction(Act::MailProgram, m_window);
    connect(mail, &QAction::triggered, this, &Programs::openSelectedMail);
    QAction *terminal = makeAction(Act::Terminal, m_window);
    connect(terminal, &QAction::triggered, this, &Programs::openTerminal);
    menu.addActions({mail, terminal});
}

// ---- mail programs ------------------------------------------------------------------------------------

NodeId Programs::firstClient() const
{
    const World &world = m_simulation.world();
    for (std::size_t i = 0; i < world.nodeCount(); ++i)
        if (world.node(NodeId(i)).kind() == node::NodeKind::Client)
            return NodeId(i);
    return NodeId::None;
}

void Programs::openSelectedMail()
{
    if (!m_simulation.isOpen())
        return;
    const NodeId selected = m_selection.node();
    openMail(selected == NodeId::None ? firstClient() : selected);
}

void Programs::openMail(NodeId node)
{
    const World &world = m_simulation.world();
    if (node == NodeId::None)
        return tell(tr("No mail program"), tr("Nobody in this network has a mail program."));
    const QString name = text(world.node(node).name());
    const node::NodeKind kind = world.node(node).kind();
    if (kind == node::NodeKind::RealClient)
        return tell(tr("A real program"),
                    tr("%1 is a program on this computer. It has its own window; here you see only what it "
                       "says on the wire.")
                        .arg(name));
    if (kind != node::NodeKind::Client)
        return tell(
            tr("No mail program"),
            tr("%1 has no mail program. Select a client: a device on which somebody reads and writes.")
                .arg(name));
    QPointer<MailProgram> &program = m_mail[node];
    if (!program) {
        program = new MailProgram(m_simulation, m_desk, node, m_window);
        connect(program, &MailProgram::composeWanted, this, &Programs::compose);
    }
    bringForward(*program);
}

MailProgram *Programs::mailProgramOf(NodeId node) const
{
    const auto found = m_mail.find(node);
    return found == m_mail.end() ? nullptr : found->second.data();
}

void Programs::opened()
{
    for (auto &[node, program] : m_mail)
        delete program.data(); // what it shows is gone
    m_mail.clear();
    delete m_terminal.data();
    m_desk.clear();
    m_typings.clear();
    for (Composer *composer : composers())
        composer->orphan();
}

// ---- the terminal -------------------------------------------------------------------------------------

TerminalProgram *Programs::terminal() const { return m_terminal.data(); }

void Programs::openTerminal()
{
    if (!m_simulation.isOpen())
        return;
    if (!m_terminal)
        m_terminal = new TerminalProgram(m_simulation, m_typings, m_window);
    if (m_selection.node() != NodeId::None)
        m_terminal->choose(m_selection.node());
    bringForward(*m_terminal);
}

// ---- letters being written ----------------------------------------------------------------------------

void Programs::compose(const QString &client, const QString &user, const SendAction &draft)
{
    auto *composer = new Composer(client, user, draft, m_window);
    composer->setAttribute(Qt::WA_DeleteOnClose);
    connect(composer, &Composer::sent, this,
            [this](const SendAction &letter) { m_simulation.act(SendLetter{letter}); });
    m_composers << composer;
    bringForward(*composer);
}

QList<Composer *> Programs::composers() const
{
    QList<Composer *> open;
    for (const QPointer<Composer> &composer : m_composers)
        if (composer)
            open << composer;
    return open;
}

bool Programs::mayClose()
{
    for (Composer *composer : composers())
        if (composer->isDirty()) {
            bringForward(*composer);
            composer->close(); // which asks
            return false;
        }
    return true;
}

void Programs::tell(const QString &title, const QString &words)
{
    auto *box = new QMessageBox(QMessageBox::Information, title, words, QMessageBox::Ok, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace mf::ui
