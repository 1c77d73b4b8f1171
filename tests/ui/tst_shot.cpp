// Pictures of the window, as `mailflow --screenshot` takes them: of every panel, light and dark, in each language,
// at any place of the run.
#include "tests/ui/window_fixture.h"
#include "ui/run.h"

#include <QApplication>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace mf::ui;
using mf::test::scenarioFile;

namespace {

QImage picture(Shot shot, QSize size = {1280, 800})
{
    const QTemporaryDir folder;
    shot.file = folder.filePath(QStringLiteral("shot.png"));
    WindowOptions options;
    options.scenario = scenarioFile("02-another-network.yaml");
    options.shot = shot;
    options.size = size;
    return runWindow(*qApp, options) == 0 ? QImage(shot.file) : QImage();
}

/// At the window's lower edge, where nothing but its ground is.
int lightness(const QImage &image) { return image.pixelColor(3, image.height() - 3).lightness(); }

} // namespace

class ShotTest : public QObject {
    Q_OBJECT

private slots:
    void pictureIsTakenHalfWay() { QCOMPARE(picture({}).size(), QSize(1280, 800)); }

    void everyPanelHasAPicture_data()
    {
        QTest::addColumn<QString>("panel");
        for (const QString &name : panelNames())
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyPanelHasAPicture()
    {
        QFETCH(QString, panel);
        const QImage plain = picture({});
        const QImage shown = picture({.panel = panel});
        QVERIFY(!shown.isNull());
        QVERIFY(shown != plain);
    }

    /// 1920x1080 at 200 % is so much, in Qt's pixels.
    void everyPanelFitsASmallScreen_data()
    {
        QTest::addColumn<QString>("panel");
        QTest::addColumn<QString>("language");
        for (const QString &name : QStringList(QString()) + panelNames())
            for (const char *language : {"en", "de"})
                QTest::addRow("%s %s", qPrintable(name), language) << name << QString::fromLatin1(language);
    }
    void everyPanelFitsASmallScreen()
    {
        QFETCH(QString, panel);
        QFETCH(QString, language);
        const QStringList ownWindow{"breakpoints", "mail",    "composer", "terminal", "glossary",
                                    "fields",      "history", "keys",     "about"};
        constexpr QSize small(960, 540);
        const QSize size = picture({.panel = panel, .language = language}, small).size();
        if (ownWindow.contains(panel))
            QVERIFY(size.width() <= small.width());
        else
            QCOMPARE(size, small); // no part of it needs more
    }

    void themeIsNotTheSystems()
    {
        QVERIFY(lightness(picture({.place = "start", .theme = "light"})) > 200);
        QVERIFY(lightness(picture({.place = "start", .theme = "dark"})) < 60);
    }

    void languageIsNotTheWindows()
    {
        const Shot german{.place = "start", .language = "de"}, english{.place = "start", .language = "en"};
        QVERIFY(picture(german) != picture(english));
        QCOMPARE(picture(english), picture(english));
    }

    void placeIsAnEventOrATime()
    {
        const QImage start = picture({.place = "start"}), end = picture({.place = "end"});
        const QImage event = picture({.place = "40"});
        QVERIFY(event != start && event != end);
        QCOMPARE(picture({.place = "#40"}), event);
        QVERIFY(picture({.place = "2s"}) != start);
    }

    void whatThereIsNotIsSaid()
    {
        QVERIFY(complaintAbout(Shot{.panel = "ladder", .place = "41", .theme = "dark", .language = "de"})
                    .isEmpty());
        const QString panel = complaintAbout(Shot{.panel = "lader"});
        QVERIFY2(panel.contains("did you mean \"ladder\"?") && panel.contains("events, ladder"),
                 qPrintable(panel));
        QVERIFY(complaintAbout(Shot{.theme = "drak"}).contains("did you mean \"dark\"?"));
        QVERIFY(complaintAbout(Shot{.language = "fr"}).contains("en"));
        QVERIFY(complaintAbout(Shot{.place = "soon"}).contains("half"));
        QVERIFY(picture({.panel = "lader"}).isNull());
    }
};

QTEST_MAIN(ShotTest)
#include "tst_shot.moc"
