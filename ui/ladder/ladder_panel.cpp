#include "ui/ladder/ladder_panel.h"

#include "ui/keys.h"
#include "ui/ladder/ladder_export.h"
#include "ui/ladder/ladder_view.h"
#include "ui/language.h"
#include "ui/picture_file.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
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
    , m_progress(new QProgressBar)
    , m_cancel(new QToolButton)
{
    makeActions();
    m_progress->setAccessibleName(tr("How much of the ladder is written"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(90);
    m_progress->hide();
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop writing; no file is left"));
    m_cancel->setAutoRaise(true);
    m_cancel->setFocusPolicy(Qt::TabFocus);
    m_cancel->hide();
    connect(m_cancel, &QToolButton::clicked, this, [this] { cancel(tr("Not written: cancelled.")); });
    auto *row = new QHBoxLayout;
    row->setContentsMargins(4, 2, 4, 2);
    row->addWidget(m_trouble, 1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    for (QAction *action : {m_dns, m_out, m_in, m_exportAction})
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
    m_exportAction = makeAction(Act::ExportLadder, this);
    connect(m_exportAction, &QAction::triggered, this, &LadderPanel::askForFile);
}

void LadderPanel::fillMenu(QMenu &menu) { menu.addActions({m_dns, m_in, m_out, m_exportAction}); }

// ---- what is shown ------------------------------------------------------------------------------------

void LadderPanel::attach()
{
    if (!m_simulation.isOpen())
        return;
    cancel(tr("Not written: another ladder is shown now."));
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
    connect(dialog, &QFileDialog::fileSelected, this, &LadderPanel::write);
    dialog->open();
}

void LadderPanel::write(const QString &file)
{
    cancel(tr("Not written: cancelled."));
    if (!m_simulation.isOpen())
        tell(file, tr("Open a scenario first."));
    else if (file.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive))
        tell(file, writePicture(file));
    else
        writeDrawing(file);
}

/// A picture has a limit, so it is written in one go.
QString LadderPanel::writePicture(const QString &file) const
{
    const QImage picture = m_view->picture();
    if (picture.isNull())
        return tr("The ladder is too long for a PNG; choose SVG.");
    const QString trouble = writePng(picture, file);
    return trouble.isEmpty() ? QString() : tr("%1 cannot be written: %2").arg(file, trouble);
}

void LadderPanel::writeDrawing(const QString &file)
{
    const std::size_t count = m_ladder.countBefore(m_simulation.recordsShown());
    m_export = new LadderExport(m_ladder, m_simulation.trace(), count, file, this);
    connect(m_export, &LadderExport::progressed, m_progress, &QProgressBar::setValue);
    connect(m_export, &LadderExport::progressed, m_progress, &QWidget::show);
    connect(m_export, &LadderExport::progressed, m_cancel, &QWidget::show);
    connect(m_export, &LadderExport::finished, this, [this, file](const QString &trouble) {
        m_export->deleteLater();
        m_export.clear();
        tell(file, trouble);
    });
    m_progress->setRange(0, int(count));
    m_trouble->clear();
    m_export->start(m_simulation.world().scenario().title.in(languageCode()));
}

/// What was being written is not: no file is left of it.
void LadderPanel::cancel(const QString &why)
{
    if (!m_export)
        return;
    delete m_export;
    tell({}, why);
}

void LadderPanel::tell(const QString &file, const QString &trouble)
{
    m_progress->hide();
    m_cancel->hide();
    m_trouble->setText(trouble.isEmpty() ? tr("Written: %1").arg(file) : trouble);
    emit written(trouble);
}

QString LadderPanel::trouble() const { return m_trouble->text(); }

} // namespace mf::ui
