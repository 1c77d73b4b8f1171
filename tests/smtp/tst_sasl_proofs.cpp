// CRAM-MD5, APOP and SCRAM octet by octet: the examples of the RFCs, and what a hostile peer may say.
#include "sim/base/base64.h"
#include "sim/sasl/cram_md5.h"
#include "sim/sasl/prepare.h"
#include "sim/sasl/scram.h"

#include <QTest>

using namespace mf;
using namespace mf::sasl;

namespace {

const Credentials kUser{true, false, "pencil", "user@x.test"};

QByteArray octets(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::string rejection(const ServerStep &step)
{
    const auto *rejected = std::get_if<Rejected>(&step);
    if (!rejected)
        return "not rejected";
    const bool malformed = rejected->why == Rejected::Why::Malformed;
    return (malformed ? "malformed " : "wrong ") + rejected->reason;
}

/// A server in the middle of an exchange, and what a client with the password would say next.
struct HalfWay {
    ScramServer server{Hash::Sha256, "SERVER", 7};
    ScramClient client{Hash::Sha256, "user", "pencil", "CLIENT"};
    std::string challenge, final;

    HalfWay()
    {
        challenge = std::get<Challenge>(server.begin(client.initialResponse())).octets;
        final = client.respond(challenge).value();
    }
};

} // namespace

class TestSaslProofs : public QObject {
    Q_OBJECT
private slots:
    void cramMd5OfRfc2195();
    void cramMd5Messages_data();
    void cramMd5Messages();
    void apopOfRfc1939();
    void timestampsDiffer();
    void scramOfTheRfcs_data();
    void scramOfTheRfcs();
    void scramFirstMessages_data();
    void scramFirstMessages();
    void scramFinalMessages_data();
    void scramFinalMessages();
    void scramEndsWithAnEmptyResponse();
    void scramMessagesHaveALimit();
    void scramActsForNobodyElse();
    void scramSaltsTellNobodyWhoIsHere();
    void scramClientRefuses_data();
    void scramClientRefuses();
    void scramClientWantsProof();
    void scramNamesAreQuoted();
    void preparedForms_data();
    void preparedForms();
};

void TestSaslProofs::cramMd5OfRfc2195()
{
    constexpr std::string_view challenge = "<1896.697170952@postoffice.reston.mci.net>";
    constexpr std::string_view response = "tim b913a602c7eda7a495b4e6e7334d3890";
    CramMd5Client client("tim", "tanstaaftanstaaf");
    QVERIFY(!client.initialResponse());
    QCOMPARE(octets(client.respond(challenge).value()), octets(response));
    QVERIFY(!client.respond(challenge));

    CramMd5Server server{std::string(challenge)};
    QCOMPARE(octets(std::get<Challenge>(server.begin({})).octets), octets(challenge));
    QCOMPARE(std::get<NeedCredentials>(server.respond(response)).login, std::string("tim"));
    QCOMPARE(std::get<Accepted>(server.credentials({true, false, "tanstaaftanstaaf", "tim@x.test"})).account,
             std::string("tim@x.test"));
    QCOMPARE(rejection(server.credentials({true, false, "tanstaaf", "tim@x.test"})), std::string("wrong "));
}

void TestSaslProofs::cramMd5Messages_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<bool>("fine");
    const QByteArray digest(32, 'a');
    QTest::newRow("login with a space") << QByteArray("tim b ") + digest << true;
    QTest::newRow("longest login") << QByteArray(255, 'x') + ' ' + digest << true;
    QTest::newRow("login too long") << QByteArray(256, 'x') + ' ' + digest << false;
    QTest::newRow("no login") << ' ' + digest << false;
    QTest::newRow("no digest") << QByteArray("tim") << false;
    QTest::newRow("digest too short") << QByteArray("tim ") + digest.chopped(1) << false;
    QTest::newRow("digest too long") << QByteArray("tim ") + digest + 'a' << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("a NUL") << QByteArray("ti\0m ", 5) + digest << false;
}

void TestSaslProofs::cramMd5Messages()
{
    QFETCH(QByteArray, response);
    QFETCH(bool, fine);
    CramMd5Server server("<1@mx.test>");
    QCOMPARE(std::holds_alternative<NeedCredentials>(server.respond(response.toStdString())), fine);
    QCOMPARE(rejection(server.begin(response.toStdString())), std::string("malformed "));
}

void TestSaslProofs::apopOfRfc1939()
{
    QCOMPARE(apopDigest("<1896.697170952@dbc.mtview.ca.us>", "tanstaaf"),
             std::string("c4c9334bac560ecc979e58001b3e22fb"));
}

void TestSaslProofs::timestampsDiffer()
{
    RandomStream random(1, "test");
    const std::string first = timestamp("mx.test", random), second = timestamp("mx.test", random);
    QVERIFY(first != second);
    QVERIFY(first.starts_with('<') && first.ends_with("@mx.test>"));
}

void TestSaslProofs::scramOfTheRfcs_data()
{
    QTest::addColumn<int>("hash");
    QTest::addColumn<QByteArray>("nonce");
    QTest::addColumn<QByteArray>("serverFirst");
    QTest::addColumn<QByteArray>("clientFinal");
    QTest::addColumn<QByteArray>("serverFinal");
    QTest::newRow("RFC 5802 section 5")
        << int(Hash::Sha1) << octets("fyko+d2lbbFgONRv9qkxdawL")
        << octets("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096")
        << octets("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")
        << octets("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");
    QTest::newRow("RFC 7677 section 3")
        << int(Hash::Sha256) << octets("rOprNGfwEbeRWgbNEkqO")
        << octets("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")
        << octets("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                  "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
        << octets("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
}

void TestSaslProofs::scramOfTheRfcs()
{
    QFETCH(int, hash);
    QFETCH(QByteArray, nonce);
    QFETCH(QByteArray, serverFirst);
    QFETCH(QByteArray, clientFinal);
    QFETCH(QByteArray, serverFinal);
    ScramClient client(Hash(hash), "user", "pencil", nonce.toStdString());
    QCOMPARE(octets(client.initialResponse().value()), "n,,n=user,r=" + nonce);
    QCOMPARE(octets(client.respond(serverFirst.toStdString()).value()), clientFinal);
    QVERIFY(!client.done());
    QCOMPARE(octets(client.respond(serverFinal.toStdString()).value()), QByteArray());
    QVERIFY(client.done());

    // The server's side: the same words, judged by the same keys.
    const QByteArray withoutProof = clientFinal.left(clientFinal.indexOf(",p="));
    const std::string all = ("n=user,r=" + nonce + ',' + serverFirst + ',' + withoutProof).toStdString();
    const std::string salt = fromBase64(serverFirst.split(',')[1].mid(2).toStdString()).value();
    const ScramKeys keys(Hash(hash), "pencil", salt, 4096);
    QCOMPARE(octets(toBase64(keys.clientProof(all))), clientFinal.mid(withoutProof.size() + 3));
    QCOMPARE(octets(toBase64(keys.serverSignature(all))), serverFinal.mid(2));
}

void TestSaslProofs::scramFirstMessages_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("outcome");
    const auto row = [](const char *name, const char *message, const char *outcome) {
        QTest::newRow(name) << QByteArray(message) << QByteArray(outcome);
    };
    row("no channel binding", "n,,n=user,r=abc", "not rejected");
    row("the client could bind", "y,,n=user,r=abc", "not rejected");
    row("binding wanted", "p=tls-unique,,n=user,r=abc", "malformed channel-binding-not-supported");
    row("another flag", "x,,n=user,r=abc", "malformed other-error");
    row("as oneself", "n,a=user,n=user,r=abc", "not rejected");
    row("authzid without a=", "n,user,n=user,r=abc", "malformed other-error");
    row("a mandatory extension", "n,,m=x,n=user,r=abc", "malformed extensions-not-supported");
    row("an optional extension", "n,,n=user,r=abc,x=y", "not rejected");
    row("comma and equals sign", "n,,n=a=2Cb=3Dc,r=abc", "not rejected");
    row("a bare equals sign", "n,,n=a=b,r=abc", "malformed invalid-username-encoding");
    row("a lower-case code", "n,,n=a=2cb,r=abc", "malformed invalid-username-encoding");
    row("no name", "n,,n=,r=abc", "malformed invalid-username-encoding");
    row("no nonce", "n,,n=user,r=", "malformed other-error");
    row("a space in the nonce", "n,,n=user,r=a b", "malformed other-error");
    row("order reversed", "n,,r=abc,n=user", "malformed invalid-username-encoding");
    row("nothing", "", "malformed other-error");
    row("commas", ",,,", "malformed other-error");
}

void TestSaslProofs::scramFirstMessages()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, outcome);
    ScramServer server(Hash::Sha1, "SERVER", 7);
    QCOMPARE(octets(rejection(server.begin(message.toStdString()))), outcome);
}

void TestSaslProofs::scramFinalMessages_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("with");
    QTest::addColumn<QByteArray>("outcome");
    const auto row = [](const char *name, const char *what, const char *with, const char *outcome) {
        QTest::newRow(name) << QByteArray(what) << QByteArray(with) << QByteArray(outcome);
    };
    row("as it should be", "", "", "not rejected");
    row("another header comes back", "c=biws", "c=eSws", "wrong channel-bindings-dont-match");
    row("binding octets nobody asked for", "c=biws", "c=biwsZGF0YQ==", "wrong channel-bindings-dont-match");
    row("header is not base 64", "c=biws", "c=bi", "malformed invalid-encoding");
    row("another nonce", "r=CLIENTSERVER", "r=CLIENTSERVEX", "wrong other-error");
    row("only the client's nonce", "r=CLIENTSERVER", "r=CLIENT", "wrong other-error");
    row("no proof", ",p=", ",q=", "malformed other-error");
    row("proof is not base 64", ",p=", ",p=?", "malformed invalid-encoding");
    row("an extension", ",p=", ",x=y,p=", "not rejected");
}

void TestSaslProofs::scramFinalMessages()
{
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, with);
    QFETCH(QByteArray, outcome);
    HalfWay half;
    QByteArray message = octets(half.final);
    if (!what.isEmpty())
        message.replace(what, with);
    QCOMPARE(octets(rejection(half.server.respond(message.toStdString()))), outcome);
}

void TestSaslProofs::scramEndsWithAnEmptyResponse()
{
    HalfWay half;
    QVERIFY(std::holds_alternative<NeedCredentials>(half.server.respond(half.final)));
    const ServerStep step = half.server.credentials(kUser);
    QVERIFY(half.client.respond(std::get<Challenge>(step).octets) == "");
    ScramServer other = half.server;
    QCOMPARE(std::get<Accepted>(half.server.respond("")).account, kUser.account);
    QCOMPARE(rejection(other.respond("more")), std::string("malformed other-error"));
}

void TestSaslProofs::scramMessagesHaveALimit()
{
    const auto first = [](std::size_t octets) {
        const std::string start = "n,,n=user,r=";
        return start + std::string(octets - start.size(), 'x');
    };
    ScramServer server(Hash::Sha1, "SERVER", 7), other = server;
    QCOMPARE(rejection(server.begin(first(kScramMessageLimitOctets))), std::string("not rejected"));
    QCOMPARE(rejection(other.begin(first(kScramMessageLimitOctets + 1))),
             std::string("malformed other-error"));
}

void TestSaslProofs::scramActsForNobodyElse()
{
    // The proof covers no authorization identity (RFC 5802 section 5.1): it is the header that comes back.
    HalfWay half;
    ScramServer server(Hash::Sha256, "SERVER", 7);
    const std::string first = half.client.initialResponse().value();
    const std::string challenge = std::get<Challenge>(server.begin("n,a=bob," + first.substr(3))).octets;
    std::string final = half.client.respond(challenge).value();
    QCOMPARE(rejection(server.respond(final)), std::string("wrong channel-bindings-dont-match"));
}

void TestSaslProofs::scramSaltsTellNobodyWhoIsHere()
{
    const auto challenge = [](const char *first, std::uint64_t seed) {
        ScramServer server(Hash::Sha1, "SERVER", seed);
        return std::get<Challenge>(server.begin(first)).octets;
    };
    const std::string user = challenge("n,,n=user,r=abc", 7);
    QCOMPARE(challenge("n,,n=user,r=abc", 7), user);
    QCOMPARE(challenge("n,,n=USER,r=abc", 7), user); // an account's name has no case
    QVERIFY(challenge("n,,n=resu,r=abc", 7) != user);
    QVERIFY(challenge("n,,n=user,r=abc", 8) != user);
    QVERIFY(user.starts_with("r=abcSERVER,s=") && user.ends_with(",i=4096"));
}

void TestSaslProofs::scramClientRefuses_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("fine");
    QTest::newRow("usual") << QByteArray("r=abcX,s=c2FsdA==,i=4096") << true;
    QTest::newRow("an extension") << QByteArray("r=abcX,s=c2FsdA==,i=1,x=y") << true;
    QTest::newRow("most iterations") << QByteArray("r=abcX,s=c2FsdA==,i=100000") << true;
    QTest::newRow("too many iterations") << QByteArray("r=abcX,s=c2FsdA==,i=100001") << false;
    QTest::newRow("no iteration") << QByteArray("r=abcX,s=c2FsdA==,i=0") << false;
    QTest::newRow("no salt") << QByteArray("r=abcX,s=,i=4096") << false;
    QTest::newRow("salt is not base 64") << QByteArray("r=abcX,s=c,i=4096") << false;
    QTest::newRow("nonce of somebody else") << QByteArray("r=Xabc,s=c2FsdA==,i=4096") << false;
    QTest::newRow("nonce without the server's part") << QByteArray("r=abc,s=c2FsdA==,i=4096") << false;
    QTest::newRow("a mandatory extension") << QByteArray("m=x,r=abcX,s=c2FsdA==,i=4096") << false;
    QTest::newRow("an error") << QByteArray("e=other-error") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestSaslProofs::scramClientRefuses()
{
    QFETCH(QByteArray, message);
    QFETCH(bool, fine);
    ScramClient client(Hash::Sha1, "user", "pencil", "abc");
    (void)client.initialResponse();
    QCOMPARE(client.respond(message.toStdString()).has_value(), fine);
}

void TestSaslProofs::scramClientWantsProof()
{
    for (const char *last : {"v=AAAA", "e=invalid-proof", "", "v="}) {
        HalfWay half;
        QVERIFY(!half.client.respond(last));
        QVERIFY(!half.client.done());
    }
}

void TestSaslProofs::scramNamesAreQuoted()
{
    ScramClient client(Hash::Sha1, "a,b=c", "pencil", "abc");
    QCOMPARE(client.initialResponse().value(), std::string("n,,n=a=2Cb=3Dc,r=abc"));
    ScramServer server(Hash::Sha1, "SERVER", 7);
    (void)server.begin("n,,n=a=2Cb=3Dc,r=abc");
    QCOMPARE(server.login(), std::string("a,b=c"));
}

void TestSaslProofs::preparedForms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("prepared");
    const auto row = [](const char *name, const char *text, const char *form) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(form);
    };
    row("RFC 4013 section 3, 1", "I\u00adX", "IX");
    row("RFC 4013 section 3, 2", "user", "user");
    row("RFC 4013 section 3, 3", "USER", "USER");
    row("RFC 4013 section 3, 4", "\u00aa", "a");
    row("RFC 4013 section 3, 5", "\u2168", "IX");
    row("RFC 4013 section 3, 6", "\x07", "refused");
    row("a no-break space", "a\u00a0b", "a b");
    row("a letter and its accent", "e\u0301", "\u00e9");
    row("private use", "\ue000", "refused");
    row("not UTF-8", "\xff", "refused");
    row("nothing", "", "refused");
    row("only what is mapped to nothing", "\u00ad", "refused");
}

void TestSaslProofs::preparedForms()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, prepared);
    QCOMPARE(octets(sasl::prepared(text.toStdString()).value_or("refused")), prepared);
}

QTEST_GUILESS_MAIN(TestSaslProofs)
#include "tst_sasl_proofs.moc"
