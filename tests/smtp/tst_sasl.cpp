// SASL mechanisms, both sides: known exchanges, and one side against the other.
#include "sim/sasl/mechanism.h"

#include <QTest>

using namespace mf;
using namespace mf::sasl;
using namespace std::string_literals;

namespace {

/// A step in one line: "challenge X", "need LOGIN", "accepted LOGIN ACCOUNT", "malformed|wrong|not-authorized
/// LOGIN".
std::string print(const ServerStep &step)
{
    struct Printer {
        std::string operator()(const Challenge &c) const { return "challenge " + c.octets; }
        std::string operator()(const NeedCredentials &n) const { return "need " + n.login; }
        std::string operator()(const Accepted &a) const { return "accepted " + a.login + ' ' + a.account; }
        std::string operator()(const Rejected &r) const
        {
            constexpr const char *why[] = {"malformed ", "wrong ", "not-authorized "};
            const std::string reason = r.reason.empty() ? std::string() : " (" + r.reason + ')';
            return why[static_cast<std::size_t>(r.why)] + r.login + reason;
        }
    };
    return std::visit(Printer{}, step);
}

QByteArray octets(const std::string &text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

const Credentials kAlice{true, false, "secret", "alice@x.test"};

std::optional<ServerExchange> startServer(std::string_view mechanism)
{
    RandomStream random(1, "server");
    return ServerExchange::start(mechanism, "mx.test", 7, random);
}

std::optional<ClientExchange> startClient(std::string_view mechanism, std::string login = "alice",
                                          std::string password = "secret")
{
    RandomStream random(2, "client");
    return ClientExchange::start(mechanism, std::move(login), std::move(password), random);
}

/// What becomes of it when the two talk until one of them ends; "cancelled" where the client does.
std::string talk(ServerExchange &server, ClientExchange &client, const Credentials &known)
{
    ServerStep step = server.begin(client.initialResponse());
    for (int turns = 0; turns < 6; ++turns) {
        if (const auto *challenge = std::get_if<Challenge>(&step)) {
            const auto response = client.respond(challenge->octets);
            if (!response)
                return "cancelled";
            step = server.respond(*response);
        } else if (std::holds_alternative<NeedCredentials>(step)) {
            step = server.credentials(known);
        } else {
            return print(step);
        }
    }
    return "endless";
}

} // namespace

class TestSasl : public QObject {
    Q_OBJECT
private slots:
    void plainMessages_data();
    void plainMessages();
    void plainJudges_data();
    void plainJudges();
    void plainWithoutInitialResponseIsAskedForIt();
    void loginAsksTwice();
    void loginTakesTheNameAtOnce();
    void loginRefusesWhatIsTooLong();
    void bothSidesUnderstandEachOther_data();
    void bothSidesUnderstandEachOther();
    void wrongPasswordAndUnknownLoginLookTheSame_data();
    void wrongPasswordAndUnknownLoginLookTheSame();
    void anyPasswordIsRightOnlyWhereItIsSent_data();
    void anyPasswordIsRightOnlyWhereItIsSent();
    void aCopyGoesOnByItself();
    void aClientThatIsAskedForMoreCancels();
    void theBestMechanismIsChosen();
    void passwordsAreOfferedInClearOnlyWhereAllowed();
};

void TestSasl::plainMessages_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("step");
    const auto row = [](const char *name, const std::string &message, const std::string &step) {
        QTest::newRow(name) << octets(message) << octets(step);
    };
    row("RFC 4616 section 4, first example", "\0tim\0tanstaaftanstaaf"s, "need tim");
    row("RFC 4616 section 4, second example", "Ursel\0Kurt\0xipj3plmq"s, "need Kurt");
    row("no octet", "", "malformed ");
    row("one field", "tim", "malformed ");
    row("two fields", "\0tim"s, "malformed ");
    row("four fields", "\0tim\0x\0y"s, "malformed ");
    row("no login", "\0\0secret"s, "malformed ");
    row("no password", "\0tim\0"s, "malformed ");
    row("longest login", '\0' + std::string(255, 'a') + "\0x"s, "need " + std::string(255, 'a'));
    row("login too long", '\0' + std::string(256, 'a') + "\0x"s, "malformed ");
    row("password too long", "\0tim\0"s + std::string(256, 'a'), "malformed ");
}

void TestSasl::plainMessages()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, step);
    auto exchange = startServer("plain");
    QVERIFY(exchange);
    QCOMPARE(octets(print(exchange->begin(message.toStdString()))), step);
}

void TestSasl::plainJudges_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("known");
    QTest::addColumn<bool>("any");
    QTest::addColumn<QByteArray>("step");
    const auto row = [](const char *name, const std::string &message, bool known, bool any,
                        const char *step) {
        QTest::newRow(name) << octets(message) << known << any << QByteArray(step);
    };
    row("right", "\0alice\0secret"s, true, false, "accepted alice alice@x.test");
    row("wrong password", "\0alice\0Secret"s, true, false, "wrong alice");
    row("beginning of the password", "\0alice\0sec"s, true, false, "wrong alice");
    row("unknown login", "\0alice\0secret"s, false, false, "wrong alice");
    row("anything goes", "\0alice\0x"s, true, true, "accepted alice alice@x.test");
    row("as oneself by login", "alice\0alice\0secret"s, true, false, "accepted alice alice@x.test");
    row("as oneself by account", "Alice@X.test\0alice\0secret"s, true, false, "accepted alice alice@x.test");
    row("as somebody else", "bob\0alice\0secret"s, true, false, "not-authorized alice");
    row("as somebody else with a wrong password", "bob\0alice\0x"s, true, false, "wrong alice");
}

void TestSasl::plainJudges()
{
    QFETCH(QByteArray, message);
    QFETCH(bool, known);
    QFETCH(bool, any);
    QFETCH(QByteArray, step);
    auto exchange = startServer("PLAIN");
    QCOMPARE(print(exchange->begin(message.toStdString())), std::string("need alice"));
    QCOMPARE(exchange->login(), std::string("alice"));
    Credentials credentials = kAlice;
    credentials.known = known;
    credentials.anyPassword = any;
    QCOMPARE(octets(print(exchange->credentials(credentials))), step);
}

void TestSasl::plainWithoutInitialResponseIsAskedForIt()
{
    auto exchange = startServer("PLAIN");
    QCOMPARE(print(exchange->begin({})), std::string("challenge "));
    QCOMPARE(print(exchange->respond("\0alice\0secret"s)), std::string("need alice"));
}

void TestSasl::loginAsksTwice()
{
    auto exchange = startServer("LOGIN");
    QCOMPARE(print(exchange->begin({})), std::string("challenge Username:"));
    QCOMPARE(print(exchange->respond("alice")), std::string("challenge Password:"));
    QCOMPARE(print(exchange->respond("secret")), std::string("need alice"));
    QCOMPARE(print(exchange->credentials(kAlice)), std::string("accepted alice alice@x.test"));
}

void TestSasl::loginTakesTheNameAtOnce()
{
    auto exchange = startServer("LOGIN");
    QCOMPARE(print(exchange->begin("alice")), std::string("challenge Password:"));
    QCOMPARE(print(exchange->respond("")), std::string("need alice"));
    QCOMPARE(print(exchange->credentials(Credentials{true, false, "", "alice"})), std::string("wrong alice"));
}

void TestSasl::loginRefusesWhatIsTooLong()
{
    auto exchange = startServer("LOGIN");
    auto other = exchange;
    QCOMPARE(print(exchange->begin(std::string(255, 'a'))), std::string("challenge Password:"));
    QCOMPARE(print(other->begin(std::string(256, 'a'))), std::string("malformed "));
    QCOMPARE(print(exchange->respond(std::string(256, 'a'))), "malformed " + std::string(255, 'a'));
}

void TestSasl::bothSidesUnderstandEachOther_data()
{
    QTest::addColumn<QByteArray>("mechanism");
    for (const Mechanism &mechanism : mechanisms())
        QTest::newRow(std::string(mechanism.name).c_str()) << octets(std::string(mechanism.name));
}

void TestSasl::bothSidesUnderstandEachOther()
{
    QFETCH(QByteArray, mechanism);
    const std::string name = mechanism.toStdString();
    auto client = startClient(name);
    auto server = startServer(name);
    QVERIFY(client && server);
    QCOMPARE(std::string(client->mechanism()), name);
    QCOMPARE(std::string(server->mechanism()), name);
    QVERIFY(!client->done());
    QCOMPARE(talk(*server, *client, kAlice), std::string("accepted alice alice@x.test"));
    QVERIFY(client->done());
}

void TestSasl::wrongPasswordAndUnknownLoginLookTheSame_data() { bothSidesUnderstandEachOther_data(); }

void TestSasl::wrongPasswordAndUnknownLoginLookTheSame()
{
    QFETCH(QByteArray, mechanism);
    const std::string name = mechanism.toStdString();
    for (const Credentials &known : {Credentials{true, false, "Secret", "alice@x.test"}, Credentials{}}) {
        auto client = startClient(name);
        auto server = startServer(name);
        const std::string outcome = talk(*server, *client, known);
        QVERIFY(outcome == "wrong alice" || outcome == "wrong alice (invalid-proof)");
        QCOMPARE(outcome.size() > 12, name.starts_with("SCRAM"));
    }
}

void TestSasl::anyPasswordIsRightOnlyWhereItIsSent_data() { bothSidesUnderstandEachOther_data(); }

void TestSasl::anyPasswordIsRightOnlyWhereItIsSent()
{
    QFETCH(QByteArray, mechanism);
    const std::string name = mechanism.toStdString();
    auto client = startClient(name);
    auto server = startServer(name);
    const std::string outcome = talk(*server, *client, Credentials{true, true, "", "alice@x.test"});
    QCOMPARE(outcome.starts_with("accepted"), find(name)->sendsPassword);
}

void TestSasl::aCopyGoesOnByItself()
{
    auto exchange = startServer("LOGIN");
    exchange->begin("alice");
    auto copy = exchange;
    QCOMPARE(print(exchange->respond("secret")), std::string("need alice"));
    QCOMPARE(print(copy->respond("wrong")), std::string("need alice"));
    QCOMPARE(print(exchange->credentials(kAlice)), std::string("accepted alice alice@x.test"));
    QCOMPARE(print(copy->credentials(kAlice)), std::string("wrong alice"));
}

void TestSasl::aClientThatIsAskedForMoreCancels()
{
    auto plain = startClient("PLAIN");
    QVERIFY(plain->initialResponse());
    QVERIFY(!plain->respond("more?"));
    auto login = startClient("LOGIN");
    QVERIFY(!login->initialResponse());
    QCOMPARE(*login->respond("User Name"), std::string("alice"));
    QCOMPARE(*login->respond("Password"), std::string("secret"));
    QVERIFY(!login->respond("more?"));
}

void TestSasl::theBestMechanismIsChosen()
{
    const std::vector<std::string> all{"GSSAPI",      "login",         "plain",
                                       "scram-sha-1", "scram-sha-256", "cram-md5"};
    const std::vector<std::string> none{"GSSAPI"}, login{"LOGIN"}, proofs{"CRAM-MD5", "SCRAM-SHA-1"};
    const auto chosen = [](const auto &offers, Stream stream, InClear inClear) {
        const Mechanism *mechanism = choose(offers, stream, inClear);
        return std::string(mechanism ? mechanism->name : "none");
    };
    QCOMPARE(chosen(all, Stream::Clear, InClear::Forbidden), std::string("SCRAM-SHA-256"));
    QCOMPARE(chosen(all, Stream::Clear, InClear::Allowed), std::string("SCRAM-SHA-256"));
    QCOMPARE(chosen(all, Stream::Encrypted, InClear::Forbidden), std::string("PLAIN"));
    QCOMPARE(chosen(proofs, Stream::Encrypted, InClear::Forbidden), std::string("SCRAM-SHA-1"));
    QCOMPARE(chosen(login, Stream::Encrypted, InClear::Forbidden), std::string("LOGIN"));
    QCOMPARE(chosen(login, Stream::Clear, InClear::Forbidden), std::string("none"));
    QCOMPARE(chosen(login, Stream::Clear, InClear::Allowed), std::string("LOGIN"));
    QCOMPARE(chosen(none, Stream::Encrypted, InClear::Forbidden), std::string("none"));
    QVERIFY(!find("SCRAM"));
    QVERIFY(!startServer("GSSAPI"));
    QVERIFY(!startClient("GSSAPI"));
}

void TestSasl::passwordsAreOfferedInClearOnlyWhereAllowed()
{
    const std::vector<std::string> enabled{"plain", "CRAM-MD5", "GSSAPI"};
    QCOMPARE(offered(enabled, Stream::Clear, InClear::Forbidden).size(), std::size_t{1});
    QCOMPARE(offered(enabled, Stream::Clear, InClear::Allowed).size(), std::size_t{2});
    QCOMPARE(offered(enabled, Stream::Encrypted, InClear::Forbidden).size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(TestSasl)
#include "tst_sasl.moc"
