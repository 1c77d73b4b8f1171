#include "sim/dns/message.h"
#include "sim/kernel/random.h"

#include <QTest>
#include <fmt/format.h>

namespace mf::dns::test {

namespace {

QString text(std::string_view octets) { return QString::fromLatin1(octets.data(), qsizetype(octets.size())); }
Name nameOf(std::string_view written) { return *Name::parse(written); }
Blob hex(const char *digits) { return Blob(QByteArray::fromHex(digits).toStdString()); }

/// Equal in everything, spelling included.
bool same(const Message &a, const Message &b)
{
    const auto spelled = [](const Message &m) {
        std::string out;
        for (const Question &question : m.questions)
            out += question.name.print() + ' ';
        for (const auto *section : {&m.answer, &m.authority, &m.additional})
            for (const Record &record : *section)
                out += record.name.print() + ' ';
        return out;
    };
    return a == b && spelled(a) == spelled(b);
}

Name randomName(RandomStream &random)
{
    static const char *const pool[] = {"",
                                       "org",
                                       "example.org",
                                       "Example.ORG",
                                       "mail.example.org",
                                       "MX.example.net",
                                       "a.b.c.d.test",
                                       "\\000\\255.test",
                                       "x\\.y.example.com",
                                       "*.example.org"};
    std::string written = pool[random.below(std::size(pool))];
    if (random.chance(300'000))
        written =
            std::string(1 + random.below(63), static_cast<char>('a' + random.below(26))) + '.' + written;
    return nameOf(written);
}

std::string randomOctets(RandomStream &random, std::size_t most)
{
    std::string out(random.below(most + 1), '\0');
    for (char &c : out)
        c = static_cast<char>(random.below(256));
    return out;
}

Record randomRecord(RandomStream &random)
{
    const Name name = randomName(random);
    const auto ttl = static_cast<std::uint32_t>(random.below(0x80000000));
    switch (random.below(9)) {
    case 0:
        return makeAddress(name, ttl, IpAddress::v4(192, 0, 2, static_cast<std::uint8_t>(random.below(256))));
    case 1: return makeAddress(name, ttl, *IpAddress::parse("2001:db8::1"));
    case 2: return makeMx(name, ttl, static_cast<std::uint16_t>(random.below(65536)), randomName(random));
    case 3: return makeText(name, ttl, randomOctets(random, 600));
    case 4: return makePointer(name, ttl, type::Ns, randomName(random));
    case 5: return makePointer(name, ttl, type::Cname, randomName(random));
    case 6: return makeSoa(name, ttl, {randomName(random), randomName(random), 1, 2, 3, 4, 5});
    case 7:
        return {name, type::Srv, kClassIn, ttl,
                *parseRdata(type::Srv, "0 1 143 imap", nameOf("example.org"))};
    default: return {name, 65280, kClassIn, ttl, randomOctets(random, 40)};
    }
}

/// EDNS options: code, length, and so many octets.
std::string randomOptions(RandomStream &random)
{
    std::string out;
    for (std::uint64_t i = random.below(3); i > 0; --i) {
        const std::string value = randomOctets(random, 20);
        out += {'\0', static_cast<char>(random.below(256)), '\0', static_cast<char>(value.size())};
        out += value;
    }
    return out;
}

Message randomMessage(RandomStream &random)
{
    Message message;
    message.id = static_cast<std::uint16_t>(random.below(65536));
    const auto flip = [&] { return random.chance(500'000); };
    message.isResponse = flip();
    message.opcode = static_cast<Opcode>(random.below(16));
    message.authoritative = flip();
    message.recursionDesired = flip();
    message.recursionAvailable = flip();
    message.authenticData = flip();
    message.checkingDisabled = flip();
    message.rcode = static_cast<Rcode>(random.below(16));
    for (std::uint64_t i = random.below(3); i > 0; --i)
        message.questions.push_back(
            {randomName(random), static_cast<std::uint16_t>(1 + random.below(300)), kClassIn});
    for (auto *section : {&message.answer, &message.authority, &message.additional})
        for (std::uint64_t i = random.below(6); i > 0; --i)
            section->push_back(randomRecord(random));
    if (flip()) {
        message.rcode = static_cast<Rcode>(random.below(4096));
        message.edns = Edns{static_cast<std::uint16_t>(random.below(65536)),
                            static_cast<std::uint8_t>(random.below(3)), flip(), randomOptions(random)};
    }
    return message;
}

} // namespace

class TstDnsMessage : public QObject {
    Q_OBJECT
private slots:
    void queryIsReadAsDigSendsIt();
    void compressedAnswerIsRead();
    void unreadableMessageIsAnsweredOrDropped_data();
    void unreadableMessageIsAnsweredOrDropped();
    void otherOpcodesAreNotImplementedWhateverFollows();
    void nameThatPointersBuildHasALimit();
    void namesInRdataAreUncompressed_data();
    void namesInRdataAreUncompressed();
    void parsingWhatWasPrintedGivesTheSame();
    void noOctetsBringItDown();
    void messageHasALimit();
    void moreNamesThanCanBeSharedAreStillRight();
    void namesAreCompressedOnlyWhereTheirCaseIsTheSame();
    void serviceTargetIsNotCompressed();
    void messageThatJustFitsIsWhole();
    void answerThatDoesNotFitSetsTruncated();
    void additionalThatDoesNotFitIsLeftOutSilently();
    void glueThatDoesNotFitSetsTruncated();
    void udpLimitFollowsEdns();
    void factsTellWhatADatagramIs();
    void factOfAnswersHasALimit();
};

void TstDnsMessage::queryIsReadAsDigSendsIt()
{
    // dig example.net MX: AD set, EDNS 1232 with a cookie.
    const auto message = parse(hex("1234012000010000000000010765786d61706c65036e657400000f0001"
                                   "00002904d000000000000c000a00081122334455667788"));
    QVERIFY(message.has_value());
    QCOMPARE(message->id, std::uint16_t{0x1234});
    QVERIFY(!message->isResponse && message->recursionDesired && message->authenticData);
    QCOMPARE(message->questions.size(), std::size_t{1});
    QCOMPARE(message->questions.front().type, type::Mx);
    QVERIFY(message->edns.has_value());
    QCOMPARE(message->edns->udpLimitOctets, std::uint16_t{1232});
    QCOMPARE(message->edns->options.size(), std::size_t{12});
    QVERIFY(message->additional.empty());
}

void TstDnsMessage::compressedAnswerIsRead()
{
    const auto message = parse(hex("00018580000100010000000007657861"
                                   "6d706c65036e657400000f0001c00c000f00010000012c0007000a026d78c00c"));
    QVERIFY(message.has_value());
    QVERIFY(message->isResponse && message->authoritative);
    QCOMPARE(message->answer.size(), std::size_t{1});
    const Record &record = message->answer.front();
    QCOMPARE(text(record.name.print()), QStringLiteral("example.net"));
    QCOMPARE(record.ttl, 300u);
    QCOMPARE(text(printRdata(record)), QStringLiteral("10 mx.example.net."));
    QCOMPARE(*preferenceOf(record), std::uint16_t{10});
}

void TstDnsMessage::unreadableMessageIsAnsweredOrDropped_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<bool>("answered");
    const auto row = [](const char *name, const char *octets, bool answered) {
        QTest::newRow(name) << QByteArray::fromHex(octets) << answered;
    };
    row("nothing", "", false);
    row("half a header", "000101000001", false);
    row("no question", "000101000001000000000000", true);
    row("a response without its question", "000181000001000000000000", false);
    row("a label that ends too late", "00010100000100000000000005616263", true);
    row("a pointer to itself", "000101000001000000000000c00c00010001", true);
    row("an address of three octets", "000101000000000100000000000001000100000000000 30a0000", true);
    row("an MX without a host",
        "0001010000000001000000000000"
        "0f0001000000000002000a",
        true);
    row("an address of five octets", "0001010000000001000000000000010001000000000005 0a00000102", true);
    row("an MX with octets left over", "000101000000000100000000 00000f000100000000 0004 000a0063", true);
    row("a host with octets left over", "000101000000000100000000 0000020001 00000000 0002 0063", true);
    row("text that ends too late", "000101000000000100000000 0000100001 00000000 0002 0561", true);
    row("an OPT that is not at the root", "000101000000000000000001 01610000291000000000000000", true);
    row("an OPT among the answers", "000101000000000100000000 0000291000000000000000", true);
    row("an option that ends too late", "000101000000000000000001 0000291000000000000005 000a000261", true);
    row("a label of a kind that is gone", "000101000001000000000000 4161000001 0001", true);
    row("a pointer into the header", "000101000001000000000000 c0040001 0001", true);
    row("a pointer forwards", "000101000001000000000000 c00e000001 0001", true);
    row("pointers to each other", "000101000002000000000000 c01000010001 c00c00010001", true);
    row("fewer records than it says", "000101000001ffffffffffff 0000010001", true);
    row("two OPT records", "0001010000000000000000020000291000000000000000000029100000000000 0000", true);
}

void TstDnsMessage::unreadableMessageIsAnsweredOrDropped()
{
    QFETCH(QByteArray, octets);
    QFETCH(bool, answered);
    const auto message = parse(Blob(octets.toStdString()));
    QVERIFY(!message.has_value());
    QCOMPARE(message.error().reply.has_value(), answered);
    if (!answered)
        return;
    const Message &reply = *message.error().reply;
    QCOMPARE(reply.rcode, Rcode::FormErr);
    QCOMPARE(reply.id, std::uint16_t{1});
    QVERIFY(reply.isResponse && reply.recursionDesired);
}

void TstDnsMessage::otherOpcodesAreNotImplementedWhateverFollows()
{
    // UPDATE (RFC 2136 section 2.5.2): "delete all MX" is a record of class ANY without data.
    const auto update = parse(hex("00012800000100000001000003 6e65740000060001 c00c000f00ff000000000000"));
    const auto broken = parse(hex("000128000001000000010000"));
    QVERIFY(!broken.has_value() && broken.error().reply->rcode == Rcode::NotImp);
    QVERIFY(update.has_value() || update.error().reply->rcode == Rcode::NotImp);
}

/// 255 octets by way of a pointer, and one more.
void TstDnsMessage::nameThatPointersBuildHasALimit()
{
    std::string label63("\x3f");
    label63.append(63, 'a');
    std::string tail; // 192 octets and the root, at 12
    for (int i = 0; i < 3; ++i)
        tail += label63;
    tail += '\0';
    for (const std::size_t extra : {61u, 62u}) {
        std::string octets(hex("000101000002000000000000").view());
        octets += tail + std::string("\0\1\0\1", 4);
        octets += static_cast<char>(extra);
        octets.append(extra, 'b');
        octets.append("\xc0\x0c\0\1\0\1", 6);
        const auto message = parse(Blob(octets));
        QCOMPARE(message.has_value(), extra == 61);
        if (message)
            QCOMPARE(message->questions.back().name.wire().size() + 1, Name::kLimitOctets);
    }
}

void TstDnsMessage::namesInRdataAreUncompressed_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("rdata"); // after the question "a.test"
    QTest::addColumn<QString>("printed");
    const auto row = [](const char *name, int type, const char *rdata, const char *printed) {
        QTest::newRow(name) << type << QByteArray::fromHex(rdata) << QString(printed);
    };
    row("NS", 2, "0162c00c", "b.a.test.");
    row("CNAME", 5, "c00c", "a.test.");
    row("PTR", 12, "c00c", "a.test.");
    row("MX", 15, "000ac00c", "10 a.test.");
    row("SRV", 33, "0001000200030162c00c", "1 2 3 b.a.test.");
    row("SOA", 6, "0162c00cc00c0000000100000002000000030000000400000005", "b.a.test. a.test. 1 2 3 4 5");
    row("RP", 17, "0162c00cc00c", "b.a.test. a.test.");
    row("AFSDB", 18, "0001c00c", "1 a.test.");
    row("NAPTR", 35, "0001000201530162c000", "");
    row("an unknown type is left alone", 65280, "c00c", "\\# 2 c00c");
}

void TstDnsMessage::namesInRdataAreUncompressed()
{
    QFETCH(int, type);
    QFETCH(QByteArray, rdata);
    QFETCH(QString, printed);
    QByteArray octets =
        QByteArray::fromHex("0001810000010001000000000161047465737400") + QByteArray::fromHex("00010001c00c");
    octets += QByteArray::fromHex(QByteArray::number(type + 0x10000, 16).mid(1));
    octets += QByteArray::fromHex("00010000003c");
    octets += QByteArray::fromHex(QByteArray::number(rdata.size() + 0x10000, 16).mid(1)) + rdata;
    const auto message = parse(Blob(octets.toStdString()));
    QCOMPARE(message.has_value(), !printed.isEmpty());
    if (message)
        QCOMPARE(text(printRdata(message->answer.front())), printed);
}

void TstDnsMessage::parsingWhatWasPrintedGivesTheSame()
{
    RandomStream random(7, "messages");
    for (int i = 0; i < 5000; ++i) {
        const Message message = randomMessage(random);
        const std::string octets = print(message);
        const auto read = parse(Blob(octets));
        QVERIFY2(read.has_value(), std::to_string(i).c_str());
        QVERIFY2(same(*read, message), std::to_string(i).c_str());
        QCOMPARE(text(print(*read)), text(octets));
    }
}

void TstDnsMessage::noOctetsBringItDown()
{
    RandomStream random(7, "octets");
    int readable = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string octets = print(randomMessage(random));
        for (std::uint64_t change = 1 + random.below(4); change > 0; --change)
            octets[random.below(octets.size())] = static_cast<char>(random.below(256));
        octets.resize(random.chance(300'000) ? random.below(octets.size() + 1) : octets.size());
        const auto message = parse(Blob(std::move(octets)));
        if (!message)
            continue;
        ++readable;
        // What was read can be printed, and says the same again.
        const auto again = parse(Blob(print(*message)));
        if (print(*message).size() < kMessageLimitOctets)
            QVERIFY(again.has_value() && same(*again, *message));
        factsOf(*message);
    }
    QVERIFY(readable > 1000);
}

void TstDnsMessage::messageHasALimit()
{
    std::string octets = print(Message{}); // what follows the last record is nobody's
    octets.resize(kMessageLimitOctets);
    QVERIFY(parse(Blob(octets)).has_value());
    octets += '\0';
    QVERIFY(!parse(Blob(octets)).has_value());

    Message message;
    message.isResponse = true;
    for (std::uint32_t i = 0; i < 5000; ++i)
        message.answer.push_back(makeAddress(nameOf("example.org"), i, {}));
    QVERIFY(print(message).size() <= kMessageLimitOctets);
    QVERIFY(parse(Blob(print(message)))->truncated);
}

void TstDnsMessage::moreNamesThanCanBeSharedAreStillRight()
{
    Message message;
    for (std::uint32_t i = 0; i < 2000; ++i) // also past the 16384 octets that a pointer reaches
        message.answer.push_back(makePointer(nameOf(fmt::format("n{}.example.org", i)), i, type::Ns,
                                             nameOf(fmt::format("n{}.example.org", i))));
    const auto read = parse(Blob(print(message)));
    QVERIFY(read.has_value() && same(*read, message));
}

void TstDnsMessage::namesAreCompressedOnlyWhereTheirCaseIsTheSame()
{
    Message message;
    message.questions.push_back({nameOf("example.org"), type::Mx, kClassIn});
    message.answer.push_back(makeMx(nameOf("example.org"), 60, 10, nameOf("mx.example.org")));
    const std::size_t shared = print(message).size();
    QCOMPARE(shared, std::size_t{12 + 13 + 4 + 2 + 10 + 2 + 3 + 2});
    message.answer.front() = makeMx(nameOf("Example.org"), 60, 10, nameOf("mx.Example.org"));
    QCOMPARE(print(message).size(), shared + 8); // "Example" once more; "org" and the second one are shared
    QCOMPARE(text(parse(Blob(print(message)))->answer.front().name.print()), QStringLiteral("Example.org"));
}

void TstDnsMessage::serviceTargetIsNotCompressed()
{
    Message message;
    const std::string rdata = *parseRdata(type::Srv, "0 1 143 imap.example.org.", {});
    message.answer.push_back({nameOf("imap.example.org"), type::Srv, kClassIn, 60, rdata});
    QCOMPARE(print(message).size(), std::size_t{12 + 18 + 10} + rdata.size());
}

void TstDnsMessage::messageThatJustFitsIsWhole()
{
    Message message;
    message.isResponse = true;
    message.questions.push_back({nameOf("example.org"), type::Txt, kClassIn});
    message.answer.push_back(makeText(nameOf("example.org"), 60, std::string(200, 'x')));
    message.answer.push_back(makeText(nameOf("example.org"), 60, std::string(100, 'y')));
    message.edns.emplace();
    const std::size_t whole = print(message).size();
    const auto fits = parse(Blob(print(message, whole)));
    QVERIFY(!fits->truncated);
    QCOMPARE(fits->answer.size(), std::size_t{2});
    const auto cut = parse(Blob(print(message, whole - 1)));
    QVERIFY(cut->truncated);
    QCOMPARE(cut->answer.size(), std::size_t{1});
    QVERIFY(cut->edns.has_value()); // RFC 6891 section 7
}

void TstDnsMessage::answerThatDoesNotFitSetsTruncated()
{
    Message message;
    message.isResponse = message.authoritative = true;
    message.questions.push_back({nameOf("example.org"), type::A, kClassIn});
    for (std::uint8_t i = 0; i < 200; ++i)
        message.answer.push_back(makeAddress(nameOf("example.org"), 60, IpAddress::v4(192, 0, 2, i)));
    const std::string octets = print(message, kPlainUdpLimitOctets);
    QVERIFY(octets.size() <= kPlainUdpLimitOctets);
    const auto read = parse(Blob(octets));
    QVERIFY(read->truncated);
    QCOMPARE(read->answer.size(), (kPlainUdpLimitOctets - 29) / 16);
}

void TstDnsMessage::additionalThatDoesNotFitIsLeftOutSilently()
{
    Message message;
    message.isResponse = message.authoritative = true;
    message.questions.push_back({nameOf("example.org"), type::Mx, kClassIn});
    message.answer.push_back(makeMx(nameOf("example.org"), 60, 10, nameOf("mx.example.org")));
    for (std::uint8_t i = 0; i < 200; ++i)
        message.additional.push_back(makeAddress(nameOf("mx.example.org"), 60, IpAddress::v4(192, 0, 2, i)));
    const auto read = parse(Blob(print(message, kPlainUdpLimitOctets)));
    QVERIFY(!read->truncated);
    QCOMPARE(read->answer.size(), std::size_t{1});
    QVERIFY(!read->additional.empty() && read->additional.size() < 200);
}

void TstDnsMessage::glueThatDoesNotFitSetsTruncated()
{
    Message message;
    message.isResponse = true;
    message.questions.push_back({nameOf("www.example.org"), type::A, kClassIn});
    message.authority.push_back(makePointer(nameOf("example.org"), 60, type::Ns, nameOf("ns.example.org")));
    for (std::uint8_t i = 0; i < 200; ++i)
        message.additional.push_back(makeAddress(nameOf("ns.example.org"), 60, IpAddress::v4(192, 0, 2, i)));
    QVERIFY(isReferral(message));
    QVERIFY(parse(Blob(print(message, kPlainUdpLimitOctets)))->truncated);
}

void TstDnsMessage::udpLimitFollowsEdns()
{
    Message query;
    QCOMPARE(udpLimitFor(query), std::size_t{512});
    query.edns.emplace().udpLimitOctets = 100;
    QCOMPARE(udpLimitFor(query), std::size_t{512});
    query.edns->udpLimitOctets = 1232;
    QCOMPARE(udpLimitFor(query), std::size_t{1232});
    query.edns->udpLimitOctets = kEdnsUdpLimitOctets;
    QCOMPARE(udpLimitFor(query), kEdnsUdpLimitOctets);
    query.edns->udpLimitOctets = kEdnsUdpLimitOctets + 1;
    QCOMPARE(udpLimitFor(query), kEdnsUdpLimitOctets);
}

void TstDnsMessage::factsTellWhatADatagramIs()
{
    const auto line = [](const Message &message) {
        QStringList out;
        factsOf(message).forEach(
            [&](Key key, std::string_view value) { out << text(mf::name(key)) + '=' + text(value); });
        return out.join(' ');
    };
    Message message;
    message.questions.push_back({nameOf("example.net"), type::Mx, kClassIn});
    QCOMPARE(line(message), QStringLiteral("protocol=dns part=query question=example.net type=MX"));
    message.isResponse = true;
    message.authority.push_back(makePointer(nameOf("net"), 60, type::Ns, nameOf("a.nic.net")));
    QCOMPARE(line(message),
             QStringLiteral(
                 "protocol=dns part=referral question=example.net type=MX rcode=NOERROR answer=a.nic.net."));
    message.authority.clear();
    message.answer.push_back(makeMx(nameOf("example.net"), 60, 10, nameOf("mx.example.net")));
    message.answer.push_back(makeMx(nameOf("example.net"), 60, 20, nameOf("mx2.example.net")));
    QCOMPARE(line(message),
             QStringLiteral("protocol=dns part=response question=example.net type=MX rcode=NOERROR "
                            "answer=10 mx.example.net., 20 mx2.example.net."));
    message.answer.clear();
    message.rcode = Rcode::NxDomain;
    QCOMPARE(line(message),
             QStringLiteral("protocol=dns part=response question=example.net type=MX rcode=NXDOMAIN"));
    message.questions.front() = {Name{}, type::Ns, kClassIn};
    QCOMPARE(text(factsOf(message).text(Key::Question)), QStringLiteral("."));
}

void TstDnsMessage::factOfAnswersHasALimit()
{
    Message message;
    message.isResponse = true;
    // The text of one string is in quotes: two octets more.
    message.answer.push_back(makeText(nameOf("a.test"), 60, std::string(kAnswerFactLimitOctets - 4, 'x')));
    QCOMPARE(factsOf(message).text(Key::Answer).size(), kAnswerFactLimitOctets - 2);
    message.answer.push_back(makeText(nameOf("a.test"), 60, "y"));
    QVERIFY(factsOf(message).text(Key::Answer).ends_with("\", ..."));
    message.answer.front() = makeText(nameOf("a.test"), 60, std::string(kAnswerFactLimitOctets - 3, 'x'));
    QCOMPARE(text(factsOf(message).text(Key::Answer)), QStringLiteral("..."));
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsMessage)
#include "tst_dns_message.moc"
