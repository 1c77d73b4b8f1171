#include "sim/kernel/random.h"
#include "sim/mail/address.h"

#include <QTest>

using namespace mf;
using namespace mf::mail;

namespace {

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }
std::string octets(const QString &text) { return text.toLatin1().toStdString(); }

std::string domainOf(std::size_t length) // labels of at most 63 octets
{
    std::string domain;
    while (domain.size() < length) {
        const std::size_t left = length - domain.size();
        const std::size_t label = left <= 63 ? left : left == 64 ? 62 : 63;
        domain += std::string(label, 'd');
        if (domain.size() < length)
            domain += '.';
    }
    return domain;
}

} // namespace

class TstAddress : public QObject {
    Q_OBJECT
private slots:
    void mailboxIsParsed_data();
    void mailboxIsParsed();
    void badMailboxIsRefusedWithItsReason_data();
    void badMailboxIsRefusedWithItsReason();
    void pathIsParsed_data();
    void pathIsParsed();
    void badPathIsRefused_data();
    void badPathIsRefused();
    void localPartHasALimit();
    void labelHasALimit();
    void pathHasALimit();
    void domainHasALimit();
    void sameMailboxIgnoresCase();
    void parsingWhatWasPrintedGivesTheSame();
    void noOctetsBringItDown();
};

void TstAddress::mailboxIsParsed_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("localPart");
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("printed");
    QTest::newRow("RFC 5321 appendix D.1") << "Smith@bar.com"
                                           << "Smith"
                                           << "bar.com"
                                           << "Smith@bar.com";
    QTest::newRow("dots") << "jane.q.public@example.org"
                          << "jane.q.public"
                          << "example.org"
                          << "jane.q.public@example.org";
    QTest::newRow("atext") << "!#$%&'*+-/=?^_`{|}~@x"
                           << "!#$%&'*+-/=?^_`{|}~"
                           << "x"
                           << "!#$%&'*+-/=?^_`{|}~@x";
    QTest::newRow("quoted") << "\"Joe Blow\"@example.org"
                            << "Joe Blow"
                            << "example.org"
                            << "\"Joe Blow\"@example.org";
    QTest::newRow("RFC 3696: \"Abc@def\"") << "\"Abc@def\"@example.com"
                                           << "Abc@def"
                                           << "example.com"
                                           << "\"Abc@def\"@example.com";
    QTest::newRow("RFC 3696: Abc\\@def") << "\"Abc\\@def\"@example.com"
                                         << "Abc@def"
                                         << "example.com"
                                         << "\"Abc@def\"@example.com";
    QTest::newRow("quoted for nothing") << "\"joe\"@example.org"
                                        << "joe"
                                        << "example.org"
                                        << "joe@example.org";
    QTest::newRow("quote and backslash") << "\"a\\\"b\\\\c\"@x.test"
                                         << "a\"b\\c"
                                         << "x.test"
                                         << "\"a\\\"b\\\\c\"@x.test";
    QTest::newRow("empty quoted") << "\"\"@x.test"
                                  << ""
                                  << "x.test"
                                  << "\"\"@x.test";
    QTest::newRow("> quoted") << "\"a>b\"@x.test"
                              << "a>b"
                              << "x.test"
                              << "\"a>b\"@x.test";
    QTest::newRow("IPv4 literal") << "a@[192.0.2.1]"
                                  << "a"
                                  << "[192.0.2.1]"
                                  << "a@[192.0.2.1]";
    QTest::newRow("IPv6 literal") << "a@[IPv6:2001:db8::1]"
                                  << "a"
                                  << "[IPv6:2001:db8::1]"
                                  << "a@[IPv6:2001:db8::1]";
    QTest::newRow("hyphen in domain") << "a@xn--bcher-kva.example"
                                      << "a"
                                      << "xn--bcher-kva.example"
                                      << "a@xn--bcher-kva.example";
    QTest::newRow("digits first") << "1@3com.test"
                                  << "1"
                                  << "3com.test"
                                  << "1@3com.test";
}

void TstAddress::mailboxIsParsed()
{
    QFETCH(QString, given);
    const auto path = parseMailbox(octets(given));
    QVERIFY2(path, path ? "" : path.error().text().c_str());
    QTEST(text(path->localPart), "localPart");
    QTEST(text(path->domain), "domain");
    QTEST(text(path->print()), "printed");
}

void TstAddress::badMailboxIsRefusedWithItsReason_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty") << ""
                           << "nothing before the @";
    QTest::newRow("no @") << "alice"
                          << "no @";
    QTest::newRow("no local part") << "@example.org"
                                   << "nothing before the @";
    QTest::newRow("no domain") << "alice@"
                               << "no domain";
    QTest::newRow("dot first") << ".alice@example.org"
                               << "dot";
    QTest::newRow("dot last") << "alice.@example.org"
                              << "dot";
    QTest::newRow("two dots") << "al..ice@example.org"
                              << "dot";
    QTest::newRow("space") << "al ice@example.org"
                           << "\" \" may stand in a local part only within quotes";
    QTest::newRow("two @") << "a@b@c"
                           << "\"@\" may not stand in a domain";
    QTest::newRow("underscore") << "a@my_host.test"
                                << "\"_\" may not stand in a domain";
    QTest::newRow("empty label") << "a@example..org"
                                 << "empty label";
    QTest::newRow("final dot") << "a@example.org."
                               << "empty label";
    QTest::newRow("hyphen first") << "a@-x.test"
                                  << "hyphen";
    QTest::newRow("hyphen last") << "a@x-.test"
                                 << "hyphen";
    QTest::newRow("open quote") << "\"alice@example.org"
                                << "not closed";
    QTest::newRow("something after quote") << "\"a\"b@example.org"
                                           << "no @";
    QTest::newRow("tab in quotes") << "\"a\tb\"@example.org"
                                   << "control";
    QTest::newRow("UTF-8 local part") << "j\xc3\xb6rg@example.org"
                                      << "SMTPUTF8";
    QTest::newRow("UTF-8 quoted") << "\"j\xc3\xb6rg\"@example.org"
                                  << "SMTPUTF8";
    QTest::newRow("UTF-8 domain") << "a@b\xc3\xbc"
                                     "cher.test"
                                  << "SMTPUTF8";
    QTest::newRow("open literal") << "a@[192.0.2.1"
                                  << "not closed";
    QTest::newRow("IPv4 too large") << "a@[192.0.2.256]"
                                    << "address literal";
    QTest::newRow("IPv6 without its tag") << "a@[2001:db8::1]"
                                          << "address literal";
    QTest::newRow("IPv4 with tag") << "a@[IPv6:192.0.2.1]"
                                   << "address literal";
    QTest::newRow("NUL in literal") << text({"a@[192.0.2.1\0x]", 15}) << "address literal";
    QTest::newRow("after a literal") << "a@[192.0.2.1].test"
                                     << "after the end";
    QTest::newRow("angle bracket") << "a@b>"
                                   << "after the end";
}

void TstAddress::badMailboxIsRefusedWithItsReason()
{
    QFETCH(QString, given);
    QFETCH(QString, reason);
    const auto path = parseMailbox(octets(given));
    QVERIFY(!path);
    QVERIFY2(text(path.error().text()).contains(reason), path.error().text().c_str());
}

void TstAddress::pathIsParsed_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("printed");
    QTest::addColumn<QString>("rest");
    QTest::newRow("null path") << "<>"
                               << ""
                               << "";
    QTest::newRow("null path with parameter") << "<> SIZE=10"
                                              << ""
                                              << "SIZE=10";
    QTest::newRow("plain") << "<a@b.test>"
                           << "a@b.test"
                           << "";
    QTest::newRow("parameters") << "<a@b.test>  SIZE=10 BODY=8BITMIME"
                                << "a@b.test"
                                << "SIZE=10 BODY=8BITMIME";
    QTest::newRow("RFC 5321 appendix D.3: source route") << "<@foo.com,@bar.com:Jones@XYZ.COM>"
                                                         << "Jones@XYZ.COM"
                                                         << "";
    QTest::newRow("one hop") << "<@a.test:b@c.test>"
                             << "b@c.test"
                             << "";
    QTest::newRow("route through a literal") << "<@[192.0.2.1]:b@c.test>"
                                             << "b@c.test"
                                             << "";
    QTest::newRow("> within quotes") << "<\"a>b\"@c.test> X"
                                     << "\"a>b\"@c.test"
                                     << "X";
}

void TstAddress::pathIsParsed()
{
    QFETCH(QString, given);
    const std::string source = octets(given);
    const auto parsed = parsePath(source);
    QVERIFY2(parsed, parsed ? "" : parsed.error().text().c_str());
    QTEST(text(parsed->path.print()), "printed");
    QTEST(text(parsed->rest), "rest");
}

void TstAddress::badPathIsRefused_data()
{
    QTest::addColumn<QString>("given");
    for (const char *given :
         {"", "a@b.test", "<a@b.test", "<", "< >", "<a@b.test >", "<a@b.test>x", "<<a@b.test>>", "<@a.test>",
          "<@a.test,b@c.test>", "<@a.test,:b@c.test>", "<@:b@c.test>", "<a@b.test>>", "<a b@c.test>",
          "<a@[192.0.2.1]x>", "<a@b.test,c@d.test>", " <a@b.test>"})
        QTest::newRow(given) << given;
}

void TstAddress::badPathIsRefused()
{
    QFETCH(QString, given);
    QVERIFY(!parsePath(octets(given)));
}

void TstAddress::localPartHasALimit()
{
    QVERIFY(parseMailbox(std::string(kLocalPartLimitOctets, 'a') + "@b.test"));
    QVERIFY(!parseMailbox(std::string(kLocalPartLimitOctets + 1, 'a') + "@b.test"));
    QVERIFY(parseMailbox('"' + std::string(kLocalPartLimitOctets, ' ') + "\"@b.test"));
    QVERIFY(!parseMailbox('"' + std::string(kLocalPartLimitOctets + 1, ' ') + "\"@b.test"));
}

void TstAddress::labelHasALimit()
{
    QVERIFY(parseMailbox("a@" + std::string(63, 'd') + ".test"));
    QVERIFY(!parseMailbox("a@" + std::string(64, 'd') + ".test"));
}

void TstAddress::pathHasALimit()
{
    const std::string fits = "<a@" + domainOf(kPathLimitOctets - 4) + '>';
    QCOMPARE(fits.size(), kPathLimitOctets);
    QVERIFY(parsePath(fits));
    QVERIFY(!parsePath("<a@" + domainOf(kPathLimitOctets - 3) + '>'));
    QVERIFY(parsePath("<@h:a@" + domainOf(kPathLimitOctets - 7) + '>'));
    QVERIFY(!parsePath("<@h:a@" + domainOf(kPathLimitOctets - 6) + '>'));
}

void TstAddress::domainHasALimit()
{
    // A source route is the one place where a domain of 255 octets could stand; the path is too long then
    // anyway.
    const auto atLimit = parsePath("<@" + domainOf(kDomainLimitOctets) + ":a@b.test>");
    QVERIFY(!atLimit);
    QVERIFY(text(atLimit.error().text()).contains("path is longer"));
    const auto beyond = parsePath("<@" + domainOf(kDomainLimitOctets + 1) + ":a@b.test>");
    QVERIFY(!beyond);
    QVERIFY(text(beyond.error().text()).contains("domain is longer"));
}

void TstAddress::sameMailboxIgnoresCase()
{
    QVERIFY(sameMailbox({"Alice", "Example.ORG"}, {"alice", "example.org"}));
    QVERIFY(!sameMailbox({"alice", "example.org"}, {"alice", "example.net"}));
    QVERIFY(!sameMailbox({"alice", "example.org"}, {"bob", "example.org"}));
}

void TstAddress::parsingWhatWasPrintedGivesTheSame()
{
    RandomStream random(1, "addresses");
    for (int i = 0; i < 20'000; ++i) {
        Path path;
        for (auto n = random.below(20); n > 0; --n)
            path.localPart += static_cast<char>(' ' + random.below(95));
        path.domain = random.below(8) == 0 ? "[192.0.2.7]" : domainOf(1 + random.below(100));
        const auto again = parseMailbox(path.print());
        QVERIFY2(again, path.print().c_str());
        QCOMPARE(text(again->print()), text(path.print()));
        QVERIFY(*again == path);
        QVERIFY(parsePath(path.printInBrackets())->path == path);
    }
}

void TstAddress::noOctetsBringItDown()
{
    RandomStream random(2, "noise");
    constexpr std::string_view likely = "<>@\"\\[]:.,a- IPv6\x80";
    for (int i = 0; i < 50'000; ++i) {
        std::string noise = random.below(2) ? "<" : "";
        for (auto n = random.below(24); n > 0; --n)
            noise += likely[random.below(likely.size())];
        if (const auto parsed = parsePath(noise); parsed && !parsed->path.isNull())
            QVERIFY(parseMailbox(parsed->path.print()));
        (void)parseMailbox(noise);
    }
}

QTEST_GUILESS_MAIN(TstAddress)
#include "tst_address.moc"
