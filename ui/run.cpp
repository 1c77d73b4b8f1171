#include "ui/run.h"

#include "ui/keys.h"
#include "ui/language.h"
#include "ui/scenarios/faults_panel.h"
#include "ui/scenarios/shelf.h"
#include "ui/simulation.h"
#include "ui/style.h"
#include "ui/window.h"
#include "ui/window_state.h"

#include <QApplication>
#include <QScreen>
#include <QSettings>
#include <QStyle>
#include <QTimer>

#include <cstdio>

namespace mf::ui {

namespace {

Simulation::Motion motionOf(const QApplication &application, const WindowOptions &options)
{
    const bool still = application.style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
    return still || !options.shot.file.isEmpty() ? Simulation::Motion::Reduced : Simulation::Motion::Full;
}

/// As it was left; a picture has nothing of that.
bool asItWasLeft(Window &window, const WindowOptions &options)
{
    return !options.size && options.shot.file.isEmpty() && restoreWindow(window, QSettings());
}

/// A window that the screen has no room for, with the frame around it, fills the screen.
void showOnScreen(QWidget &window)
{
    constexpr QSize frame(8, 40);
    const QSize needed = window.size() + frame, room = window.screen()->availableSize();
    needed.width() > room.width() || needed.height() > room.height() ? window.showMaximized() : window.show();
}

} // namespace

int runWindow(QApplication &application, const WindowOptions &options)
{
    if (const QString complaint = complaintAbout(options.shot); !complaint.isEmpty()) {
        std::fprintf(stderr, "mailflow: %s\n", qPrintable(complaint));
        return 2;
    }
    QApplication::setStyle(new Style);
    QCoreApplication::setOrganizationName(QStringLiteral("Mailflow"));
    QCoreApplication::setApplicationName(QStringLiteral("Mailflow"));
    LanguageChoice::start();
    dress(options.shot);
    Simulation simulation(motionOf(application, options));
    const QString shelf = findShelf(options.scenarioFolder);
    Window window(simulation, shelf);
    PlainKeyGuard guard;
    application.installEventFilter(&guard);
    const bool isRestored = asItWasLeft(window, options);
    if (!isRestored) {
        window.resize(options.size.value_or(QSize(1280, 800)));
        window.divideRoom();
    }
    const QString wanted = options.scenario.isEmpty() ? firstOf(shelf) : options.scenario;
    const bool opened = !wanted.isEmpty() && window.open(wanted.section(u'#', 0, 0), wanted.section(u'#', 1));
    if (!options.shot.file.isEmpty() && !opened) {
        std::fprintf(stderr, "%s\n", qPrintable(window.faults().shownText()));
        return 2;
    }
    isRestored || !options.shot.file.isEmpty() ? window.show() : showOnScreen(window);
    if (!options.shot.file.isEmpty())
        return takePicture(application, simulation, window, options.shot);
    QTimer::singleShot(0, &window, &Window::fillShelf);
    const int status = application.exec();
    QSettings settings;
    keepWindow(window, settings);
    return status;
}

} // namespace mf::ui
