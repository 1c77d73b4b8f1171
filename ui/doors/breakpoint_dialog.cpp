#include "ui/doors/breakpoint_dialog.h"

#include "ui/simulation.h"
#include "ui/text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace mf::ui {

BreakpointDialog::BreakpointDialog(Simulation &simulation, QWidget *parent)
    : QDialog(parent)
    , m_simulation(simulation)
    , m_nothing(new QLabel(tr("None yet. A line or reply that is told of here stops the run before it "
                              "leaves, and a real client waits for it.")))
    , m_list(new QListWidget)
    , m_machine(new QComboBox)
    , m_protocol(new QComboBox)
    , m_what(new QLineEdit)
    , m_remove(new QPushButton(tr("&Remove")))
{
    setWindowTitle(tr("Breakpoints"));
    m_list->setAccessibleName(tr("Breakpoints"));
    for (const char *protocol : {"", "smtp", "pop3", "imap"})
        m_protocol->addItem(*protocol ? QString::fromLatin1(protocol).toUpper() : tr("any"),
                            QString::fromLatin1(protocol));
    m_what->setPlaceholderText(tr("RCPT, 550, 5xx; empty: any line"));
    m_what->setMinimumWidth(260);
    auto *add = new QPushButton(tr("&Add"));
    add->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    auto *form = new QFormLayout(this);
    m_nothing->setWordWrap(true);
    form->addRow(m_nothing);
    form->addRow(m_list);
    form->addRow(tr("&Machine:"), m_machine);
    form->addRow(tr("&Protocol:"), m_protocol);
    form->addRow(tr("&Verb or reply:"), m_what);
    form->addRow(buttons);
    connect(add, &QPushButton::clicked, this, &BreakpointDialog::add);
    connect(m_remove, &QPushButton::clicked, this, &BreakpointDialog::removeCurrent);
    connect(m_list, &QListWidget::itemChanged, this, &BreakpointDialog::apply);
    connect(&simulation, &Simulation::opened, this, &BreakpointDialog::opened);
    m_remove->setEnabled(false);
}

/// Another world: its machines are offered, and the breakpoints stay.
void BreakpointDialog::opened()
{
    m_machine->clear();
    m_machine->addItem(tr("any"), QString());
    for (const NodeSpec &spec : m_simulation.world().scenario().nodes)
        m_machine->addItem(text(spec.name), text(spec.name));
    apply();
}

void BreakpointDialog::add()
{
    const live::Breakpoint breakpoint{utf8(m_machine->currentData().toString()),
                                      utf8(m_protocol->currentData().toString()),
                                      utf8(m_what->text().trimmed()), true};
    m_breakpoints.push_back(breakpoint);
    QStringList words{m_what->text().trimmed().isEmpty() ? tr("any line") : m_what->text().trimmed()};
    if (!breakpoint.protocol.empty())
        words << m_protocol->currentText();
    if (!breakpoint.node.empty())
        words << text(breakpoint.node);
    auto *item = new QListWidgetItem(words.join(QStringLiteral(" · ")));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(Qt::Checked);
    m_list->addItem(item);
    m_list->setCurrentItem(item);
    m_what->clear();
    apply();
}

void BreakpointDialog::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_breakpoints.erase(m_breakpoints.begin() + row);
    delete m_list->takeItem(row);
    apply();
}

void BreakpointDialog::apply()
{
    m_remove->setEnabled(m_list->count() > 0);
    m_nothing->setVisible(m_list->count() == 0);
    for (int row = 0; row < std::min(m_list->count(), int(m_breakpoints.size())); ++row)
        m_breakpoints[std::size_t(row)].isOn = m_list->item(row)->checkState() == Qt::Checked;
    if (m_simulation.isOpen())
        m_simulation.driver().setBreakpoints(m_breakpoints);
}

} // namespace mf::ui
