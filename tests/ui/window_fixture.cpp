#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTest>

namespace mf::test {

namespace {

/// Windows save what is done in them: each test program has scenarios of its own.
const QTemporaryDir &scenarios()
{
    static const QTemporaryDir folder;
    static const bool isFilled = [] {
        const QDir originals(QStringLiteral(MF_SOURCE_DIR "/scenarios"));
        for (const QString &name : originals.entryList({QStringLiteral("*.yaml")}, QDir::Files))
            QFile::copy(originals.filePath(name), folder.filePath(name));
        return true;
    }();
    Q_UNUSED(isFilled)
    return folder;
}

bool keepSettingsIn(const QString &folder)
{
    QCoreApplication::setOrganizationName(QStringLiteral("Mailflow tests"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder);
    return true;
}

} // namespace

QString scenarioFile(const char *name) { return scenarios().filePath(QLatin1String(name)); }

WindowFixture::WindowFixture(const char *scenario)
    : settingsAreApart(keepSettingsIn(settings.path()))
    , simulation(ui::Simulation::Motion::Reduced)
    , window(simulation, scenarios().path())
{
    qApp->installEventFilter(&guard);
    window.resize(1280, 800);
    window.open(scenarioFile(scenario));
    window.fillShelf();
    window.show();
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
}

OwnFile::OwnFile(const char *scenario)
    : WindowFixture(scenario)
    , file(folder.filePath(QLatin1String(scenario)))
    , isOpen(QFile::copy(scenarioFile(scenario), file) && window.open(file))
{ }

QByteArray octetsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace mf::test
