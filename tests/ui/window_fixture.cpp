#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QTest>

namespace mf::test {

QString scenarioFile(const char *name)
{
    return QStringLiteral(MF_SOURCE_DIR "/scenarios/") + QLatin1String(name);
}

WindowFixture::WindowFixture(const char *scenario)
    : simulation(ui::Simulation::Motion::Reduced)
    , window(simulation, QStringLiteral(MF_SOURCE_DIR "/scenarios"))
{
    qApp->installEventFilter(&guard);
    window.resize(1280, 800);
    window.open(scenarioFile(scenario));
    window.fillShelf();
    window.show();
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
}

} // namespace mf::test
