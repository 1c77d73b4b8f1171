// Octets, text, copy-on-write containers: what everything else stands on.
#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/base/blob.h"
#include "sim/base/cow.h"
#include "sim/base/fault.h"
#include "sim/base/ip.h"
#include "sim/kernel/random.h"

#include <QtTest>

#include <map>

using namespace mf;

class TestBase : public QObject {
    Q_OBJECT

private slots:
    void slicesShareAndCompareByContent()
    {
        const Blob whole = Blob::copyOf("Hello, Carol.");
        const Blob part = whole.slice(7, 5);
        QVERIFY(part.view() == "Carol");
        QVERIFY(part.view().data() == whole.view().data() + 7);
        QVERIFY(part == Blob::copyOf("Carol"));
        QVERIFY(whole.slice(100).empty());
        QVERIFY(whole.slice(10, 100).view() == "ol.");
    }

    void slicesAreEqualHoweverTheyAreCut()
    {
        Slices a, b;
        a.append(Blob::copyOf("ab"));
        a.append(Blob::copyOf("cd"));
        b.append(Blob::copyOf("abcd"));
        QVERIFY(a == b);
        QCOMPARE(a.size(), std::size_t{4});
        QCOMPARE(a.flatten(3), std::string("abc"));
        a.append(a);
        QCOMPARE(a.flatten(), std::string("abcdabcd"));
        QVERIFY(!(a == b));
    }

    void aCowVectorIsAVectorUnderRandomOperations()
    {
        RandomStream random(7, "cow-vector");
        std::vector<int> model;
        CowVector<int, 4> vector, snapshot;
        std::vector<int> snapshotModel;
        for (int i = 0; i < 20'000; ++i) {
            switch (random.below(6)) {
            case 0:
            case 1:
            case 2:
                model.push_back(i);
                vector.push_back(i);
                break;
            case 3:
                if (!model.empty()) {
                    const auto at = random.below(model.size());
                    model[at] = -i;
                    vector.edit(at) = -i;
                }
                break;
            case 4: {
                const auto keep = model.size() - random.below(model.size() / 8 + 1);
                model.resize(keep);
                vector.truncate(keep);
                break;
            }
            case 5: {
                const auto odd = [](int value) { return value % 7 == 0; };
                std::erase_if(model, odd);
                vector.removeIf(odd);
                break;
            }
            }
            QVERIFY(std::equal(model.begin(), model.end(), vector.begin(), vector.end()));
            if (i % 50 == 0) {
                QVERIFY(
                    std::equal(snapshotModel.begin(), snapshotModel.end(), snapshot.begin(), snapshot.end()));
                snapshot = vector;
                snapshotModel = model;
            }
        }
    }

    void aCowMapIsAMapUnderRandomOperations()
    {
        RandomStream random(7, "cow-map");
        std::map<int, int> model, snapshotModel;
        CowMap<int, int, 4> map, snapshot;
        const auto same = [](const std::map<int, int> &a, const CowMap<int, int, 4> &b) {
            std::map<int, int> copy;
            b.forEach([&](int key, int value) { copy[key] = value; });
            return a == copy && a.size() == b.size();
        };
        for (int i = 0; i < 20'000; ++i) {
            const int key = static_cast<int>(random.below(60));
            switch (random.below(4)) {
            case 0:
                model[key] = i;
                map.put(key, i);
                break;
            case 1: QCOMPARE(map.erase(key), model.erase(key) == 1); break;
            case 2:
                QCOMPARE(map.find(key) != nullptr, model.contains(key));
                if (int *value = map.edit(key))
                    *value = model[key] = -i;
                break;
            case 3: {
                const auto it = model.lower_bound(key);
                const auto *entry = map.atOrAfter(key);
                QCOMPARE(entry != nullptr, it != model.end());
                if (entry)
                    QCOMPARE(entry->first, it->first);
                break;
            }
            }
            QVERIFY(same(model, map));
            if (i % 50 == 0) {
                QVERIFY(same(snapshotModel, snapshot));
                snapshot = map;
                snapshotModel = model;
            }
        }
    }

    void aCopyOfACowIsNotChangedByEdits()
    {
        Cow<std::string> a(std::string("before"));
        const Cow<std::string> b = a;
        QVERIFY(a.sharesWith(b));
        a.edit() = "after";
        QCOMPARE(*b, std::string("before"));
        QCOMPARE(*a, std::string("after"));
        QVERIFY(!a.sharesWith(b));
    }

    void textFoldsOnlyAsciiLetters()
    {
        QVERIFY(ascii::equals("Mail From", "MAIL FROM"));
        QVERIFY(!ascii::equals("\xc3\x84", "\xc3\xa4")); // Ä and ä in UTF-8
        QVERIFY(ascii::compare("a", "B") < 0);
        QCOMPARE(ascii::split("a,,b", ',').size(), std::size_t{3});
        QCOMPARE(ascii::number<std::uint16_t>("65535"), std::optional<std::uint16_t>(65535));
        QCOMPARE(ascii::number<std::uint16_t>("65536"), std::nullopt);
        QCOMPARE(ascii::number<std::uint32_t>(" 1"), std::nullopt);
        QCOMPARE(ascii::number<std::uint32_t>("-1"), std::nullopt);
        QCOMPARE(ascii::escaped("a\r\n\x01\\"), std::string("a\\r\\n\\x01\\\\"));
    }

    void base64IsStrict_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<bool>("good");
        // RFC 4648 section 10
        QTest::newRow("empty") << QByteArray() << QByteArray() << true;
        QTest::newRow("f") << QByteArray("Zg==") << QByteArray("f") << true;
        QTest::newRow("fo") << QByteArray("Zm8=") << QByteArray("fo") << true;
        QTest::newRow("foo") << QByteArray("Zm9v") << QByteArray("foo") << true;
        QTest::newRow("foobar") << QByteArray("Zm9vYmFy") << QByteArray("foobar") << true;
        QTest::newRow("NULs") << QByteArray("AGEAYg==") << QByteArray("\0a\0b", 4) << true;
        QTest::newRow("no padding") << QByteArray("Zg") << QByteArray() << false;
        QTest::newRow("padding inside") << QByteArray("Z=g=") << QByteArray() << false;
        QTest::newRow("space") << QByteArray("Zm9 ") << QByteArray() << false;
        QTest::newRow("leading space") << QByteArray(" Zm9vYmE") << QByteArray() << false;
        QTest::newRow("three paddings") << QByteArray("Z===") << QByteArray() << false;
    }
    void base64IsStrict()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, octets);
        QFETCH(bool, good);
        const auto decoded = fromBase64(text.toStdString());
        QCOMPARE(decoded.has_value(), good);
        if (!good)
            return;
        QCOMPARE(*decoded, octets.toStdString());
        QCOMPARE(toBase64(*decoded), text.toStdString());
    }

    void addressesPrintAsTheyAreParsed()
    {
        for (const char *text : {"192.0.2.1", "2001:db8::1", "::1", "0.0.0.0"})
            QCOMPARE(IpAddress::parse(text).value().print(), std::string(text));
        QVERIFY(!IpAddress::parse("192.0.2"));
        QVERIFY(!IpAddress::parse("example.org"));
        QCOMPARE(IpAddress::parse("2001:db8::1")->literal(), std::string("[IPv6:2001:db8::1]"));
        QCOMPARE(IpAddress::v4(192, 0, 2, 1).octets().size(), std::size_t{4});
    }

    void aPhraseIsSaidInEnglishOrInAnotherLanguage()
    {
        const auto backwards = [](std::string_view english) -> std::string_view {
            return english == "no node {}{}"         ? "{1}{0} node no"
                   : english == "; did you mean {}?" ? "({}? mean)"
                                                     : "";
        };
        const Phrase whole = phrase("no node {}{}", std::string("mx"), phrase("; did you mean {}?", "my"));
        QCOMPARE(whole.text(), std::string("no node mx; did you mean my?"));
        QCOMPARE(whole.text(backwards), std::string("(my? mean)mx node no"));
        QCOMPARE(phrase("not known there: {}", 7).text(backwards), std::string("not known there: 7"));
        QCOMPARE((Fault{"a.yaml", 3, 0, whole, {}}.print(backwards)),
                 std::string("a.yaml:3: (my? mean)mx node no"));
    }

    void valuesOfAPhraseAreNotRead()
    {
        QCOMPARE(phrase("{{{0}}} and {0}, or {1}", "{1}", Phrase("{}")).text(),
                 std::string("{{1}} and {1}, or {}"));
        QCOMPARE(Phrase("{{}} stays").text(), std::string("{{}} stays"));
        QVERIFY(Phrase().empty() && !phrase("x").empty());
        // The same words, but one of them is no pattern: another language leaves it alone.
        QVERIFY(Phrase("x") != phrase("x"));
    }

    void aFaultShowsItsPlaceAndACaret()
    {
        const Fault fault{"a.yaml", 14, 5, Phrase("unknown key \"sevices\"; did you mean \"services\"?"),
                          "    sevices: [smtp]"};
        QCOMPARE(fault.print(),
                 std::string("a.yaml:14:5: unknown key \"sevices\"; did you mean \"services\"?\n"
                             "        sevices: [smtp]\n"
                             "        ^"));
        const Fault umlaut{"a.yaml", 1, 4, Phrase("x"), "\xc3\xa4\xc3\xb6: y"};
        QVERIFY(umlaut.print().ends_with("\n       ^"));
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
