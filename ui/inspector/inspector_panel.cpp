#include "ui/inspector/inspector_panel.h"

#include "ui/inspector/depth_control.h"
#include "ui/inspector/item_tree.h"
#include "ui/inspector/letter_page.h"
#include "ui/inspector/machine_items.h"
#include "ui/inspector/pages.h"
#include "ui/palette.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/words/markup.h"
#include "ui/words/teller.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace mf::ui {

InspectorPanel::InspectorPanel(Simulation &simulation, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_selection(selection)
    , m_title(new QLabel)
    , m_subtitle(new QLabel)
    , m_pages(new QStackedWidget)
    , m_page(new QTextBrowser)
    , m_machine(new ItemTree(tr("Inside the machine")))
    , m_letter(new LetterPage(simulation))
    , m_depth(new DepthControl)
    , m_program(new QPushButton)
{
    layOut();
    connect(m_program, &QPushButton::clicked, this, &InspectorPanel::openProgram);
    connect(m_page, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &url) { followLink(url.toString()); });
    connect(m_machine, &ItemTree::followed, this, &InspectorPanel::follow);
    connect(m_letter, &LetterPage::followed, this, &InspectorPanel::follow);
    connect(m_depth, &DepthControl::changed, this, &InspectorPanel::refresh);
    connect(&simulation, &Simulation::opened, this, [this] {
        m_limits.clear();
        refresh();
    });
    connect(&simulation, &Simulation::viewMoved, this, &InspectorPanel::refresh);
    connect(&selection, &Selection::changed, this, &InspectorPanel::refresh);
}

void InspectorPanel::layOut()
{
    m_page->setAccessibleName(tr("Inside"));
    m_page->setOpenLinks(false);
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->document()->setDocumentMargin(14);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_title->setFont(large);
    m_title->setWordWrap(true);
    m_subtitle->setWordWrap(true);
    for (QLabel *label : {m_title, m_subtitle}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setContentsMargins(14, 0, 14, 0);
    }
    m_pages->addWidget(m_page);
    m_pages->addWidget(m_machine);
    m_pages->addWidget(m_letter);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 10, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_title);
    all->addWidget(m_subtitle);
    all->addWidget(m_program, 0, Qt::AlignHCenter);
    all->addWidget(m_depth);
    all->addWidget(m_pages, 1);
    setMinimumWidth(240);
}

QString InspectorPanel::shownText() const
{
    const QString heading = m_title->text() + u'\n' + m_subtitle->text() + u'\n';
    if (m_pages->currentWidget() == m_page)
        return heading + m_page->toPlainText();
    if (m_pages->currentWidget() == m_letter)
        return heading + m_letter->shownText();
    return heading + plainText(machineItems(m_simulation, m_shownNode, m_limits));
}

void InspectorPanel::setHeading(const QString &title, const QString &subtitle)
{
    m_title->setText(title);
    m_subtitle->setText(subtitle);
    m_title->setVisible(!title.isEmpty());
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void InspectorPanel::turnTo(QWidget *page)
{
    m_pages->setCurrentWidget(page);
    m_depth->setVisible(page == m_page);
    m_program->setVisible(page == m_machine && !m_program->text().isEmpty());
}

/// What one can open there; nothing at machines that nobody sits at.
void InspectorPanel::offerProgram(NodeId node)
{
    switch (m_simulation.world().node(node).kind()) {
    case node::NodeKind::Client: return m_program->setText(tr("Open the mail program"));
    case node::NodeKind::Host:
    case node::NodeKind::MailServer: return m_program->setText(tr("Type by hand"));
    case node::NodeKind::NameServer:
    case node::NodeKind::Resolver:
    case node::NodeKind::RealClient: return m_program->setText({});
    }
}

void InspectorPanel::openProgram()
{
    if (m_simulation.world().node(m_shownNode).kind() == node::NodeKind::Client)
        emit mailProgramWanted(m_shownNode);
    else
        emit terminalWanted();
}

// ---- what is shown ----------------------------------------------------------------------------------------

void InspectorPanel::refresh()
{
    if (!isVisible() || !m_simulation.isOpen())
        return;
    const auto record = m_selection.record();
    if (record && *record < m_simulation.recordsShown())
        showRecord(*record);
    else if (m_selection.node() != NodeId::None)
        showMachine(m_selection.node());
    else if (m_selection.letter() != MailId::None)
        showLetter(m_selection.letter());
    else if (const auto telling = m_simulation.tellingRecord())
        showRecord(*telling);
    else
        showNothing();
}

void InspectorPanel::showMachine(NodeId node)
{
    if (raw(node) >= m_simulation.world().nodeCount())
        return showNothing(); // a real client's, which is not there yet at this step
    m_shownNode = node;
    offerProgram(node);
    setHeading(m_simulation.teller().name(node), machineSubtitle(m_simulation, node));
    m_machine->show(machineItems(m_simulation, node, m_limits));
    turnTo(m_machine);
}

void InspectorPanel::showLetter(MailId mail)
{
    const LetterAt letter = letterAt(m_simulation, mail);
    if (letter.events.empty()) {
        setHeading(tr("A letter that is not written yet"),
                   tr("Press Next until it is, or go to its first event."));
        m_page->clear();
        turnTo(m_page);
        return;
    }
    const QString subject = letter.subject.isEmpty() ? tr("(no subject)") : letter.subject;
    setHeading(tr("Letter: %1").arg(subject), {});
    m_letter->show(letter, m_limits);
    turnTo(m_letter);
}

void InspectorPanel::showRecord(Index record)
{
    const int scrolled = record == m_shownRecord ? m_page->verticalScrollBar()->value() : 0;
    m_shownRecord = record;
    setHeading({}, {});
    m_page->setHtml(
        recordPage(m_simulation, m_simulation.teller(), record, Theme::of(palette()), m_depth->depth()));
    m_page->verticalScrollBar()->setValue(scrolled);
    turnTo(m_page);
}

void InspectorPanel::showNothing()
{
    setHeading({}, {});
    m_page->setHtml(QStringLiteral("<p>%1</p>").arg(tr("Click a machine, or press N, to look inside it.")));
    turnTo(m_page);
    m_depth->hide();
}

// ---- where it leads ---------------------------------------------------------------------------------------

void InspectorPanel::followLink(const QString &link)
{
    if (const QString term = termOf(link); !term.isEmpty())
        emit termWanted(term);
    else if (const qulonglong number = link.section(u':', 1).toULongLong(); link.startsWith(u"letter:"))
        follow(ToLetter{MailId(number)});
    else
        follow(ToRecord{number});
}

void InspectorPanel::follow(const Link &link)
{
    struct Go {
        InspectorPanel &panel;
        void operator()(std::monostate) const { }
        void operator()(const ToTime &to) const { panel.m_simulation.toTime(to.at); }
        void operator()(const ToRecord &to) const { panel.m_selection.selectRecord(to.record); }
        void operator()(const ToNode &to) const { panel.m_selection.selectNode(to.node); }
        void operator()(const ToLetter &to) const { panel.m_selection.selectLetter(to.mail); }
        void operator()(const ToMore &to) const
        {
            panel.m_limits.raise(to.list);
            panel.refresh();
        }
    };
    std::visit(Go{*this}, link);
}

void InspectorPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void InspectorPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace mf::ui
