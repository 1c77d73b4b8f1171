// Colours, keys, times and places: the tables that the window is made from are complete and agree with each
// other.
#include "tests/ui/hand_made.h"
#include "ui/help.h"
#include "ui/keys.h"
#include "ui/palette.h"
#include "ui/style.h"
#include "ui/text.h"
#include "ui/transport/place_text.h"
#include "ui/transport/time_scale.h"

#include <QAction>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSet>
#include <QTableView>
#include <QTest>

#include <utility>

using namespace mf;
using namespace mf::ui;

namespace {

/// What the system's widgets write in, and on what.
void verifyIsLegible(const QPalette &palette)
{
    using P = QPalette;
    constexpr std::pair<P::ColorRole, P::ColorRole> pairs[] = {
        {P::PlaceholderText, P::Base},      {P::PlaceholderText, P::Window},
        {P::HighlightedText, P::Highlight}, {P::Text, P::Base},
        {P::WindowText, P::Window},         {P::ButtonText, P::Button}};
    for (const auto group : {P::Active, P::Inactive})
        for (const auto &[ink, ground] : pairs)
            QVERIFY2(
                contrast(palette.color(group, ink), palette.color(group, ground)) >= kLegible,
                qPrintable(QStringLiteral("role %1 on %2: %3 on %4")
                               .arg(ink)
                               .arg(ground)
                               .arg(palette.color(group, ink).name(), palette.color(group, ground).name())));
}

/// What a text looks like, a hundred pixels wide.
QImage choiceSaying(const QString &text)
{
    Style style;
    QComboBox box;
    box.setStyle(&style);
    box.addItem(text);
    box.setFixedSize(100, 24);
    return box.grab().toImage();
}

} // namespace

class LookTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindHasAColour()
    {
        for (std::size_t i = 0; i < kKindCount; ++i)
            QVERIFY2(familyOf(Kind(i)), std::string(name(Kind(i))).c_str());
    }

    void everyColourOfWordsIsLegible()
    {
        for (const Theme *theme : {&Theme::light(), &Theme::night()})
            for (const QColor &colour :
                 {theme->ink, theme->quietInk, theme->client, theme->server, theme->good, theme->more,
                  theme->later, theme->never, theme->person, theme->trouble, theme->connection,
                  theme->thought, theme->names, theme->letter, theme->accent})
                for (const QColor &ground : {theme->box, theme->ground, theme->room})
                    QVERIFY2(contrast(colour, ground) >= 4.5,
                             qPrintable(QStringLiteral("%1 on %2: %3")
                                            .arg(colour.name(), ground.name())
                                            .arg(contrast(colour, ground))));
    }

    void contrastIsMeasuredAsItIsSeen()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        QVERIFY(contrast(QColor(0, 0, 0, 128), Qt::white) < contrast(QColor(0, 0, 0), Qt::white) / 4);
    }

    void theSystemsColoursAreLegible_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("as it is") << Style().standardPalette();
        QTest::newRow("of a grey") << QPalette(QColor(0xef, 0xef, 0xef));
        QTest::newRow("of a dark grey") << QPalette(QColor(0x32, 0x32, 0x32));
        QTest::newRow("light") << Theme::light().palette();
        QTest::newRow("dark") << Theme::night().palette();
        QPalette quiet = Theme::night().palette();
        quiet.setColor(QPalette::PlaceholderText, QColor(255, 255, 255, 40));
        QTest::newRow("quiet") << quiet;
    }
    void theSystemsColoursAreLegible()
    {
        QFETCH(QPalette, palette);
        Style().polish(palette);
        verifyIsLegible(palette);
    }

    void legibleColoursStayAsTheSystemHasThem()
    {
        QPalette palette = Theme::light().palette();
        palette.setColor(QPalette::PlaceholderText, QColor(0x40, 0x40, 0x40));
        const QPalette before = palette;
        Style().polish(palette);
        QCOMPARE(palette, before);
    }

    void aChoiceWithoutRoomEndsWithAnEllipsis()
    {
        QCOMPARE(choiceSaying(QStringLiteral("as mail.example.org got it by submission")),
                 choiceSaying(QStringLiteral("as mail.example.org got it by another")));
        QVERIFY(choiceSaying(QStringLiteral("read")) != choiceSaying(QStringLiteral("lost")));
    }

    void replyHasTheColourOfItsClass()
    {
        const Theme &theme = Theme::light();
        QCOMPARE(replyColour("250", theme), theme.good);
        QCOMPARE(replyColour("354", theme), theme.more);
        QCOMPARE(replyColour("451", theme), theme.later);
        QCOMPARE(replyColour("550", theme), theme.never);
        QCOMPARE(replyColour("", theme), std::nullopt);
        QCOMPARE(replyColour("OK", theme), std::nullopt);
    }

    void darkPaletteHasTheDarkTheme()
    {
        QCOMPARE(&Theme::of(QPalette(Qt::white)), &Theme::light());
        QCOMPARE(&Theme::of(QPalette(QColor(30, 30, 30))), &Theme::night());
    }

    void everyActionHasTextAndTip()
    {
        for (const ActionRow &row : actionRows()) {
            QObject owner;
            const QAction *action = makeAction(row.act, &owner);
            QVERIFY(!action->text().isEmpty());
            QVERIFY(!action->toolTip().isEmpty());
        }
    }

    void everyShortcutIsInTheListOfKeysOnce()
    {
        QSet<QString> listed;
        for (const auto &[keys, tip] : keyList())
            listed << keys;
        QSet<QKeySequence> used;
        for (const ActionRow &row : actionRows()) {
            const auto keys = shortcutsOf(row.act);
            for (const QKeySequence &key : keys) {
                QVERIFY2(!key.isEmpty() && !used.contains(key), row.keys);
                used << key;
            }
            if (!keys.isEmpty())
                QVERIFY2(listed.contains(QKeySequence::listToString(keys, QKeySequence::NativeText)),
                         row.keys);
        }
        QCOMPARE(listed.size(), keyList().size());
    }

    void plainKeysStayWithWhatTakesThem()
    {
        QLineEdit field;
        QTableView table;
        QPushButton button;
        QComboBox choice;
        QWidget nothing;
        QVERIFY(PlainKeyGuard::takes(&field, Qt::Key_1));
        QVERIFY(PlainKeyGuard::takes(&field, Qt::Key_Right));
        QVERIFY(PlainKeyGuard::takes(&table, Qt::Key_Home));
        QVERIFY(!PlainKeyGuard::takes(&table, Qt::Key_1));
        QVERIFY(PlainKeyGuard::takes(&choice, Qt::Key_Left));
        QVERIFY(PlainKeyGuard::takes(&button, Qt::Key_Space));
        QVERIFY(!PlainKeyGuard::takes(&button, Qt::Key_Right));
        QVERIFY(!PlainKeyGuard::takes(&nothing, Qt::Key_Space));
    }

    void timesAreReadable_data()
    {
        QTest::addColumn<qint64>("us");
        QTest::addColumn<QString>("words");
        QTest::newRow("zero") << qint64(0) << "0.000 s";
        QTest::newRow("microseconds") << qint64(12) << QStringLiteral("12 µs");
        QTest::newRow("seconds") << qint64(2'315'400) << "2.315 s";
        QTest::newRow("minutes") << qint64(242'000'000) << "4 min 02.0 s";
        QTest::newRow("hours") << qint64(11'100'000'000) << "3 h 05 min";
    }
    void timesAreReadable()
    {
        QFETCH(qint64, us);
        QFETCH(QString, words);
        QCOMPARE(timeText(Duration(us)), words);
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(timeText(Duration(us)), QString(words).replace(u'.', u','));
        QLocale::setDefault(before);
    }

    void typedPlacesAreUnderstood_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("record");
        QTest::addColumn<qint64>("us");
        QTest::newRow("event") << "#41" << qint64(40) << qint64(-1);
        QTest::newRow("seconds") << "2.5s" << qint64(-1) << qint64(2'500'000);
        QTest::newRow("with a comma") << "2,5s" << qint64(-1) << qint64(2'500'000);
        QTest::newRow("minutes") << " 4 min " << qint64(-1) << qint64(240'000'000);
        QTest::newRow("from here") << "+1h" << qint64(-1) << qint64(3'601'000'000);
        QTest::newRow("milliseconds") << "20ms" << qint64(-1) << qint64(20'000);
        QTest::newRow("back from here") << "-250ms" << qint64(-1) << qint64(750'000);
        QTest::newRow("before the beginning") << "-1h" << qint64(-1) << qint64(0);
        QTest::newRow("two units") << "1h 30min" << qint64(-1) << qint64(5'400'000'000);
        QTest::newRow("time of day") << "09:15" << qint64(-1) << qint64(900'000'000);
        QTest::newRow("to the millisecond") << "9:00:02.315" << qint64(-1) << qint64(2'315'000);
        QTest::newRow("to the tenth") << "9:00:02,3" << qint64(-1) << qint64(2'300'000);
        QTest::newRow("tomorrow") << "08:00" << qint64(-1) << qint64(82'800'000'000);
        QTest::newRow("no time of day") << "24:00" << qint64(-1) << qint64(-1);
        QTest::newRow("nothing") << " " << qint64(-1) << qint64(-1);
        QTest::newRow("no unit") << "5" << qint64(-1) << qint64(-1);
        QTest::newRow("no such unit") << "5 weeks" << qint64(-1) << qint64(-1);
        QTest::newRow("event zero") << "#0" << qint64(-1) << qint64(-1);
        QTest::newRow("nonsense") << "soon" << qint64(-1) << qint64(-1);
        QTest::newRow("beyond all time") << "999999999999d" << qint64(-1) << qint64(-1);
    }
    void typedPlacesAreUnderstood()
    {
        QFETCH(QString, typed);
        QFETCH(qint64, record);
        QFETCH(qint64, us);
        const CalendarTime nine = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 9h;
        const auto place = readPlace(typed, Instant(1s), nine);
        QCOMPARE(place.has_value(), record >= 0 || us >= 0);
        if (!place)
            QVERIFY(!place.error().isEmpty());
        if (record >= 0)
            QCOMPARE(std::get<Index>(*place), Index(record));
        if (us >= 0)
            QCOMPARE(std::get<Instant>(*place), Instant(Duration(us)));
    }

    void scaleIsExactAtEventsAndNeverTurnsBack()
    {
        Trace trace;
        const Duration times[] = {1us, 20ms, 20ms, 21ms, 5min, 5min + 1us, 10h};
        for (Duration at : times)
            mf::test::append(trace, Kind::Act, at, 0);
        TimeScale scale;
        scale.grow(trace, 3);
        scale.grow(trace, trace.size());
        double last = 0;
        for (Duration at : times) {
            const double place = scale.placeOf(Instant(at));
            QVERIFY(place >= last);
            QCOMPARE(scale.timeAt(place), Instant(at));
            last = place;
        }
        QCOMPARE(scale.placeOf(Instant(10h)), scale.length());
        QVERIFY(scale.placeOf(Instant(20ms)) > scale.length() / 20); // milliseconds read beside hours
    }
};

QTEST_MAIN(LookTest)
#include "tst_look.moc"
