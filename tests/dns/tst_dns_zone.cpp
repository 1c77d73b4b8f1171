#include "sim/dns/master.h"
#include "sim/dns/zone.h"

#include <QTest>

namespace mf::dns::test {

namespace {

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }
Name nameOf(std::string_view written) { return *Name::parse(written); }

QString lines(const std::vector<Record> &records)
{
    QStringList out;
    for (const Record &record : records)
        out << text(record.name.printAbsolute() + ' ' + std::to_string(record.ttl) + ' '
                    + typeName(record.type) + ' ' + printRdata(record));
    return out.join(" | ");
}

QString lines(const Faults &faults)
{
    QStringList out;
    for (const Fault &fault : faults)
        out << QStringLiteral("%1:%2: %3").arg(fault.line).arg(fault.column).arg(text(fault.message.text()));
    return out.join(" | ");
}

/// Kind, and what comes with it.
QString ask(const Zone &zone, const char *name, const char *typeText)
{
    static const char *const kinds[] = {"found", "alias", "delegation", "nodata", "nxdomain"};
    const ZoneAnswer answer = zone.lookup(nameOf(name), *typeNamed(typeText));
    QStringList out{kinds[static_cast<int>(answer.kind)]};
    for (const auto *section : {&answer.records, &answer.authority, &answer.glue})
        if (!section->empty())
            out << lines(*section);
    return out.join(": ");
}

Zone exampleZone()
{
    const ZoneText read =
        readZone("example.org", "@ 3600 SOA ns1 hostmaster 1 7200 900 1209600 300\n"
                                "@ NS ns1\n@ MX 10 mail\nns1 A 192.0.2.1\nmail A 192.0.2.25\n"
                                "mail AAAA 2001:db8::25\nwww CNAME web\nweb A 192.0.2.80\n"
                                "deep.under.here TXT \"x\"\n"
                                "sub NS ns.sub\nsub NS ns.example.net.\nns.sub A 192.0.2.53\n"
                                "*.wild MX 5 mail\nhost.wild A 192.0.2.9\n");
    return *read.zone;
}

} // namespace

class TstDnsZone : public QObject {
    Q_OBJECT
private slots:
    void masterTextIsRead_data();
    void masterTextIsRead();
    void badMasterTextIsTold_data();
    void badMasterTextIsTold();
    void missingFinalDotIsSuspected_data();
    void missingFinalDotIsSuspected();
    void faultShowsTheLine();
    void masterTextHasALimit();
    void readingStopsAtTheFaultLimit();
    void warningsHaveTheSameLimit();
    void ttlHasALimit();
    void zoneAnswers_data();
    void zoneAnswers();
    void soaIsMadeWhereThereIsNone();
    void negativeAnswerLastsAsLongAsTheSoaSays();
    void equalRecordsCountOnce();
    void impossibleZoneIsRefused_data();
    void impossibleZoneIsRefused();
    void nearestZoneIsFound();
};

void TstDnsZone::masterTextIsRead_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("records");
    const auto row = [](const char *name, const char *written, const char *records) {
        QTest::newRow(name) << written << records;
    };
    row("the example of scenario files", "@     IN TXT   \"v=spf1 mx -all\"\nwww   IN CNAME mail\n",
        "example.org. 3600 TXT \"v=spf1 mx -all\" | www.example.org. 3600 CNAME mail.example.org.");
    row("no class", "mail A 192.0.2.1", "mail.example.org. 3600 A 192.0.2.1");
    row("a TTL, then the class", "mail 60 IN A 192.0.2.1", "mail.example.org. 60 A 192.0.2.1");
    row("the class, then a TTL", "mail IN 1h30m A 192.0.2.1", "mail.example.org. 5400 A 192.0.2.1");
    row("lower case", "mail in mx 10 @", "mail.example.org. 3600 MX 10 example.org.");
    row("$TTL", "$TTL 1d\nmail A 192.0.2.1", "mail.example.org. 86400 A 192.0.2.1");
    row("a TTL of nothing", "mail 0 A 192.0.2.1", "mail.example.org. 0 A 192.0.2.1");
    row("$ORIGIN", "$ORIGIN sub\nmail A 192.0.2.1\n$ORIGIN example.org.\nmail A 192.0.2.2",
        "mail.sub.example.org. 3600 A 192.0.2.1 | mail.example.org. 3600 A 192.0.2.2");
    row("owner as before", "mail A 192.0.2.1\n\tA 192.0.2.2",
        "mail.example.org. 3600 A 192.0.2.1 | "
        "mail.example.org. 3600 A 192.0.2.2");
    row("first line without owner", "  A 192.0.2.1", "example.org. 3600 A 192.0.2.1");
    row("comments and blank lines", "; only this\n\n  ; and this\nmail A 192.0.2.1 ; here\n",
        "mail.example.org. 3600 A 192.0.2.1");
    row("parentheses", "@ SOA ns1 hostmaster (\n  1 ; serial\n  7200 900\n  1209600 300 )\n",
        "example.org. 3600 SOA ns1.example.org. hostmaster.example.org. 1 7200 900 1209600 300");
    row("a semicolon in quotes", "@ TXT \"v=DKIM1; k=rsa\"", "example.org. 3600 TXT \"v=DKIM1; k=rsa\"");
    row("parentheses in quotes", "@ TXT \"a (b\"", "example.org. 3600 TXT \"a (b\"");
    row("CRLF", "mail A 192.0.2.1\r\nmail A 192.0.2.2\r\n",
        "mail.example.org. 3600 A 192.0.2.1 | "
        "mail.example.org. 3600 A 192.0.2.2");
    row("absolute names", "mail.example.org. MX 10 mx.example.net.",
        "mail.example.org. 3600 MX 10 mx.example.net.");
    row("a type by number", "@ TYPE65280 \\# 2 abcd", "example.org. 3600 TYPE65280 \\# 2 abcd");
    row("nothing", "", "");
}

void TstDnsZone::masterTextIsRead()
{
    QFETCH(QString, written);
    QFETCH(QString, records);
    const MasterText read = readMaster(written.toStdString(), nameOf("example.org"));
    QCOMPARE(lines(read.errors), QString());
    QCOMPARE(lines(read.warnings), QString());
    QCOMPARE(lines(read.records), records);
}

void TstDnsZone::badMasterTextIsTold_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("errors");
    const auto row = [](const char *name, const char *written, const char *errors) {
        QTest::newRow(name) << written << errors;
    };
    row("a bad address, on its line", "@ NS ns1\n\nns1 A 192.0.2\n",
        "3:5: cannot read the A record; it takes an IPv4 address: 192.0.2.1");
    row("two errors, both told", "a A x\nb A 192.0.2.1\nc MX y\n",
        "1:3: cannot read the A record; it takes an IPv4 address: 192.0.2.1 | "
        "3:3: cannot read the MX record; it takes a preference and a host: 10 mail");
    row("an unknown type", "www CNAMEE mail", "1:5: unknown record type \"CNAMEE\"");
    row("a type of no record", "www ANY mail", "1:5: unknown record type \"ANY\"");
    row("outside the zone", "mail.example.net. A 192.0.2.1",
        "1:1: \"mail.example.net.\" is not in the zone \"example.org.\"");
    row("not a name", "a..b A 192.0.2.1", "1:1: \"a..b\" is not a domain name");
    row("another class", "mail CH TXT x", "1:6: the only class here is IN");
    row("only a name", "mail", "1:0: a record needs a type and data: mail IN A 192.0.2.1");
    row("an open quote", "@ TXT \"abc\nmail A 192.0.2.1",
        "1:0: a quote or parenthesis is left open; close it");
    row("an open parenthesis", "mail A 192.0.2.1\n@ SOA (\n ns1\n",
        "2:0: a quote or parenthesis is left open; close it");
    row("$INCLUDE", "$INCLUDE other.zone", "1:1: $INCLUDE is not followed; put its records here");
    row("an unknown directive", "$GENERATE 1-9 a",
        "1:1: unknown directive \"$GENERATE\"; there are $ORIGIN and $TTL");
    row("$TTL without a time", "$TTL soon", "1:6: $TTL needs a time: 3600 or 1h");
    row("$ORIGIN without a name", "$ORIGIN", "1:0: $ORIGIN needs a domain name");
    row("in a later line of an entry", "@ MX ( 10\n  a b )",
        "1:3: cannot read the MX record; it takes a preference and a "
        "host: 10 mail");
}

void TstDnsZone::badMasterTextIsTold()
{
    QFETCH(QString, written);
    QFETCH(QString, errors);
    QCOMPARE(lines(readMaster(written.toStdString(), nameOf("example.org")).errors), errors);
}

void TstDnsZone::missingFinalDotIsSuspected_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("warnings");
    QTest::newRow("a host")
        << "@ A 192.0.2.1\n@ MX 10 mx.example.org\n"
        << "2:9: MX names \"mx.example.org.example.org.\"; final dot missing: \"mx.example.org.\"";
    QTest::newRow("an owner")
        << "mail.example.org A 192.0.2.1"
        << "1:1: A names \"mail.example.org.example.org.\"; final dot missing: \"mail.example.org.\"";
    QTest::newRow("the origin itself")
        << "@ NS example.org"
        << "1:6: NS names \"example.org.example.org.\"; final dot missing: \"example.org.\"";
    QTest::newRow("with the dot") << "mail.example.org. A 192.0.2.1\n@ MX 10 mail.example.org."
                                  << "";
    QTest::newRow("spelled out, so it is meant") << "@ MX 10 mx.example.org.example.org."
                                                 << "";
    QTest::newRow("another domain") << "@ MX 10 mx.example.net"
                                    << "";
}

void TstDnsZone::missingFinalDotIsSuspected()
{
    QFETCH(QString, written);
    QFETCH(QString, warnings);
    const MasterText read = readMaster(written.toStdString(), nameOf("example.org"));
    QVERIFY(read.errors.empty());
    QCOMPARE(lines(read.warnings), warnings);
}

void TstDnsZone::faultShowsTheLine()
{
    const MasterText read = readMaster("@ NS ns1\r\nns1  A  here\r\n", nameOf("example.org"));
    QCOMPARE(read.errors.size(), std::size_t{1});
    QCOMPARE(text(read.errors.front().sourceLine), QStringLiteral("ns1  A  here"));
    QCOMPARE(read.errors.front().column, 6);
}

void TstDnsZone::masterTextHasALimit()
{
    std::string padded = "mail A 192.0.2.1\n;";
    padded.resize(kMasterTextLimitOctets, ' ');
    QVERIFY(readMaster(padded, nameOf("example.org")).errors.empty());
    padded += ' ';
    const MasterText read = readMaster(padded, nameOf("example.org"));
    QCOMPARE(lines(read.errors), QStringLiteral("0:0: zone text is longer than 1048576 octets"));
    QVERIFY(read.records.empty());
}

void TstDnsZone::readingStopsAtTheFaultLimit()
{
    const auto faults = [](std::size_t bad) {
        std::string written;
        for (std::size_t i = 0; i < bad; ++i)
            written += "a A x\n";
        const MasterText read = readMaster(written + "a A 192.0.2.1\n", nameOf("example.org"));
        return std::pair(read.errors.size(), read.records.size());
    };
    QVERIFY(faults(kMasterFaultLimit - 1) == std::pair(kMasterFaultLimit - 1, std::size_t{1}));
    QVERIFY(faults(kMasterFaultLimit) == std::pair(kMasterFaultLimit, std::size_t{0}));
    QVERIFY(faults(kMasterFaultLimit + 1) == std::pair(kMasterFaultLimit, std::size_t{0}));
}

void TstDnsZone::warningsHaveTheSameLimit()
{
    std::string written;
    for (std::size_t i = 0; i <= kMasterFaultLimit; ++i) {
        const std::size_t before = readMaster(written, nameOf("example.org")).warnings.size();
        QCOMPARE(before, i);
        written += "a.example.org A 192.0.2.1\n";
    }
    const MasterText read = readMaster(written, nameOf("example.org"));
    QCOMPARE(read.warnings.size(), kMasterFaultLimit);
    QCOMPARE(read.records.size(), kMasterFaultLimit + 1);
}

void TstDnsZone::ttlHasALimit()
{
    const auto most = readMaster("a 2147483647 A 192.0.2.1", nameOf("example.org"));
    QCOMPARE(most.records.front().ttl, kTtlLimit);
    for (const char *tooMuch : {"a 2147483648 A 192.0.2.1", "a 99999999999 A 192.0.2.1", "$TTL 2147483648"})
        QCOMPARE(readMaster(tooMuch, nameOf("example.org")).errors.size(), std::size_t{1});
}

void TstDnsZone::zoneAnswers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typeText");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *what, const char *name, const char *typeText, const char *answer) {
        QTest::newRow(what) << name << typeText << answer;
    };
    const char *soa = "example.org. 300 SOA ns1.example.org. hostmaster.example.org. 1 7200 900 1209600 300";
    const std::string noData = std::string("nodata: ") + soa, noName = std::string("nxdomain: ") + soa;
    row("a type of the apex", "example.org", "MX", "found: example.org. 3600 MX 10 mail.example.org.");
    row("case does not count", "EXAMPLE.org", "MX", "found: example.org. 3600 MX 10 mail.example.org.");
    row("NS of the apex is an answer", "example.org", "NS", "found: example.org. 3600 NS ns1.example.org.");
    row("no data", "mail.example.org", "MX", noData.c_str());
    row("no such name", "nobody.example.org", "A", noName.c_str());
    row("an alias", "www.example.org", "A", "alias: www.example.org. 3600 CNAME web.example.org.");
    row("the alias itself", "www.example.org", "CNAME",
        "found: www.example.org. 3600 CNAME web.example.org.");
    row("an empty non-terminal exists", "under.here.example.org", "A", noData.c_str());
    row("and so does the one above", "here.example.org", "A", noData.c_str());
    const char *cut = "delegation: sub.example.org. 3600 NS ns.sub.example.org. | sub.example.org. 3600 NS "
                      "ns.example.net.: ns.sub.example.org. 3600 A 192.0.2.53";
    row("a delegation", "sub.example.org", "A", cut);
    row("below it", "x.y.sub.example.org", "MX", cut);
    row("NS of the cut is not ours to say", "sub.example.org", "NS", cut);
    row("glue is no answer", "ns.sub.example.org", "A", cut);
    row("a wildcard", "any.wild.example.org", "MX",
        "found: any.wild.example.org. 3600 MX 5 mail.example.org.");
    row("a wildcard over two labels", "a.b.wild.example.org", "MX",
        "found: a.b.wild.example.org. 3600 MX 5 mail.example.org.");
    row("a wildcard of another type", "any.wild.example.org", "A", noData.c_str());
    row("what exists is no wildcard", "host.wild.example.org", "MX", noData.c_str());
    row("below what exists neither", "x.host.wild.example.org", "MX", noName.c_str());
    row("the wildcard by name", "*.wild.example.org", "MX",
        "found: *.wild.example.org. 3600 MX 5 mail.example.org.");
    row("ANY is one set of a name (RFC 8482)", "mail.example.org", "ANY",
        "found: mail.example.org. 3600 A 192.0.2.25");
}

void TstDnsZone::zoneAnswers()
{
    QFETCH(QString, name);
    QFETCH(QString, typeText);
    QFETCH(QString, answer);
    QCOMPARE(ask(exampleZone(), qPrintable(name), qPrintable(typeText)), answer);
}

void TstDnsZone::soaIsMadeWhereThereIsNone()
{
    const ZoneText read = readZone("example.org.", "@ NS ns1.example.net.\n");
    QVERIFY(read.zone.has_value());
    QCOMPARE(
        ask(*read.zone, "example.org", "SOA"),
        QStringLiteral(
            "found: example.org. 3600 SOA ns1.example.net. hostmaster.example.org. 1 7200 900 1209600 300"));
}

void TstDnsZone::negativeAnswerLastsAsLongAsTheSoaSays()
{
    const ZoneText low = readZone("a.test", "@ 3600 SOA ns hostmaster 1 2 3 4 60\n");
    QCOMPARE(low.zone->soa().ttl, 60u);
    const ZoneText high = readZone("a.test", "@ 30 SOA ns hostmaster 1 2 3 4 60\n");
    QCOMPARE(high.zone->soa().ttl, 30u);
}

void TstDnsZone::equalRecordsCountOnce()
{
    const ZoneText read = readZone("a.test", "@ A 192.0.2.1\n@ A 192.0.2.1\n@ MX 10 Mx\n@ MX 10 mx2\n");
    QCOMPARE(read.zone->lookup(nameOf("a.test"), type::A).records.size(), std::size_t{1});
    QCOMPARE(read.zone->lookup(nameOf("a.test"), type::Mx).records.size(), std::size_t{2});
}

void TstDnsZone::impossibleZoneIsRefused_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("errors");
    QTest::newRow("CNAME and other records")
        << "a.test"
        << "www CNAME b\nwww A 192.0.2.1"
        << "0:0: \"www.a.test.\" has a CNAME and other records; keep the one or the others";
    QTest::newRow("two CNAMEs") << "a.test"
                                << "www CNAME b\nwww CNAME c"
                                << "0:0: \"www.a.test.\" has more than one CNAME; keep one";
    QTest::newRow("two SOAs") << "a.test"
                              << "@ SOA a b 1 2 3 4 5\n@ SOA a b 2 2 3 4 5"
                              << "0:0: \"a.test.\" has more than one SOA; keep one";
    QTest::newRow("a CNAME for the whole zone")
        << "a.test"
        << "@ CNAME b.test."
        << "0:0: \"a.test.\" has a CNAME and other records; keep the one or the others";
    QTest::newRow("no origin") << "a..b"
                               << ""
                               << "0:0: \"a..b\" is not a domain name";
}

void TstDnsZone::impossibleZoneIsRefused()
{
    QFETCH(QString, origin);
    QFETCH(QString, written);
    QFETCH(QString, errors);
    const ZoneText read = readZone(origin.toStdString(), written.toStdString());
    QVERIFY(!read.zone.has_value());
    QCOMPARE(lines(read.errors), errors);
    const auto outside = Zone::make(nameOf("a.test"), {makeAddress(nameOf("b.test"), 60, {})});
    QCOMPARE(lines(outside.error()),
             QStringLiteral("0:0: \"b.test.\" does not belong in the zone \"a.test.\""));
}

void TstDnsZone::nearestZoneIsFound()
{
    Zones zones;
    for (const char *origin : {"test", "a.test", "b.a.test"})
        zones.emplace(nameOf(origin), *readZone(origin, "").zone);
    QCOMPARE(text(zoneFor(zones, nameOf("x.a.test"))->origin().print()), QStringLiteral("a.test"));
    QCOMPARE(text(zoneFor(zones, nameOf("B.A.test"))->origin().print()), QStringLiteral("b.a.test"));
    QCOMPARE(text(zoneFor(zones, nameOf("ba.test"))->origin().print()), QStringLiteral("test"));
    QVERIFY(zoneFor(zones, nameOf("example.org")) == nullptr);
    QVERIFY(zoneFor(zones, Name{}) == nullptr);
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsZone)
#include "tst_dns_zone.moc"
