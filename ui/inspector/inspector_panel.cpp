#include "ui/inspector/inspector_panel.h"

#include "ui/inspector/pages.h"
#include "ui/palette.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/words/teller.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace mf::ui {

InspectorPanel::InspectorPanel(Simulation &simulation, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_selection(selection)
    , m_page(new QTextBrowser)
{
    m_page->setAccessibleName(tr("Inside"));
    m_page->setOpenLinks(false);
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->document()->setDocumentMargin(14);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_page);
    setMinimumWidth(240);
    connect(m_page, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &url) { m_selection.selectRecord(url.path().toULongLong()); });
    connect(&simulation, &Simulation::opened, this, &InspectorPanel::refresh);
    connect(&simulation, &Simulation::viewMoved, this, &InspectorPanel::refresh);
    connect(&selection, &Selection::changed, this, &InspectorPanel::refresh);
}

QString InspectorPanel::shownText() const { return m_page->toPlainText(); }

void InspectorPanel::refresh()
{
    if (!isVisible() || !m_simulation.isOpen())
        return;
    const Teller &teller = m_simulation.teller();
    const Theme &theme = Theme::of(palette());
    const int scrolled = m_page->verticalScrollBar()->value();
    const auto record = m_selection.record();
    if (record && *record < m_simulation.recordsShown())
        m_page->setHtml(recordPage(m_simulation, teller, *record, theme));
    else if (m_selection.node() != NodeId::None)
        m_page->setHtml(nodePage(m_simulation, teller, m_selection.node(), theme));
    else if (const auto telling = m_simulation.tellingRecord())
        m_page->setHtml(recordPage(m_simulation, teller, *telling, theme));
    else
        m_page->setHtml(
            QStringLiteral("<p>%1</p>").arg(tr("Click a machine, or press N, to look inside it.")));
    m_page->verticalScrollBar()->setValue(scrolled);
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
