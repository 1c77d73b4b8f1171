#include "ui/run.h"

#include "ui/keys.h"
#include "ui/language.h"
#include "ui/scenarios/faults_panel.h"
#include "ui/scenarios/shelf.h"
#include "ui/simulation.h"
#include "ui/style.h"
#include "ui/window.h"

#include <QApplication>
#include <QScreen>
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
    window.resize(options.size);
    const QString wanted = options.scenario.isEmpty() ? firstOf(shelf) : options.scenario;
    const bool opened = !wanted.isEmpty() && window.open(wanted.section(u'#', 0, 0), wanted.section(u'#', 1));
    if (!options.shot.file.isEmpty() && !opened) {
        std::fprintf(stderr, "%s\n", qPrintable(window.faults().shownText()));
        return 2;
    }
    options.shot.file.isEmpty() ? showOnScreen(window) : window.show();
    if (!options.shot.file.isEmpty())
        return takePicture(application, simulation, window, options.shot);
    QTimer::singleShot(0, &window, &Window::fillShelf);
    return application.exec();
}

} // namespace mf::ui
