#include "ui/doors/door_panel.h"

#include "ui/keys.h"
#include "ui/language.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace mf::ui {

namespace {

QLabel *wrapped(const QString &words = {}, QWidget *parent = nullptr)
{
    auto *label = new QLabel(words, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

DoorPanel::DoorPanel(Simulation &simulation, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_switch(makeAction(Act::Doors, this))
    , m_pages(new QStackedWidget)
    , m_users(new QComboBox(this))
    , m_connected(wrapped({}, this))
    , m_trouble(wrapped({}, this))
{
    setMinimumWidth(320);
    m_switch->setCheckable(true);
    m_switch->setEnabled(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
    connect(m_switch, &QAction::toggled, this, &DoorPanel::turn);
    connect(m_users, &QComboBox::currentIndexChanged, this, &DoorPanel::showUser);
    connect(&simulation, &Simulation::viewMoved, this, &DoorPanel::showConnections);
    connect(&simulation, &Simulation::waitingChanged, this, &DoorPanel::showConnections);
    connect(&simulation, &Simulation::opened, this, [this] {
        m_openBefore = std::exchange(m_open, {});
        const QSignalBlocker quiet(m_switch); // the doors of another scenario are closed
        m_switch->setChecked(false);
        m_switch->setEnabled(true);
        hide();
    });
    hide();
}

/// When the doors are opened first: the window's first frame does not wait for them.
void DoorPanel::makePages()
{
    if (m_pages->count() > 0)
        return;
    m_pages->addWidget(makeSettings());
    m_pages->addWidget(makeTrouble());
}

QWidget *DoorPanel::makeSettings()
{
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->addWidget(
        wrapped(tr("Real mail programs on this computer can take part now. Nothing leaves it.")));
    column->addWidget(m_connected);
    auto *row = new QFormLayout;
    m_users->setAccessibleName(tr("User"));
    row->addRow(tr("&User:"), m_users);
    column->addLayout(row);
    m_form = new QFormLayout;
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    column->addLayout(m_form);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Settings for mail programs"));
    scroll->setWidget(inside);
    return scroll;
}

QWidget *DoorPanel::makeTrouble()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    auto *again = new QPushButton(tr("Try &again"));
    auto *others = new QPushButton(tr("Take &free ports instead"));
    column->addWidget(m_trouble);
    column->addWidget(again);
    column->addWidget(others);
    column->addStretch(1);
    connect(again, &QPushButton::clicked, this, &DoorPanel::openDoors);
    connect(others, &QPushButton::clicked, this, [this] {
        m_plan = {.ephemeral = true, .first = {}};
        openDoors();
    });
    return page;
}

// ---- opening --------------------------------------------------------------------------------------------

void DoorPanel::turn(bool open)
{
    if (!m_simulation.isOpen())
        return;
    if (open)
        makePages();
    setVisible(open);
    if (open)
        return openDoors();
    m_simulation.driver().closeDoors();
    m_open.clear();
}

void DoorPanel::openAgain()
{
    if (m_openBefore.isEmpty())
        return;
    live::PortPlan plan = m_plan;
    for (const live::EndpointInfo &door : m_openBefore)
        plan.same[{utf8(door.node), door.service}] = door.port;
    m_wanted = plan;
    m_switch->setChecked(true);
    m_wanted.reset();
}

void DoorPanel::openDoors()
{
    const auto opened = m_simulation.driver().openDoors(m_wanted.value_or(m_plan));
    m_faults = opened ? Faults() : opened.error();
    if (!opened)
        return showFaults();
    m_open = *opened;
    m_pages->setCurrentIndex(0);
    m_settings = userSettings(m_simulation.world(), *opened);
    {
        const QSignalBlocker quiet(m_users);
        m_users->clear();
        for (const UserSettings &user : m_settings)
            m_users->addItem(user.address);
    }
    showUser();
    showConnections();
}

void DoorPanel::showFaults()
{
    QStringList lines;
    for (const Fault &fault : m_faults)
        lines << (fault.file.empty() ? QString() : text(fault.file) + QStringLiteral(": "))
                     + inLanguage(fault.message);
    m_trouble->setText(
        tr("The doors stay closed.") + QStringLiteral("\n\n") + lines.join(QStringLiteral("\n\n"))
        + QStringLiteral("\n\n")
        + tr("Close what keeps them closed and try again; or take free ports, which have other "
             "numbers than usual."));
    m_pages->setCurrentIndex(1);
}

// ---- what to type ---------------------------------------------------------------------------------------

void DoorPanel::clearForm()
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
}

void DoorPanel::addLine(const QString &name, const QString &value)
{
    auto *copy = new QToolButton;
    copy->setText(tr("Copy"));
    copy->setAccessibleName(tr("Copy: %1").arg(name));
    connect(copy, &QToolButton::clicked, this, [value] { QGuiApplication::clipboard()->setText(value); });
    auto *row = new QHBoxLayout;
    row->addWidget(wrapped(value), 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    m_form->addRow(name, row);
}

void DoorPanel::addServer(const QString &what, const ServerSetting &server)
{
    auto *head = wrapped(tr("%1 – %2").arg(what, server.node));
    QFont bold = font();
    bold.setBold(true);
    head->setFont(bold);
    m_form->addRow(head);
    addLine(tr("Server"), server.host);
    addLine(tr("Port"), QString::number(server.port));
    addLine(tr("Security"), server.security);
}

void DoorPanel::showUser()
{
    clearForm();
    const int at = m_users->currentIndex();
    if (at < 0 || at >= m_settings.size()) {
        m_form->addRow(wrapped(tr("No user of this scenario has a door.")));
        return;
    }
    const UserSettings &user = m_settings[at];
    const QString to = m_settings[(at + 1) % m_settings.size()].address;
    const QString ca = m_simulation.driver().caFile();
    addLine(tr("Login"), user.login);
    addLine(tr("Password"), user.password);
    if (user.imap)
        addServer(tr("Read by IMAP"), *user.imap);
    if (user.pop3)
        addServer(tr("or by POP3"), *user.pop3);
    if (user.submission)
        addServer(tr("Send"), *user.submission);
    addLine(tr("Certificate"), ca);
    m_form->addRow(
        wrapped(tr("Thunderbird: Settings, Privacy & Security, Manage Certificates, Authorities, Import: "
                   "that file, once. Then a new account with the settings above, set by hand.")));
    if (const QString command = curlSend(user, to, ca); !command.isEmpty())
        addLine(tr("Send by curl"), command);
    if (const QString command = swaksSend(user, to); !command.isEmpty())
        addLine(tr("or by swaks"), command);
    if (const QString command = curlRead(user, ca); !command.isEmpty())
        addLine(tr("Read by curl"), command);
    addLine(tr("muttrc"), muttLines(user, ca));
}

void DoorPanel::showConnections()
{
    if (isHidden() || !m_simulation.isOpen())
        return;
    const QStringList who = whoIsConnected(m_simulation.world());
    QString words = !who.isEmpty()                           ? tr("Connected now:") + u'\n' + who.join(u'\n')
                    : hasBeenConnected(m_simulation.world()) ? tr("Nobody is connected.")
                                                             : tr("Nobody is connected yet.");
    if (m_simulation.waitingInputs() > 0 && !m_simulation.isPlaying())
        words += u'\n' + tr("Somebody is waiting for an answer: press Next, or Play.");
    m_connected->setText(words);
}

/// In another language, what is wrong and who is there are said again.
void DoorPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_pages->count() > 0) {
        if (!m_faults.empty())
            showFaults();
        showConnections();
    }
    QWidget::changeEvent(event);
}

/// While another panel stood in its place it has not followed.
void DoorPanel::showEvent(QShowEvent *event)
{
    showConnections();
    QWidget::showEvent(event);
}

QString DoorPanel::shownText() const
{
    QStringList lines;
    for (const QLabel *label : findChildren<QLabel *>())
        if (m_pages->currentWidget()->isAncestorOf(label))
            lines << label->text();
    return lines.join(u'\n');
}

} // namespace mf::ui
