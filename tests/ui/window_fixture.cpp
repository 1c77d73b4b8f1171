#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QSettings>
#include <QTest>

namespace mf::test {

QString scenarioFile(const char *name)
{
    return QStringLiteral(MF_SOURCE_DIR "/scenarios/") + QLatin1String(name);
}

namespace {

bool keepSettingsIn(const QString &folder)
{
    QCoreApplication::setOrganizationName(QStringLiteral("Mailflow tests"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder);
    return true;
}

} // namespace

WindowFixture::WindowFixture(const char *scenario)
    : settingsAreApart(keepSettingsIn(settings.path()))
    , simulation(ui::Simulation::Motion::Reduced)
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
