#include "sim/base/ascii.h"
#include "sim/dns/name.h"

#include <QTest>

#include <algorithm>

namespace mf::dns::test {

namespace {

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }
Name nameOf(std::string_view written) { return *Name::parse(written); }

} // namespace

class TstDnsName : public QObject {
    Q_OBJECT
private slots:
    void nameIsParsed_data();
    void nameIsParsed();
    void badNameIsRefused_data();
    void badNameIsRefused();
    void labelHasALimit();
    void nameHasALimit();
    void caseIsKeptAndDoesNotCount();
    void belowEndsAtALabel();
    void namesSortInCanonicalOrder();
    void wireFormIsReadWhereItStands();
};

void TstDnsName::nameIsParsed_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("printed");
    QTest::newRow("relative") << "mail"
                              << "mail.example.org";
    QTest::newRow("absolute") << "mail.example.net."
                              << "mail.example.net";
    QTest::newRow("the origin") << "@"
                                << "example.org";
    QTest::newRow("nothing is the origin") << ""
                                           << "example.org";
    QTest::newRow("the root") << "."
                              << "";
    QTest::newRow("a dot in a label") << "a\\.b"
                                      << "a\\.b.example.org";
    QTest::newRow("an octet by number") << "a\\007b"
                                        << "a\\007b.example.org";
    QTest::newRow("a final dot that is none") << "a\\."
                                              << "a\\..example.org";
    QTest::newRow("underscores") << "_imaps._tcp"
                                 << "_imaps._tcp.example.org";
}

void TstDnsName::nameIsParsed()
{
    QFETCH(QString, written);
    QFETCH(QString, printed);
    const auto name = Name::parse(written.toStdString(), nameOf("example.org"));
    QVERIFY(name.has_value());
    QCOMPARE(text(name->print()), printed);
    QCOMPARE(text(name->printAbsolute()), printed + '.');
    QCOMPARE(text(Name::parse(name->print())->wire()), text(name->wire()));
}

void TstDnsName::badNameIsRefused_data()
{
    QTest::addColumn<QString>("written");
    QTest::newRow("empty label") << "a..b";
    QTest::newRow("leading dot") << ".a";
    QTest::newRow("escape at the end") << "a\\";
    QTest::newRow("octet over 255") << "a\\256";
    QTest::newRow("octet of two digits") << "a\\12";
}

void TstDnsName::badNameIsRefused()
{
    QFETCH(QString, written);
    QVERIFY(!Name::parse(written.toStdString()).has_value());
}

void TstDnsName::labelHasALimit()
{
    QVERIFY(Name::parse(std::string(Name::kLabelLimitOctets, 'a') + ".test").has_value());
    QVERIFY(!Name::parse(std::string(Name::kLabelLimitOctets + 1, 'a') + ".test").has_value());
}

void TstDnsName::nameHasALimit()
{
    // Three labels of 63 take 192 octets; one of 61 takes 62; the root takes one.
    const std::string label(63, 'a');
    const std::string start = label + '.' + label + '.' + label + '.';
    QCOMPARE(Name::parse(start + std::string(61, 'b'))->wire().size() + 1, Name::kLimitOctets);
    QVERIFY(!Name::parse(start + std::string(62, 'b')).has_value());
    QVERIFY(!Name::parse("b", nameOf(start + std::string(61, 'b'))).has_value());
    QVERIFY(!nameOf(start + std::string(61, 'b')).wildcard().has_value());
}

void TstDnsName::caseIsKeptAndDoesNotCount()
{
    QCOMPARE(text(nameOf("Mail.Example.ORG").print()), QStringLiteral("Mail.Example.ORG"));
    QVERIFY(nameOf("Mail.Example.ORG") == nameOf("mail.example.org"));
    QVERIFY((nameOf("Mail.Example.ORG") <=> nameOf("mail.example.org")) == 0);
    QVERIFY(nameOf("mail.example.org").isWithin(nameOf("EXAMPLE.org")));
    QCOMPARE(text(nameOf("A.b").folded()), text(nameOf("a.B").folded()));
}

void TstDnsName::belowEndsAtALabel()
{
    const Name origin = nameOf("example.org");
    QVERIFY(origin.isWithin(origin));
    QVERIFY(origin.isWithin(Name{}));
    QVERIFY(nameOf("a.b.example.org").isWithin(origin));
    QVERIFY(!nameOf("badexample.org").isWithin(origin));
    QVERIFY(!nameOf("org").isWithin(origin));
    QVERIFY(!nameOf("example.net").isWithin(origin));
}

/// RFC 4034 section 6.1 gives this very list.
void TstDnsName::namesSortInCanonicalOrder()
{
    const std::vector<std::string> order{"example",         "a.example",      "yljkjljk.a.example",
                                         "Z.a.example",     "zABC.a.EXAMPLE", "z.example",
                                         "\\001.z.example", "*.z.example",    "\\200.z.example"};
    for (std::size_t i = 0; i + 1 < order.size(); ++i)
        QVERIFY2(nameOf(order[i]) < nameOf(order[i + 1]), order[i].c_str());
}

void TstDnsName::wireFormIsReadWhereItStands()
{
    const std::string_view octets("x\3abc\1d\0y", 9);
    std::size_t pos = 1;
    const auto name = Name::takeWire(octets, pos);
    QVERIFY(name.has_value());
    QCOMPARE(text(name->print()), QStringLiteral("abc.d"));
    QCOMPARE(pos, std::size_t{8});
    for (const std::string_view bad :
         {std::string_view("\3ab"), std::string_view("\3abc"), std::string_view("\300\0", 2)}) {
        pos = 0;
        QVERIFY(!Name::takeWire(bad, pos).has_value());
    }
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsName)
#include "tst_dns_name.moc"
