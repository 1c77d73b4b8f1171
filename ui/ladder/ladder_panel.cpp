#include "ui/ladder/ladder_panel.h"

#include "ui/keys.h"
#include "ui/ladder/ladder_view.h"
#include "ui/language.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QSaveFile>
#include <QToolButton>

namespace mf::ui {

namespace {

QToolButton *buttonFor(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

LadderPanel::LadderPanel(Simulation &simulation, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_selection(selection)
    , m_view(new LadderView)
    , m_trouble(new QLabel)
{
    makeActions();
    auto *row = new QHBoxLayout;
    row->setContentsMargins(4, 2, 4, 2);
    row->addWidget(m_trouble, 1);
    for (QAction *action : {m_dns, m_out, m_in, m_export})
        row->addWidget(buttonFor(action));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(m_view, 1);
    connect(&simulation, &Simulation::opened, this, &LadderPanel::attach);
    connect(&simulation, &Simulation::traceReplaced, this, &LadderPanel::attach);
    connect(&simulation, &Simulation::viewMoved, this, &LadderPanel::follow);
    connect(&selection, &Selection::changed, this, &LadderPanel::showSelection);
    connect(m_view, &LadderView::chosen, &selection, &Selection::selectRecord);
    connect(m_view, &LadderView::entered, &simulation, &Simulation::toRecord);
}

void LadderPanel::makeActions()
{
    m_dns = makeAction(Act::LadderDns, this);
    m_dns->setCheckable(true);
    connect(m_dns, &QAction::toggled, this, &LadderPanel::setDnsOpen);
    m_in = makeAction(Act::LadderIn, this);
    connect(m_in, &QAction::triggered, this, [this] { m_view->zoomBy(LadderView::kZoomStep); });
    m_out = makeAction(Act::LadderOut, this);
    connect(m_out, &QAction::triggered, this, [this] { m_view->zoomBy(1 / LadderView::kZoomStep); });
    m_export = makeAction(Act::ExportLadder, this);
    connect(m_export, &QAction::triggered, this, &LadderPanel::askForFile);
}

void LadderPanel::fillMenu(QMenu &menu) { menu.addActions({m_dns, m_in, m_out, m_export}); }

// ---- what is shown ------------------------------------------------------------------------------------

void LadderPanel::attach()
{
    if (!m_simulation.isOpen())
        return;
    m_view->setLadder(nullptr, nullptr);
    const Teller teller = m_simulation.teller();
    m_ladder = story::Ladder({story::nodeNames(m_simulation.world()),
                              [teller](const Record &record) { return teller.shownOctets(record); },
                              m_dnsOpen ? std::set<NodeId>{} : story::machinesOfDns(m_simulation.world()),
                              utf8(tr("DNS")), &story::Words::builtIn(languageCode())});
    m_view->setLadder(&m_ladder, &m_simulation.trace());
    follow();
}

/// Nobody pays for a ladder that is folded away.
void LadderPanel::follow()
{
    if (!isVisible() || !m_simulation.isOpen())
        return;
    const Index shown = m_simulation.recordsShown();
    m_ladder.grow(m_simulation.trace(), std::max(shown, m_ladder.size()));
    m_view->showUpTo(m_ladder.countBefore(shown));
    showSelection();
}

void LadderPanel::showSelection()
{
    if (isVisible())
        m_view->mark(m_selection.record());
}

void LadderPanel::setDnsOpen(bool open)
{
    if (m_dnsOpen == open)
        return;
    m_dnsOpen = open;
    m_dns->setChecked(open);
    attach();
}

void LadderPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
}

// ---- files --------------------------------------------------------------------------------------------

void LadderPanel::askForFile()
{
    emit wanted();
    auto *dialog =
        new QFileDialog(this, tr("Export the ladder"), {}, tr("Vector picture (*.svg);;Picture (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("svg"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(u".png") ? QStringLiteral("png") : QStringLiteral("svg"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        const QString trouble = write(file);
        m_trouble->setText(trouble.isEmpty() ? tr("Written: %1").arg(file) : trouble);
    });
    dialog->open();
}

QString LadderPanel::write(const QString &file) const
{
    if (!m_simulation.isOpen())
        return tr("Open a scenario first.");
    const std::size_t count = m_ladder.countBefore(m_simulation.recordsShown());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return tr("%1 cannot be written: %2").arg(file, out.errorString());
    if (file.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive)) {
        const QImage picture = m_view->picture();
        if (picture.isNull())
            return tr("The ladder is too long for a PNG; choose SVG.");
        picture.save(&out, "PNG");
    } else {
        const std::string title = m_simulation.world().scenario().title.in(languageCode());
        const std::string svg = story::ladderSvg(m_ladder, m_simulation.trace(), count, title);
        out.write(svg.data(), qint64(svg.size()));
    }
    return out.commit() ? QString() : tr("%1 cannot be written: %2").arg(file, out.errorString());
}

} // namespace mf::ui
