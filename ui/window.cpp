#include "ui/window.h"

#include "sim/story/glossary.h"
#include "ui/canvas/canvas.h"
#include "ui/charts/charts_panel.h"
#include "ui/doors/breakpoint_dialog.h"
#include "ui/doors/door_panel.h"
#include "ui/doors/hold_bar.h"
#include "ui/edits.h"
#include "ui/faults/fault_menu.h"
#include "ui/faults/planned_dialog.h"
#include "ui/help.h"
#include "ui/inspector/depth_control.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/keys.h"
#include "ui/ladder/ladder_panel.h"
#include "ui/language.h"
#include "ui/left_side.h"
#include "ui/lessons/history_timeline.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/programs/programs.h"
#include "ui/scenarios/faults_panel.h"
#include "ui/scenarios/scenario_list.h"
#include "ui/scenarios/scenario_text.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/transport/beads.h"
#include "ui/transport/narration.h"
#include "ui/transport/transport_bar.h"
#include "ui/words/dialogue_panel.h"
#include "ui/words/events_panel.h"
#include "ui/words/glossary_dialog.h"

#include <QAbstractItemView>
#include <QAction>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

QFrame *hairline()
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

} // namespace

Window::Window(Simulation &simulation, const QString &shelf, QWidget *parent)
    : QMainWindow(parent)
    , m_simulation(simulation)
    , m_shelf(shelf)
    , m_selection(new Selection(this))
    , m_edits(new Edits(simulation, this))
    , m_canvas(new Canvas(simulation, *m_selection))
    , m_scenarios(new ScenarioList)
    , m_text(new ScenarioText(simulation, *m_edits))
    , m_lesson(new LessonPanel(simulation))
    , m_inspector(new InspectorPanel(simulation, *m_selection))
    , m_doors(new DoorPanel(simulation))
    , m_breakpoints(new BreakpointDialog(simulation, this))
    , m_hold(new HoldBar(simulation))
    , m_events(new EventsPanel(simulation, *m_selection))
    , m_charts(new ChartsPanel(simulation))
    , m_ladder(new LadderPanel(simulation, *m_selection))
    , m_dialogue(new DialoguePanel(simulation, *m_selection))
    , m_faults(new FaultsPanel(this))
    , m_transport(new TransportBar(simulation))
    , m_programs(new Programs(simulation, *m_selection, this))
    , m_words(new QTabWidget)
    , m_language(new LanguageChoice(this))
{
    setWindowTitle(tr("Mailflow"));
    setAcceptDrops(true);
    layOut();
    makeMenus();
    connect(m_scenarios, &ScenarioList::wanted, this, &Window::wish);
    connect(m_faults, &FaultsPanel::againWanted, this, &Window::wish);
    connect(m_faults, &FaultsPanel::mendingWanted, this, &Window::mend);
    connect(m_faults, &FaultsPanel::savingWanted, this,
            [this](const QString &file) { (this->*m_saveAgain)(file); });
    connect(&m_transport->narration(), &Narration::followingWanted, this, &Window::followScenario);
    connect(m_lesson, &LessonPanel::followingWanted, this, &Window::followScenario);
    connect(&m_transport->narration(), &Narration::termWanted, this, &Window::showGlossary);
    connect(&m_transport->beads(), &Beads::clicked, this, &Window::lookAtLetter);
    connect(m_inspector, &InspectorPanel::termWanted, this, &Window::showGlossary);
    connect(m_language, &LanguageChoice::changed, this, &Window::speakAnew);
    connect(m_canvas, &Canvas::lookInside, this, [this] { m_inspectorAction->setChecked(true); });
    connect(m_canvas, &Canvas::mailProgramWanted, m_programs, &Programs::openMail);
    connect(m_inspector, &InspectorPanel::mailProgramWanted, m_programs, &Programs::openMail);
    connect(m_inspector, &InspectorPanel::terminalWanted, m_programs, &Programs::openTerminal);
    connect(m_events, &EventsPanel::wanted, this, [this] { showWords(*m_events); });
    connect(m_ladder, &LadderPanel::wanted, this, [this] { showWords(*m_ladder); });
    connect(&m_canvas->faultMenu(), &FaultMenu::mailServerWanted, m_text, &ScenarioText::addMailServer);
    connect(&m_text->editAction(), &QAction::triggered, this, &Window::editText);
    connect(m_text, &ScenarioText::openingWanted, this,
            [this] { leaveEdits([this] { m_text->openMended(); }); });
    connect(m_text, &ScenarioText::applied, m_doors, &DoorPanel::openAgain);
    connect(m_text, &ScenarioText::wanted, this, [this] { showWords(*m_text); });
    connect(m_dialogue, &DialoguePanel::wanted, this, [this] { showWords(*m_dialogue); });
    connect(&simulation, &Simulation::opened, this, &Window::opened);
}

Window::~Window() = default;

void Window::layOut()
{
    auto *across = new QSplitter(Qt::Horizontal);
    across->setObjectName(QStringLiteral("across"));
    across->addWidget(makeLeft());
    across->addWidget(m_canvas);
    across->addWidget(m_inspector);
    across->addWidget(m_doors);
    across->setStretchFactor(1, 1);
    across->setSizes({260, 700, 320, 340});
    across->setChildrenCollapsible(false);
    across->setHandleWidth(1);
    m_scenarios->setObjectName(QStringLiteral("scenarios"));
    m_lesson->setObjectName(QStringLiteral("lesson"));
    m_inspector->setObjectName(QStringLiteral("inspector"));
    m_words->setObjectName(QStringLiteral("words"));
    m_words->setDocumentMode(true);
    m_words->setAccessibleName(tr("Words"));
    m_events->setObjectName(QStringLiteral("events"));
    m_words->addTab(m_events, tr("Events"));
    m_ladder->setObjectName(QStringLiteral("ladder"));
    m_words->addTab(m_ladder, tr("Ladder"));
    m_dialogue->setObjectName(QStringLiteral("dialogue"));
    m_words->addTab(m_dialogue, tr("Dialogue"));
    m_charts->setObjectName(QStringLiteral("charts"));
    m_words->addTab(m_charts, tr("Charts"));
    m_text->setObjectName(QStringLiteral("text"));
    m_words->addTab(m_text, tr("Scenario"));
    auto *down = new QSplitter(Qt::Vertical);
    down->setObjectName(QStringLiteral("down"));
    down->addWidget(across);
    down->addWidget(m_words);
    down->setStretchFactor(0, 1);
    down->setSizes({440, 220});
    down->setChildrenCollapsible(false);
    down->setHandleWidth(1);
    auto *centre = new QWidget;
    auto *all = new QVBoxLayout(centre);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(down, 1);
    all->addWidget(m_hold);
    all->addWidget(hairline());
    all->addWidget(m_transport);
    setCentralWidget(centre);
    m_inspector->hide();
    m_words->hide();
}

/// The scenarios, and beneath them the lesson of the open one. While a question is open the keys are on its
/// answers, if they were on the picture.
QWidget *Window::makeLeft()
{
    auto *left = new LeftSide(*m_scenarios, *m_lesson);
    left->setObjectName(QStringLiteral("left"));
    connect(m_lesson, &LessonPanel::questionOpenChanged, this, [this](bool open) {
        m_simulation.setFutureHidden(open);
        if (open && m_canvas->hasFocus())
            m_lesson->focusQuestion();
        else if (!open && m_lesson->isAncestorOf(focusWidget()))
            m_canvas->setFocus();
    });
    return left;
}

// ---- menus --------------------------------------------------------------------------------------------

void Window::makeMenus()
{
    makeFileMenu();
    makeViewMenu();
    makeBreakMenu();
    QMenu *run = menuBar()->addMenu(tr("&Run"));
    m_transport->fillMenu(*run);
    QMenu *events = menuBar()->addMenu(tr("&Events"));
    m_events->fillMenu(*events);
    events->addSeparator();
    m_dialogue->fillMenu(*events);
    m_ladder->fillMenu(*events);
    makeLessonMenu();
    makeProgramsMenu();
    makeHelpMenu();
}

/// The programs of the world's machines, and those of this one.
void Window::makeProgramsMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Programs"));
    m_programs->fillMenu(*menu);
    menu->addSeparator();
    menu->addAction(&m_doors->doors());
    QAction *breakpoints = makeAction(Act::Breakpoints, this);
    connect(breakpoints, &QAction::triggered, m_breakpoints, &QWidget::show);
    menu->addAction(breakpoints);
    // Beside both panels at once little of the picture would be left.
    connect(&m_doors->doors(), &QAction::toggled, this, [this](bool open) {
        if (open)
            m_inspectorAction->setChecked(false);
    });
    connect(m_inspectorAction, &QAction::toggled, m_doors,
            [this](bool inside) { m_doors->setVisible(!inside && m_doors->doors().isChecked()); });
}

void Window::makeHelpMenu()
{
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    QAction *keys = makeAction(Act::Keys, this);
    connect(keys, &QAction::triggered, this, [this] {
        auto *dialog = new KeysDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    QAction *about = makeAction(Act::About, this);
    connect(about, &QAction::triggered, this, [this] { showAbout(this); });
    QAction *glossary = makeAction(Act::Glossary, this);
    connect(glossary, &QAction::triggered, this, [this] { showGlossary({}); });
    QAction *history = makeAction(Act::History, this);
    connect(history, &QAction::triggered, this, &Window::showHistory);
    connect(m_scenarios, &ScenarioList::historyWanted, history, &QAction::trigger);
    help->addActions({glossary, history, keys, about});
}

void Window::makeFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    QAction *openFile = makeAction(Act::Open, this);
    QAction *again = makeAction(Act::Reload, this);
    QAction *quit = makeAction(Act::Quit, this);
    again->setEnabled(false);
    connect(openFile, &QAction::triggered, this, &Window::chooseFile);
    connect(again, &QAction::triggered, this, [this] { wish(m_simulation.file(), m_simulation.variant()); });
    connect(quit, &QAction::triggered, this, &QWidget::close);
    QAction *save = makeAction(Act::Save, this), *saveElsewhere = makeAction(Act::SaveAs, this);
    connect(save, &QAction::triggered, this, &Window::saveHere);
    connect(saveElsewhere, &QAction::triggered, this, &Window::saveAs);
    save->setEnabled(false);
    saveElsewhere->setEnabled(false);
    const auto tellUnsaved = [this, save] {
        setWindowModified(isUnsaved());
        save->setEnabled(isWindowModified());
    };
    connect(m_edits, &Edits::changed, this, tellUnsaved);
    connect(m_text, &ScenarioText::mendingChanged, this, tellUnsaved);
    connect(m_canvas, &Canvas::machineMoved, m_edits, &Edits::placeMachine);
    connect(&m_simulation, &Simulation::opened, saveElsewhere,
            [this, saveElsewhere] { saveElsewhere->setEnabled(!m_simulation.file().isEmpty()); });
    connect(&m_simulation, &Simulation::opened, again,
            [this, again] { again->setEnabled(!m_simulation.file().isEmpty()); });
    menu->addActions({openFile, again});
    menu->addSeparator();
    m_text->fillMenu(*menu);
    menu->addSeparator();
    menu->addActions({save, saveElsewhere});
    menu->addSeparator();
    menu->addAction(quit);
}

void Window::makeLessonMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Lesson"));
    m_lessonAction = &fold(*menu, int(Act::Lesson), *m_lesson);
    m_lesson->fillMenu(*menu);
    connect(m_lesson, &LessonPanel::lessonFound, m_lessonAction, [this](bool found) {
        m_lessonAction->setEnabled(found);
        m_lesson->setVisible(found && m_lessonAction->isChecked());
    });
    m_lessonAction->setEnabled(false); // until a scenario with one is open
    m_lesson->hide();
}

void Window::makeViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    fold(*menu, int(Act::Scenarios), *m_scenarios);
    m_inspectorAction = &fold(*menu, int(Act::Inspector), *m_inspector);
    m_wordsAction = &fold(*menu, int(Act::Words), *m_words);
    m_transport->addSwitch(*m_wordsAction);
    m_transport->addSwitch(*m_inspectorAction);
    makeLookMenu(*menu);
    menu->addSeparator();
    QAction *charts = makeAction(Act::Charts, this);
    connect(charts, &QAction::triggered, this, &Window::showCharts);
    menu->addAction(charts);
    m_charts->fillMenu(*menu);
    menu->addSeparator();
    const auto add = [&](Act act, auto slot) {
        QAction *action = makeAction(act, this);
        connect(action, &QAction::triggered, m_canvas, slot);
        menu->addAction(action);
        return action;
    };
    add(Act::NextMachine, &Canvas::selectNextMachine);
    add(Act::PreviousMachine, &Canvas::selectPreviousMachine);
    add(Act::NextLink, &Canvas::selectNextLink);
    add(Act::MoveLeft, &Canvas::moveLeft);
    add(Act::MoveRight, &Canvas::moveRight);
    add(Act::MoveUp, &Canvas::moveUp);
    add(Act::MoveDown, &Canvas::moveDown);
    QAction *dns = add(Act::UnfoldDns, &Canvas::openDns);
    dns->setCheckable(true);
    connect(m_canvas, &Canvas::dnsOpened, dns, &QAction::setChecked);
    menu->addSeparator();
    add(Act::ZoomIn, &Canvas::zoomIn);
    add(Act::ZoomOut, &Canvas::zoomOut);
    add(Act::Fit, &Canvas::fit);
}

void Window::makeBreakMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Break"));
    QAction *here = makeAction(Act::Break, this), *repair = makeAction(Act::RepairAll, this);
    connect(here, &QAction::triggered, m_canvas, &Canvas::showFaults);
    connect(repair, &QAction::triggered, &m_canvas->faultMenu(), &FaultMenu::repairAll);
    QAction *planned = makeAction(Act::Planned, this);
    connect(planned, &QAction::triggered, this, &Window::showPlanned);
    connect(&m_canvas->faultMenu(), &FaultMenu::plannedWanted, planned, &QAction::trigger);
    menu->addActions({here, repair, planned});
}

void Window::showPlanned()
{
    if (!m_planned)
        m_planned = new PlannedDialog(m_simulation, this);
    m_planned->show();
    m_planned->raise();
    m_planned->activateWindow();
}

void Window::makeLookMenu(QMenu &menu)
{
    QAction *letter = makeAction(Act::Letter, this);
    QAction *depth = makeAction(Act::Depth, this);
    connect(letter, &QAction::triggered, this, &Window::lookAtLetter);
    connect(depth, &QAction::triggered, &m_inspector->depth(), &DepthControl::deeper);
    menu.addActions({letter, depth});
    QAction *language = makeAction(Act::Language, this);
    language->setMenu(new QMenu(this));
    m_language->fillMenu(*language->menu());
    menu.addAction(language);
}

void Window::lookAtLetter()
{
    const Index shown = m_simulation.isOpen() ? m_simulation.recordsShown() : 0;
    MailId last = MailId::None;
    for (const LetterEvent &event : m_simulation.index().letterEvents())
        if (event.record < shown)
            last = event.mail;
    if (last != MailId::None)
        m_selection->selectLetter(last);
    m_inspectorAction->setChecked(true);
}

// ---- words --------------------------------------------------------------------------------------------

void Window::speakAnew()
{
    m_simulation.speakAnew();
    fillShelf();
    for (QAbstractItemView *view : findChildren<QAbstractItemView *>())
        view->viewport()->update();
    delete m_glossary;
}

void Window::showGlossary(const QString &term)
{
    const auto &told = m_simulation.teller().glossary();
    const auto glossary =
        told ? told : std::make_shared<const story::Glossary>(story::Words::builtIn(languageCode()));
    QString wanted = term;
    if (wanted.isEmpty()) // the first word of this moment's sentence that is explained
        for (const story::Mention &mention :
             glossary->mentions(utf8(narrate(m_simulation, m_simulation.teller()))))
            if (wanted.isEmpty())
                wanted = text(mention.term->id);
    if (!m_glossary) {
        m_glossary = new GlossaryDialog(glossary, this);
        m_glossary->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_glossary->showTerm(wanted);
    m_glossary->show();
    m_glossary->raise();
    m_glossary->activateWindow();
}

/// An action that shows and hides a part of the window.
QAction &Window::fold(QMenu &menu, int act, QWidget &part)
{
    QAction *action = makeAction(Act(act), this);
    action->setCheckable(true);
    action->setObjectName(part.objectName());
    action->setChecked(!part.isHidden());
    connect(action, &QAction::toggled, &part, &QWidget::setVisible);
    menu.addAction(action);
    m_folds.append(action);
    return *action;
}

QList<QSplitter *> Window::splitters() const
{
    QList<QSplitter *> ours;
    for (QSplitter *splitter : findChildren<QSplitter *>())
        if (splitter->window() == this && !splitter->objectName().isEmpty())
            ours.append(splitter);
    return ours;
}

/// In a large window the lists on both sides show more, and not only the picture between them.
void Window::divideRoom()
{
    constexpr int left = 260, transport = 170;
    const int inspector = std::clamp(width() / 4, 320, 460), doors = std::max(340, inspector);
    const int list = std::max(280, (height() - transport) * 4 / 9);
    for (QSplitter *splitter : splitters())
        if (splitter->objectName() == u"across")
            splitter->setSizes({left, width() - left - inspector - doors, inspector, doors});
        else if (splitter->objectName() == u"left")
            splitter->setSizes({list, height() - transport - list});
}

void Window::showCharts() { showWords(*m_charts); }

void Window::showWords(QWidget &tab)
{
    m_wordsAction->setChecked(true);
    m_words->setCurrentWidget(&tab);
}

// ---- opening ------------------------------------------------------------------------------------------

void Window::wish(const QString &file, const QString &variant)
{
    if (!isUnsaved()) {
        open(file, variant);
        return;
    }
    m_scenarios->setCurrent(m_simulation.file(), m_simulation.variant()); // until it is answered for
    leave([this, file, variant] { open(file, variant); });
}

bool Window::open(const QString &file, const QString &variant)
{
    const auto result = m_simulation.open(file, variant);
    if (!result) {
        placeFaults();
        const bool mendable = ScenarioText::canMend(file);
        m_faults->showFaults(file, variant, result.error(), FaultsPanel::CanBeMended(mendable));
        if (mendable)
            m_text->editAction().setEnabled(true); // of this file
        m_scenarios->setCurrent(m_simulation.file(), m_simulation.variant());
        return false;
    }
    m_faults->hide();
    return true;
}

/// A file with errors comes into the tab for text. What was open stays, but for what was typed there.
void Window::mend(const QString &file, const QString &variant, const Faults &faults)
{
    const auto start = [this, file, variant, faults] {
        m_faults->hide();
        m_text->mend(file, variant, faults);
    };
    if (!m_text->hasTyped())
        start();
    else
        leave(start);
}

void Window::editText()
{
    if (m_faults->offersMending())
        m_faults->mendButton().click();
    else
        m_text->startEditing();
}

void Window::opened()
{
    nameWhatIsOpen();
    m_canvas->setFocus(); // the keys of time act there
}

void Window::nameWhatIsOpen()
{
    const QString title = inLanguage(m_simulation.world().scenario().title);
    setWindowTitle(title.isEmpty() ? tr("Mailflow[*]") : tr("%1[*] – Mailflow").arg(title));
    m_scenarios->setCurrent(m_simulation.file(), m_simulation.variant());
    const ShelfEntry *next = m_scenarios->following(m_simulation.file());
    m_transport->narration().setFollowing(next ? next->title : QString());
    m_lesson->setFollowing(next ? next->title : QString());
}

void Window::followScenario()
{
    if (const ShelfEntry *next = m_scenarios->following(m_simulation.file()))
        wish(next->file);
}

void Window::showHistory()
{
    auto *timeline = new HistoryTimeline(this);
    timeline->setAttribute(Qt::WA_DeleteOnClose);
    connect(timeline, &HistoryTimeline::scenarioWanted, this,
            [this](const QString &name) { wish(QDir(m_shelf).filePath(name)); });
    timeline->open();
}

void Window::fillShelf()
{
    m_scenarios->setEntries(readShelf(m_shelf));
    if (m_simulation.isOpen())
        nameWhatIsOpen();
}

void Window::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a scenario"), m_shelf, tr("Scenarios (*.yaml *.yml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) { wish(file); });
    dialog->open();
}

void Window::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void Window::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls())
        if (url.isLocalFile()) {
            wish(url.toLocalFile());
            return;
        }
}

void Window::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    placeFaults();
}

void Window::placeFaults()
{
    const QSize size(std::min(width() - 60, 860), std::min(height() - 80, 420));
    m_faults->setGeometry(QRect(QPoint((width() - size.width()) / 2, (height() - size.height()) / 3), size));
}

} // namespace mf::ui
