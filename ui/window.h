// The main window: puts the parts beside each other and opens scenarios. Each part owns its own actions;
// this collects them into menus.
#pragma once

#include <QMainWindow> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it
#include <QPointer>

#include "sim/base/fault.h"

#include <functional>

class QMessageBox;
class QSplitter;
class QTabWidget;

namespace mf::ui {

class Canvas;
class ChartsPanel;
class BreakpointDialog;
class DoorPanel;
class HoldBar;
class Edits;
class DialoguePanel;
class EventsPanel;
class FaultsPanel;
class GlossaryDialog;
class InspectorPanel;
class LanguageChoice;
class LessonPanel;
class PlannedDialog;
class Programs;
class LadderPanel;
class ScenarioList;
class ScenarioText;
class Selection;
class Simulation;
class TransportBar;

class Window final : public QMainWindow {
    Q_OBJECT

public:
    /// `shelf`: the folder whose scenarios are listed; "": none.
    Window(Simulation &simulation, const QString &shelf, QWidget *parent = nullptr);
    ~Window() override;

    /// A person wants a scenario: asks first where work would be lost.
    void wish(const QString &file, const QString &variant = {});
    /// Opens a scenario file whatever is unsaved, or shows what is wrong with it.
    bool open(const QString &file, const QString &variant = {});
    /// Unfolds the words, with this tab in front.
    void showWords(QWidget &tab);
    /// Reads the folder of scenarios; opening a window does not wait for it.
    void fillShelf();

    Canvas &canvas() { return *m_canvas; }
    EventsPanel &events() { return *m_events; }
    ChartsPanel &charts() { return *m_charts; }
    void showCharts();
    LadderPanel &ladder() { return *m_ladder; }
    DialoguePanel &dialogue() { return *m_dialogue; }
    InspectorPanel &inspector() { return *m_inspector; }
    FaultsPanel &faults() { return *m_faults; }
    TransportBar &transport() { return *m_transport; }
    ScenarioList &scenarios() { return *m_scenarios; }
    ScenarioText &scenarioText() { return *m_text; }
    Programs &programs() { return *m_programs; }
    LessonPanel &lesson() { return *m_lesson; }
    Selection &selection() { return *m_selection; }
    Edits &edits() { return *m_edits; }
    DoorPanel &doors() { return *m_doors; }
    BreakpointDialog &breakpoints() { return *m_breakpoints; }
    HoldBar &holdBar() { return *m_hold; }
    QTabWidget &words() const { return *m_words; }
    /// What divides the room among the parts, by name.
    QList<QSplitter *> splitters() const;
    /// The checkable actions that fold parts away, by name.
    QList<QAction *> folds() const { return m_folds; }
    /// Divides the room anew, as it suits the window's size.
    void divideRoom();
    /// Writes what was done into the file; shows why where that cannot be done.
    bool save(const QString &file);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void layOut();
    void makeMenus();
    void makeFileMenu();
    void makeViewMenu();
    void makeBreakMenu();
    void makeProgramsMenu();
    void makeLessonMenu();
    QWidget *makeLeft();
    void followScenario();
    void showHistory();
    void showPlanned();
    QAction &fold(QMenu &menu, int act, QWidget &part);
    void makeLookMenu(QMenu &menu);
    void makeHelpMenu();
    void speakAnew();
    void showGlossary(const QString &term);
    void lookAtLetter();
    void chooseFile();
    void saveHere();
    void saveAs();
    void leave(const std::function<void()> &then);
    void leaveEdits(const std::function<void()> &then);
    void ask(QMessageBox *question, const std::function<bool()> &saves, const std::function<void()> &then);
    bool saveText(const QString &file);
    void mend(const QString &file, const QString &variant, const Faults &faults);
    void editText();
    bool isUnsaved() const;
    bool notSaved(const QString &file, const Faults &faults, bool (Window::*again)(const QString &));
    void opened();
    void nameWhatIsOpen();
    void placeFaults();

    Simulation &m_simulation;
    QString m_shelf;
    Selection *m_selection;
    Edits *m_edits;
    Canvas *m_canvas;
    ScenarioList *m_scenarios;
    ScenarioText *m_text;
    LessonPanel *m_lesson;
    InspectorPanel *m_inspector;
    DoorPanel *m_doors;
    BreakpointDialog *m_breakpoints;
    HoldBar *m_hold;
    EventsPanel *m_events;
    ChartsPanel *m_charts;
    LadderPanel *m_ladder;
    DialoguePanel *m_dialogue;
    FaultsPanel *m_faults;
    TransportBar *m_transport;
    Programs *m_programs;
    QTabWidget *m_words;
    QList<QAction *> m_folds;
    QAction *m_inspectorAction = nullptr, *m_wordsAction = nullptr;
    LanguageChoice *m_language;
    QPointer<GlossaryDialog> m_glossary;
    QPointer<PlannedDialog> m_planned; // since it was asked for first
    QPointer<QMessageBox> m_question;  // before work is left
    bool (Window::*m_saveAgain)(const QString &) = &Window::save;
    QAction *m_lessonAction = nullptr;
};

} // namespace mf::ui
