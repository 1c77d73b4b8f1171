#include "sim/base/ascii.h"
#include "sim/dns/record.h"

#include <QTest>

namespace mf::dns::test {

namespace {

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }
Name nameOf(std::string_view written) { return *Name::parse(written); }

} // namespace

class TstDnsRecord : public QObject {
    Q_OBJECT
private slots:
    void rdataIsPrintedAndParsed_data();
    void rdataIsPrintedAndParsed();
    void badRdataIsRefusedWithItsShape_data();
    void badRdataIsRefusedWithItsShape();
    void answersForProgramsHaveTheirFields();
    void typesHaveNamesAndNumbers();
};

void TstDnsRecord::rdataIsPrintedAndParsed_data()
{
    QTest::addColumn<QString>("typeText");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("printed");
    const auto row = [](const char *typeText, const char *written, const char *printed) {
        QTest::newRow((std::string(typeText) + ' ' + written).c_str()) << typeText << written << printed;
    };
    row("A", "192.0.2.1", "192.0.2.1");
    row("AAAA", "2001:DB8:0::1", "2001:db8::1");
    row("MX", "10 Mail", "10 Mail.example.org.");
    row("MX", "0 .", "0 .");
    row("NS", "ns1.example.net.", "ns1.example.net.");
    row("CNAME", "@", "example.org.");
    row("TXT", "\"v=spf1 mx -all\"", "\"v=spf1 mx -all\"");
    row("TXT", "one \"two; three\"", "\"one\" \"two; three\"");
    row("TXT", "\"a \\\"quote\\\"\"", "\"a \\\"quote\\\"\"");
    row("SRV", "0 1 143 imap", "0 1 143 imap.example.org.");
    row("SOA", "ns1 hostmaster 1 7200 900 1209600 300",
        "ns1.example.org. hostmaster.example.org. 1 7200 900 1209600 300");
    row("PTR", "mail", "mail.example.org.");
    row("CAA", "0 issue \"ca.test\"", "0 issue \"ca.test\"");
    row("TYPE65280", "\\# 3 0a0b0c", "\\# 3 0a0b0c");
    row("TYPE1", "192.0.2.1", "192.0.2.1");
}

void TstDnsRecord::rdataIsPrintedAndParsed()
{
    QFETCH(QString, typeText);
    QFETCH(QString, written);
    QFETCH(QString, printed);
    Record record;
    record.type = *typeNamed(typeText.toStdString());
    const auto rdata = parseRdata(record.type, written.toStdString(), nameOf("example.org"));
    QVERIFY2(rdata.has_value(), rdata ? "" : rdata.error().text().c_str());
    record.rdata = *rdata;
    QCOMPARE(text(printRdata(record)), printed);
    QCOMPARE(text(*parseRdata(record.type, printRdata(record), {})), text(record.rdata));
}

void TstDnsRecord::badRdataIsRefusedWithItsShape_data()
{
    QTest::addColumn<QString>("typeText");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("hint");
    QTest::newRow("a name is no address") << "A"
                                          << "mail"
                                          << "192.0.2.1";
    QTest::newRow("nothing") << "A"
                             << ""
                             << "192.0.2.1";
    QTest::newRow("IPv4 is not IPv6") << "AAAA"
                                      << "192.0.2.1"
                                      << "2001:db8::1";
    QTest::newRow("no preference") << "MX"
                                   << "mail"
                                   << "10 mail";
    QTest::newRow("no host") << "MX"
                             << "10"
                             << "10 mail";
    QTest::newRow("two hosts") << "MX"
                               << "10 a b"
                               << "10 mail";
    QTest::newRow("an empty label") << "CNAME"
                                    << "a..b"
                                    << "www";
    QTest::newRow("half an SOA") << "SOA"
                                 << "ns1 hostmaster 1"
                                 << "minimum";
    QTest::newRow("a zero octet") << "TXT" << QString(QChar(0)) << "quotes";
    QTest::newRow("not a record's type") << "ANY"
                                         << "x"
                                         << "ANY";
}

void TstDnsRecord::badRdataIsRefusedWithItsShape()
{
    QFETCH(QString, typeText);
    QFETCH(QString, written);
    QFETCH(QString, hint);
    const auto rdata = parseRdata(*typeNamed(typeText.toStdString()), written.toLatin1().toStdString(), {});
    QVERIFY(!rdata.has_value());
    QVERIFY2(text(rdata.error().text()).contains(hint), rdata.error().text().c_str());
}

void TstDnsRecord::answersForProgramsHaveTheirFields()
{
    const DnsRecord mx = toAnswer(makeMx(nameOf("example.org"), 60, 10, nameOf("mail.example.org")));
    QCOMPARE(mx, (DnsRecord{"example.org", 15, 60, "10 mail.example.org.", 10, "mail.example.org", {}}));
    const DnsRecord null = toAnswer(makeMx(nameOf("example.org"), 60, 0, Name{}));
    QCOMPARE(null, (DnsRecord{"example.org", 15, 60, "0 .", 0, "", {}}));
    const IpAddress address = IpAddress::v4(192, 0, 2, 1);
    QCOMPARE(toAnswer(makeAddress(nameOf("a.test"), 60, address)),
             (DnsRecord{"a.test", 1, 60, "192.0.2.1", 0, "", address}));
}

void TstDnsRecord::typesHaveNamesAndNumbers()
{
    QCOMPARE(typeNamed("mx"), std::optional(type::Mx));
    QCOMPARE(typeNamed("TYPE15"), std::optional(type::Mx));
    QVERIFY(!typeNamed("TYPE65536") && !typeNamed("MXX") && !typeNamed(""));
    QCOMPARE(text(typeName(type::Aaaa)), QStringLiteral("AAAA"));
    QCOMPARE(text(typeName(65280)), QStringLiteral("TYPE65280"));
    QVERIFY(isMetaType(type::Any) && isMetaType(type::Opt) && isMetaType(type::Axfr) && !isMetaType(257));
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsRecord)
#include "tst_dns_record.moc"
