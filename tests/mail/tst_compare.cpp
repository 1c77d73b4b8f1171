// How letters are compared: texts without case, subjects without "Re:", message identifiers.
#include "sim/mail/base_subject.h"
#include "sim/mail/casemap.h"
#include "sim/mail/message_ids.h"
#include "sim/mail/search_text.h"

#include <QTest>

using namespace mf::mail;

class TestCompare : public QObject {
    Q_OBJECT

private slots:
    void casemapIsThatOfRfc5051_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("mapped");
        QTest::newRow("ascii") << QByteArray("abcXYZ[_") << QByteArray("ABCXYZ[_");
        QTest::newRow("taken apart") << QByteArray("\xc3\xa9") << QByteArray("E\xcc\x81");
        QTest::newRow("greek") << QByteArray("\xcf\x83\xcf\x82") << QByteArray("\xce\xa3\xce\xa3");
        QTest::newRow("title case, not upper")
            << QByteArray("\xc7\x89") << QByteArray("Lj"); // one letter: lj
        QTest::newRow("no utf-8") << QByteArray("a\xff\xc3") << QByteArray("A\xff\xc3");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void casemapIsThatOfRfc5051()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, mapped);
        QCOMPARE(QByteArray::fromStdString(casemapped(text.toStdString())), mapped);
    }

    void needleIsFoundWhereItIs_data()
    {
        QTest::addColumn<QByteArray>("needle");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("found");
        QTest::newRow("empty") << QByteArray() << QByteArray("x") << true;
        QTest::newRow("empty in nothing") << QByteArray() << QByteArray() << true;
        QTest::newRow("nothing") << QByteArray("x") << QByteArray() << false;
        QTest::newRow("one octet") << QByteArray("X") << QByteArray("aax") << true;
        QTest::newRow("front") << QByteArray("ab") << QByteArray("ABc") << true;
        QTest::newRow("end") << QByteArray("bc") << QByteArray("aBC") << true;
        QTest::newRow("begins twice") << QByteArray("aab") << QByteArray("aaab") << true;
        QTest::newRow("too long") << QByteArray("abc") << QByteArray("ab") << false;
        QTest::newRow("longer than a skip")
            << QByteArray(300, 'x') << QByteArray(700, 'y') + QByteArray(300, 'X') << true;
    }
    void needleIsFoundWhereItIs()
    {
        QFETCH(QByteArray, needle);
        QFETCH(QByteArray, text);
        QFETCH(bool, found);
        QCOMPARE(Needle(needle.toStdString()).isIn(text.toStdString()), found);
    }

    void baseSubjectIsThatOfRfc5256_data()
    {
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<bool>("isReply");
        const auto row = [](const char *subject, const char *base, bool isReply) {
            QTest::newRow(subject) << QByteArray(subject) << QByteArray(base) << isReply;
        };
        row("plans", "plans", false);
        row("  plans \t for\r\n  today ", "plans for today", false);
        row("Re: plans", "plans", true);
        row("RE : plans", "plans", true);
        row("re[2]: plans", "plans", true);
        row("fw: Fwd: plans (fwd)  (FWD)", "plans", true);
        row("[list] plans", "plans", false);
        row("[list] [other] Re: [list] plans", "plans", true);
        row("[list]", "[list]", false);
        row("Re: [list]", "[list]", true);
        row("[fwd: plans]", "plans", true);
        row("Re: [fwd: [fwd: re: [fwd: plans]]]", "plans", true);
        row("plans [soon]", "plans [soon]", false);
        row("[a[b] plans", "[a[b] plans", false);
        row("Really", "Really", false);
        row("Ad: plans", "Ad: plans", false);
        row("=?utf-8?q?Re:_plans?=", "plans", true);
        row("=?utf-8?q?_?=", "", false);
        row("Re:", "", true);
        row("", "", false);
    }
    void baseSubjectIsThatOfRfc5256()
    {
        QFETCH(QByteArray, subject);
        QFETCH(QByteArray, base);
        QFETCH(bool, isReply);
        const BaseSubject found = baseSubject(subject.toStdString());
        QCOMPARE(QByteArray::fromStdString(found.text), base);
        QCOMPARE(found.isReplyOrForward, isReply);
    }

    void messageIdsAreWhatStandsInBrackets_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("ids");
        QTest::newRow("two") << QByteArray("<a@x> <b@y>") << QByteArray("a@x b@y");
        QTest::newRow("last of three") << QByteArray("<a@x><b@y>\r\n <c@z>") << QByteArray("b@y c@z");
        QTest::newRow("quoted") << QByteArray("<\"01KF8\"@x>") << QByteArray("01KF8@x");
        QTest::newRow("words around") << QByteArray("Your letter of <a@x> (Monday)") << QByteArray("a@x");
        QTest::newRow("broken") << QByteArray("<a@x <b@y>") << QByteArray("b@y");
        QTest::newRow("no identifier") << QByteArray("<abc> a@x") << QByteArray();
        QTest::newRow("unclosed quote") << QByteArray("<\"a@x>") << QByteArray();
    }
    void messageIdsAreWhatStandsInBrackets()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, ids);
        QByteArrayList found;
        for (const std::string &id : messageIds(field.toStdString(), 2))
            found.append(QByteArray::fromStdString(id));
        QCOMPARE(found.join(' '), ids);
    }

    void textsOfALetterAreDecodedOnce()
    {
        const auto message = Message::parse(mf::Blob("From: <a (b)@ (c) x.test>\r\n"
                                                     "Subject: =?utf-8?q?=C3=A9t=C3=A9?=\r\n"
                                                     " again\r\n"
                                                     "Content-Type: text/plain; charset=iso-8859-1\r\n"
                                                     "\r\n"
                                                     "caf\xe9\r\n"));
        const SearchText &text = message->searchText();
        QVERIFY(&text == &message->searchText());
        QVERIFY(text.header().fieldHolds("subject", Needle("\xc3\x89T\xc3\x89 AGAIN")));
        QVERIFY(text.header().fieldHolds("from", Needle("a@x.test")));
        QVERIFY(!text.header().fieldHolds("to", Needle("")));
        QVERIFY(text.header().holds(Needle("charset=ISO")));
        QVERIFY(text.body(*message).holds(*message, Needle("Caf\xc3\xa9")));
        QVERIFY(!text.body(*message).holds(*message, Needle("subject")));
    }
};

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
