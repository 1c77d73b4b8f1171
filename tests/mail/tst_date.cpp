#include "sim/kernel/random.h"
#include "sim/mail/date.h"

#include <QTest>

#include <chrono>

using namespace mf;
using namespace mf::mail;

namespace {

CalendarTime at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0)
{
    using namespace std::chrono;
    return CalendarTime{sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)}}
           + hours{hour} + minutes{minute} + seconds{second};
}

} // namespace

class TstDate : public QObject {
    Q_OBJECT
private slots:
    void dateIsPrinted();
    void dateIsParsed_data();
    void dateIsParsed();
    void whatIsNoDateIsRefused_data();
    void whatIsNoDateIsRefused();
    void internalDatePadsTheDay();
    void internalDateIsStrict();
    void isoIsReadInItsForms();
    void parsingWhatWasPrintedGivesTheSame();
};

void TstDate::dateIsPrinted()
{
    QCOMPARE(printDate(at(2026, 3, 2, 9)), std::string("Mon, 02 Mar 2026 09:00:00 +0000"));
    QCOMPARE(printDate(at(1969, 12, 31, 23, 59, 59)), std::string("Wed, 31 Dec 1969 23:59:59 +0000"));
    QCOMPARE(printDate(at(2000, 2, 29)), std::string("Tue, 29 Feb 2000 00:00:00 +0000"));
    QCOMPARE(printDate(at(2026, 3, 2) - 1us), std::string("Sun, 01 Mar 2026 23:59:59 +0000"));
}

void TstDate::dateIsParsed_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("iso");
    QTest::newRow("RFC 5322 appendix A.1.1") << "Fri, 21 Nov 1997 09:55:06 -0600"
                                             << "1997-11-21T15:55:06Z";
    QTest::newRow("RFC 5322 appendix A.1.2") << "Tue, 1 Jul 2003 10:52:37 +0200"
                                             << "2003-07-01T08:52:37Z";
    QTest::newRow("RFC 5322 appendix A.5: comments and folds")
        << "Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 "
           "(Newfoundland Time)"
        << "1969-02-14T03:02:00Z";
    QTest::newRow("RFC 5322 appendix A.6.2: obsolete") << "21 Nov 97 09:55:06 GMT"
                                                       << "1997-11-21T09:55:06Z";
    QTest::newRow("RFC 5322 appendix A.6.3: space inside")
        << "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600"
        << "1997-11-21T15:55:06Z";
    QTest::newRow("no weekday, no seconds") << "2 Mar 2026 09:00 +0000"
                                            << "2026-03-02T09:00:00Z";
    QTest::newRow("two digits, this century") << "2 Mar 26 09:00:00 +0000"
                                              << "2026-03-02T09:00:00Z";
    QTest::newRow("two digits at the edge") << "2 Mar 49 09:00:00 +0000"
                                            << "2049-03-02T09:00:00Z";
    QTest::newRow("two digits, last century") << "2 Mar 50 09:00:00 +0000"
                                              << "1950-03-02T09:00:00Z";
    QTest::newRow("three digits") << "2 Mar 103 09:00:00 +0000"
                                  << "2003-03-02T09:00:00Z";
    QTest::newRow("EST") << "2 Mar 2026 09:00:00 EST"
                         << "2026-03-02T14:00:00Z";
    QTest::newRow("pdt") << "2 Mar 2026 09:00:00 pdt"
                         << "2026-03-02T16:00:00Z";
    QTest::newRow("military") << "2 Mar 2026 09:00:00 K"
                              << "2026-03-02T09:00:00Z";
    QTest::newRow("unknown zone") << "2 Mar 2026 09:00:00 MESZ"
                                  << "2026-03-02T09:00:00Z";
    QTest::newRow("leap second") << "31 Dec 2016 23:59:60 +0000"
                                 << "2017-01-01T00:00:00Z";
    QTest::newRow("case") << "mon, 2 mAR 2026 09:00:00 +0000"
                          << "2026-03-02T09:00:00Z";
    QTest::newRow("nested comment") << "(a(b)c) Mon, 2 Mar 2026 09:00:00 +0000 (x\\)y)"
                                    << "2026-03-02T09:00:00Z";
}

void TstDate::dateIsParsed()
{
    QFETCH(QString, given);
    const auto time = parseDate(given.toStdString());
    QVERIFY(time);
    QTEST(QString::fromStdString(printIso(*time)), "iso");
}

void TstDate::whatIsNoDateIsRefused_data()
{
    QTest::addColumn<QString>("given");
    for (const char *given : {"",
                              "yesterday",
                              "Mon",
                              "Mon, ",
                              "Mon 2 Mar 2026 09:00:00 +0000",
                              "Xyz, 2 Mar 2026 09:00:00 +0000",
                              "30 Feb 2026 09:00:00 +0000",
                              "0 Mar 2026 09:00:00 +0000",
                              "32 Mar 2026 09:00:00 +0000",
                              "2 Foo 2026 09:00:00 +0000",
                              "2 Mar 2026 24:00:00 +0000",
                              "2 Mar 2026 09:60:00 +0000",
                              "2 Mar 2026 09:00:61 +0000",
                              "2 Mar 2026 09:00:00",
                              "2 Mar 2026 09:00:00 +000",
                              "2 Mar 2026 09:00:00 +0060",
                              "2 Mar 2026 09:00:00 +abc",
                              "2 Mar 2026 9:00:00 +0000",
                              "2 Mar 2026 09:00:00 +0000 x",
                              "2 Mar 20261 09:00:00 +0000",
                              "2 Mar 2026 09:00: +0000",
                              "2 Mar 2026 (09:00:00 +0000",
                              "99999999999999999999 Mar 2026 09:00:00 +0000"})
        QTest::newRow(given) << given;
}

void TstDate::whatIsNoDateIsRefused()
{
    QFETCH(QString, given);
    QVERIFY(!parseDate(given.toStdString()));
}

void TstDate::internalDatePadsTheDay()
{
    QCOMPARE(printInternalDate(at(2026, 3, 2, 9)), std::string(" 2-Mar-2026 09:00:00 +0000"));
    QCOMPARE(printInternalDate(at(2026, 3, 12, 9)), std::string("12-Mar-2026 09:00:00 +0000"));
    QVERIFY(parseInternalDate(" 2-Mar-2026 09:00:00 +0000") == at(2026, 3, 2, 9));
    QVERIFY(parseInternalDate("02-Mar-2026 09:00:00 +0000") == at(2026, 3, 2, 9));
    // RFC 3501 section 6.3.11
    QVERIFY(parseInternalDate("17-Jul-1996 02:44:25 -0700") == at(1996, 7, 17, 9, 44, 25));
}

void TstDate::internalDateIsStrict()
{
    for (const char *bad :
         {"", "17-Jul-1996", "17-Jul-96 02:44:25 -0700", "17-Jul-1996 02:44 -0700",
          "17-Jul-1996 02:44:25 PDT", "17-Jul-1996  02:44:25 -0700", "17-Jul-1996 02:44: 25 -0700",
          "17-Jul-1996 02:44:25 -0700 ", " 17-Jul-1996 02:44:25 -0700", "31-Jun-1996 02:44:25 -0700"})
        QVERIFY2(!parseInternalDate(bad), bad);
}

void TstDate::isoIsReadInItsForms()
{
    QCOMPARE(printIso(at(2026, 3, 2, 9)), std::string("2026-03-02T09:00:00Z"));
    QVERIFY(parseIso("2026-03-02T09:00:00Z") == at(2026, 3, 2, 9));
    QVERIFY(parseIso("2026-03-02t09:00:00z") == at(2026, 3, 2, 9));
    QVERIFY(parseIso("2026-03-02 09:00:00Z") == at(2026, 3, 2, 9));
    // RFC 3339 section 5.8
    QVERIFY(parseIso("1985-04-12T23:20:50.52Z") == at(1985, 4, 12, 23, 20, 50) + 520ms);
    QVERIFY(parseIso("1996-12-19T16:39:57-08:00") == at(1996, 12, 20, 0, 39, 57));
    QVERIFY(parseIso("1937-01-01T12:00:27.87+00:20") == at(1937, 1, 1, 11, 40, 27) + 870ms);
    for (const char *bad : {"", "2026-03-02", "2026-03-02T09:00:00", "2026-03-02T09:00Z",
                            "2026-3-2T09:00:00Z", "2026-02-30T09:00:00Z", "2026-03-02T09:00:00+0000",
                            "2026-03-02T09:00:00.Z", "2026-03-02T09:00:00Zx", "0000-01-01T00:00:00Z"})
        QVERIFY2(!parseIso(bad), bad);
}

void TstDate::parsingWhatWasPrintedGivesTheSame()
{
    RandomStream random(1, "dates");
    for (int i = 0; i < 20'000; ++i) {
        // From the year 1 to 9999, in whole seconds.
        const CalendarTime time = at(1, 1, 1) + std::chrono::seconds{random.below(315'537'897'600)};
        QVERIFY(parseDate(printDate(time)) == time);
        QVERIFY(parseInternalDate(printInternalDate(time)) == time);
        QVERIFY(parseIso(printIso(time)) == time);
    }
}

QTEST_GUILESS_MAIN(TstDate)
#include "tst_date.moc"
