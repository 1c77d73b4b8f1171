#include "sim/scenario/suggest.h"
#include "sim/scenario/values.h"

#include <QTest>

using namespace mf;

class TstScenarioValues : public QObject {
    Q_OBJECT

private slots:
    void durationsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("us");
        QTest::newRow("us") << "7us" << qint64(7);
        QTest::newRow("ms") << "20ms" << qint64(20'000);
        QTest::newRow("s") << "5s" << qint64(5'000'000);
        QTest::newRow("m") << "1m" << qint64(60'000'000);
        QTest::newRow("h") << "2h" << qint64(7'200'000'000);
        QTest::newRow("d") << "5d" << qint64(432'000'000'000);
        QTest::newRow("point") << "1.5s" << qint64(1'500'000);
        QTest::newRow("space") << "5 s" << qint64(5'000'000);
        QTest::newRow("zero") << "0s" << qint64(0);
        QTest::newRow("a thousand years") << "365000d" << qint64(31'536'000'000'000'000);
    }
    void durationsAreRead()
    {
        QFETCH(QString, text);
        QFETCH(qint64, us);
        const auto duration = schema::parseDuration(text.toStdString());
        QVERIFY(duration.has_value());
        QCOMPARE(duration->count(), us);
        QCOMPARE(schema::parseDuration(schema::printDuration(*duration)), duration);
    }

    void wrongDurationsSayWhatToWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("no unit") << "5"
                                 << "\"5\" has no unit; write 5s, 5m or 5h";
        QTest::newRow("unknown unit") << "5sec"
                                      << "\"5sec\" has an unknown unit; known are us, ms, s, m, h and d";
        QTest::newRow("no number") << "soon"
                                   << "\"soon\" is not a number with a unit (us, ms, s, m, h and d)";
        QTest::newRow("negative") << "-5s"
                                  << "\"-5s\" is not a number with a unit (us, ms, s, m, h and d)";
        QTest::newRow("empty") << ""
                               << "\"\" is not a number with a unit (us, ms, s, m, h and d)";
        QTest::newRow("two points") << "1.2.3s"
                                    << "\"1.2.3s\" is not a number with a unit (us, ms, s, m, h and d)";
        QTest::newRow("point alone") << "1.s"
                                     << "\"1.s\" is not a number with a unit (us, ms, s, m, h and d)";
        QTest::newRow("more than a thousand years") << "365001d"
                                                    << "\"365001d\" is too large";
        QTest::newRow("overflow") << "18446744073709551615d"
                                  << "\"18446744073709551615d\" is too large";
        QTest::newRow("no number at all")
            << "99999999999999999999s"
            << "\"99999999999999999999s\" is not a number with a unit (us, ms, s, m, h and d)";
    }
    void wrongDurationsSayWhatToWrite()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto duration = schema::parseDuration(text.toStdString());
        QVERIFY(!duration.has_value());
        QCOMPARE(QString::fromStdString(duration.error().text()), message);
    }

    void sizesBandwidthsAndSharesAreRead()
    {
        QCOMPARE(schema::parseSize("25MB"), 25'000'000u);
        QCOMPARE(schema::parseSize("10 MiB"), 10u << 20);
        QCOMPARE(schema::parseSize("1.5kB"), 1500u);
        QCOMPARE(schema::parseSize("10").error().text(), "\"10\" has no unit; write 10B, 10kB or 10MB");
        QCOMPARE(schema::parseBandwidth("10Mbit/s"), 10'000'000u);
        QCOMPARE(schema::parseBandwidth("64 kbit/s"), 64'000u);
        QCOMPARE(schema::parseBandwidth("300bit/s"), 300u);
        QCOMPARE(schema::parseBandwidth("1Gbit/s"), 1'000'000'000u);
        QCOMPARE(schema::parseBandwidth("unlimited"), 0u);
        QVERIFY(!schema::parseBandwidth("0bit/s"));
        QCOMPARE(schema::parseBandwidth("10").error().text(),
                 "\"10\" has no unit; write 10kbit/s or 10Mbit/s");
        QCOMPARE(schema::parsePercentage("5%"), 50'000u);
        QCOMPARE(schema::parsePercentage("0.0001%"), 1u);
        QCOMPARE(schema::parsePercentage("100%"), 1'000'000u);
        QVERIFY(!schema::parsePercentage("100.1%"));
        QCOMPARE(schema::parsePercentage("5").error().text(), "\"5\" has no unit; write 5%");
    }

    void durationsPrintShort()
    {
        QCOMPARE(schema::printDuration(std::chrono::minutes(5)), "5m");
        QCOMPARE(schema::printDuration(std::chrono::milliseconds(1500)), "1500ms");
        QCOMPARE(schema::printDuration({}), "0s");
    }

    void neighboursSwappedAreOneEdit()
    {
        QCOMPARE(schema::editDistance("exmaple", "example"), 1u);
        QCOMPARE(schema::editDistance("sevices", "services"), 1u);
        QCOMPARE(schema::editDistance("", "abc"), 3u);
        QCOMPARE(schema::editDistance("abc", ""), 3u);
        QCOMPARE(schema::editDistance("ab", "cd"), 2u);
    }

    void onlyWhatIsNearIsSuggested()
    {
        const std::vector<std::string> keys{"services", "kind", "retry"};
        QCOMPARE(schema::nearest("sevices", keys), "services");
        QCOMPARE(schema::nearest("KIND", keys), "kind");
        QCOMPARE(schema::nearest("colour", keys), std::nullopt);
        QCOMPARE(schema::nearest("", keys), std::nullopt);
        QCOMPARE(schema::nearest("x", {"y"}), std::nullopt);
        const std::size_t limit = schema::kSuggestionLimitOctets;
        QCOMPARE(schema::nearest(std::string(limit, 'a'), {std::string(limit, 'a')}),
                 std::string(limit, 'a'));
        QCOMPARE(schema::nearest(std::string(limit + 1, 'a'), {std::string(limit + 1, 'a')}), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TstScenarioValues)
#include "tst_scenario_values.moc"
