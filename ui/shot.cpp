#include "ui/shot.h"

#include "sim/scenario/suggest.h"
#include "sim/story/story.h"
#include "ui/doors/breakpoint_dialog.h"
#include "ui/doors/door_panel.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/keys.h"
#include "ui/ladder/ladder_panel.h"
#include "ui/language.h"
#include "ui/palette.h"
#include "ui/programs/composer.h"
#include "ui/programs/mail_program.h"
#include "ui/programs/programs.h"
#include "ui/scenarios/scenario_text.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/transport/place_text.h"
#include "ui/window.h"
#include "ui/words/dialogue_panel.h"
#include "ui/words/events_panel.h"

#include <QAction>
#include <QApplication>
#include <QPixmap>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace mf::ui {

namespace {

// ---- panels -------------------------------------------------------------------------------------------

/// Carries an action out. What is to be seen then: the window that came with it, or else the main one.
QWidget &pictured(Window &window, Act act)
{
    const QWidgetList before = QApplication::topLevelWidgets();
    for (QAction *action : window.findChildren<QAction *>())
        if (action->data() == QVariant(int(act)) && !(action->isCheckable() && action->isChecked()))
            action->trigger();
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (!before.contains(widget) && widget->isVisible())
            return *widget;
    return window;
}

QWidget &unfolded(Window &window, QWidget &tab)
{
    window.showWords(tab);
    return window;
}

/// Inside the machine at which the last step's event was, or else the first one.
QWidget &insideMachine(Window &window, Simulation &simulation)
{
    const auto telling = simulation.tellingRecord();
    window.selection().selectNode(telling ? simulation.trace()[*telling].from : NodeId(0));
    return pictured(window, Act::Inspector);
}

QWidget &insideEvent(Window &window, Simulation &simulation)
{
    if (const auto telling = simulation.tellingRecord())
        window.selection().selectRecord(*telling);
    return pictured(window, Act::Inspector);
}

QWidget &withBreakpoints(Window &window, Simulation &)
{
    window.breakpoints().show();
    return window.breakpoints();
}

QWidget &newLetter(Window &window, Simulation &)
{
    auto *program = qobject_cast<MailProgram *>(&pictured(window, Act::MailProgram));
    if (!program)
        return window;
    program->write();
    return *window.programs().composers().front();
}

template <Act act>
QWidget &byAction(Window &window, Simulation &)
{
    return pictured(window, act);
}

struct PanelRow {
    const char *name;
    QWidget &(*show)(Window &, Simulation &);
};

constexpr PanelRow kPanels[] = {
    {"events", [](Window &w, Simulation &) -> QWidget & { return unfolded(w, w.events()); }},
    {"ladder", [](Window &w, Simulation &) -> QWidget & { return unfolded(w, w.ladder()); }},
    {"dialogue", [](Window &w, Simulation &) -> QWidget & { return unfolded(w, w.dialogue()); }},
    {"charts", byAction<Act::Charts>},
    {"scenario", [](Window &w, Simulation &) -> QWidget & { return unfolded(w, w.scenarioText()); }},
    {"machine", insideMachine},
    {"event", insideEvent},
    {"letter", byAction<Act::Letter>},
    {"doors", byAction<Act::Doors>},
    {"futures", byAction<Act::Fork>},
    {"until", byAction<Act::RunUntil>},
    {"breakpoints", withBreakpoints},
    {"mail", byAction<Act::MailProgram>},
    {"composer", newLetter},
    {"terminal", byAction<Act::Terminal>},
    {"glossary", byAction<Act::Glossary>},
    {"fields", byAction<Act::FilterFields>},
    {"history", byAction<Act::History>},
    {"keys", byAction<Act::Keys>},
    {"about", byAction<Act::About>},
};

// ---- what was asked for -------------------------------------------------------------------------------

constexpr const char *kHalfWay = "half", *kAtStart = "start", *kAtEnd = "end", *kLightTheme = "light",
                     *kDarkTheme = "dark";

/// The scenarios' own clock cannot be known yet: where only that is amiss, it is when the picture is taken.
std::expected<TypedPlace, QString> typedPlace(const QString &typed, CalendarTime epoch)
{
    bool isNumber = false;
    typed.toULongLong(&isNumber); // "#" begins a comment in a shell
    return readPlace(isNumber ? u'#' + typed : typed, Instant{}, epoch);
}

bool isWord(const QString &place)
{
    return place.isEmpty() || place == QLatin1String(kHalfWay) || place == QLatin1String(kAtStart)
           || place == QLatin1String(kAtEnd);
}

QString complaintAbout(const char *what, const QString &word, const std::vector<std::string> &known)
{
    if (word.isEmpty() || std::ranges::find(known, utf8(word)) != known.end())
        return {};
    return QStringLiteral("there is no %1 \"%2\"%3; there are %4")
        .arg(QLatin1String(what), word, text(schema::didYouMean(utf8(word), known).text()),
             text(schema::inWords(known).text()));
}

// ---- taking it ----------------------------------------------------------------------------------------

/// The long way there, which may take a while.
void setOut(Simulation &simulation, const QString &place)
{
    if (place.isEmpty() || place == QLatin1String(kHalfWay) || place == QLatin1String(kAtEnd))
        return simulation.toEnd();
    if (place == QLatin1String(kAtStart))
        return;
    const auto there = typedPlace(place, simulation.world().epoch());
    if (!there)
        return; // was refused before
    if (const auto *record = std::get_if<Index>(&*there))
        simulation.toRecord(*record);
    else
        simulation.toTime(std::get<Instant>(*there));
}

void arrive(Simulation &simulation, const QString &place)
{
    if (place.isEmpty() || place == QLatin1String(kHalfWay))
        simulation.toTime(simulation.scale().timeAt(simulation.scale().length() / 2));
}

QWidget &showPanel(Window &window, Simulation &simulation, const QString &name)
{
    for (const PanelRow &panel : kPanels)
        if (name == QLatin1String(panel.name))
            return panel.show(window, simulation);
    return window;
}

} // namespace

QStringList panelNames()
{
    QStringList names;
    for (const PanelRow &panel : kPanels)
        names << QLatin1String(panel.name);
    return names;
}

QString complaintAbout(const Shot &shot)
{
    std::vector<std::string> panels, languages;
    for (const PanelRow &panel : kPanels)
        panels.emplace_back(panel.name);
    for (const std::string_view language : story::Words::languages())
        languages.emplace_back(language);
    for (const QString &complaint : {complaintAbout("panel", shot.panel, panels),
                                     complaintAbout("theme", shot.theme, {kLightTheme, kDarkTheme}),
                                     complaintAbout("language", shot.language, languages)})
        if (!complaint.isEmpty())
            return complaint;
    if (isWord(shot.place))
        return {};
    const auto place = typedPlace(shot.place, CalendarTime{});
    return place ? QString()
                 : QStringLiteral("%1, or %2, %3 or %4")
                       .arg(place.error(), QLatin1String(kHalfWay), QLatin1String(kAtStart),
                            QLatin1String(kAtEnd));
}

void dress(const Shot &shot)
{
    if (!shot.language.isEmpty())
        LanguageChoice::start(shot.language);
    if (shot.theme.isEmpty())
        return;
    QApplication::setPalette(QPalette()); // what an earlier picture may have set
    const Theme &theme = shot.theme == QLatin1String(kDarkTheme) ? Theme::night() : Theme::light();
    if (&Theme::of(QApplication::palette()) != &theme)
        QApplication::setPalette(theme.palette());
}

int takePicture(QApplication &application, Simulation &simulation, Window &window, const Shot &shot)
{
    int status = 2;
    QWidget *seen = &window;
    const auto shoot = [&] {
        if (seen->grab().save(shot.file, "PNG"))
            status = 0;
        else
            std::fprintf(stderr, "%s: cannot be written\n", qPrintable(shot.file));
        application.quit();
    };
    const auto soon = [&window](const auto &what) { QTimer::singleShot(0, &window, what); };
    const auto show = [&] {
        seen = &showPanel(window, simulation, shot.panel);
        soon([&] { soon([&] { soon(shoot); }); }); // lists scroll to what is selected after they are laid out
    };
    const auto look = [&] {
        arrive(simulation, shot.place);
        soon(show);
    };
    soon([&] {
        window.fillShelf();
        setOut(simulation, shot.place);
        if (!simulation.isBusy())
            return soon(look);
        QObject::connect(
            &simulation, &Simulation::busyChanged, &window, [&] { soon(look); }, Qt::SingleShotConnection);
    });
    application.exec();
    return status;
}

} // namespace mf::ui
