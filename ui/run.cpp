#include "ui/run.h"

#include "ui/canvas/canvas.h"
#include "ui/keys.h"
#include "ui/language.h"
#include "ui/scenarios/faults_panel.h"
#include "ui/scenarios/shelf.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/window.h"

#include <QApplication>
#include <QPixmap>
#include <QStyle>
#include <QStyleFactory>
#include <QTimer>

#include <cstdio>

namespace mf::ui {

namespace {

Simulation::Motion motionOf(const QApplication &application, const WindowOptions &options)
{
    const bool still = application.style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
    return still || !options.screenshot.isEmpty() ? Simulation::Motion::Reduced : Simulation::Motion::Full;
}

/// The window once the run has ended and been looked back upon from its middle.
int takePicture(QApplication &application, Simulation &simulation, Window &window, const QString &file)
{
    int status = 2;
    const auto shoot = [&] {
        simulation.toTime(simulation.scale().timeAt(simulation.scale().length() / 2));
        application.sendPostedEvents();
        if (window.grab().save(file, "PNG"))
            status = 0;
        else
            std::fprintf(stderr, "%s: cannot be written\n", qPrintable(file));
        application.quit();
    };
    QObject::connect(&simulation, &Simulation::busyChanged, &window, [&](bool busy) {
        if (!busy)
            QTimer::singleShot(0, &window, shoot);
    });
    QTimer::singleShot(0, &window, [&] {
        window.fillShelf();
        simulation.toEnd();
        if (!simulation.isBusy())
            QTimer::singleShot(0, &window, shoot);
    });
    application.exec();
    return status;
}

} // namespace

int runWindow(QApplication &application, const WindowOptions &options)
{
    if (QStyle *fusion = QStyleFactory::create(QStringLiteral("Fusion")))
        QApplication::setStyle(fusion); // the same everywhere; colours still follow the system
    QCoreApplication::setOrganizationName(QStringLiteral("Mailflow"));
    QCoreApplication::setApplicationName(QStringLiteral("Mailflow"));
    LanguageChoice::start();
    Simulation simulation(motionOf(application, options));
    const QString shelf = findShelf(options.scenarioFolder);
    Window window(simulation, shelf);
    PlainKeyGuard guard;
    application.installEventFilter(&guard);
    window.resize(options.size);
    const QString wanted = options.scenario.isEmpty() ? firstOf(shelf) : options.scenario;
    const bool opened = !wanted.isEmpty() && window.open(wanted.section(u'#', 0, 0), wanted.section(u'#', 1));
    if (!options.screenshot.isEmpty() && !opened) {
        std::fprintf(stderr, "%s\n", qPrintable(window.faults().shownText()));
        return 2;
    }
    window.show();
    if (!options.tab.isEmpty()) {
        auto *tab = window.findChild<QWidget *>(options.tab);
        if (!tab) {
            std::fprintf(stderr, "no tab is called \"%s\"\n", qPrintable(options.tab));
            return 2;
        }
        window.showWords(*tab);
    }
    if (!options.screenshot.isEmpty())
        return takePicture(application, simulation, window, options.screenshot);
    QTimer::singleShot(0, &window, &Window::fillShelf);
    return application.exec();
}

} // namespace mf::ui
