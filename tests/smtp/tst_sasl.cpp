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
            return why[static_cast<std::size_t>(r.why)] + r.login;
        }
    };
    return std::visit(Printer{}, step);
}

QByteArray octets(const std::string &text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

const Credentials kAlice{true, false, "secret", "alice@x.test"};

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
    void aCopyGoesOnByItself();
    void aClientThatIsAskedForMoreCancels();
    void theBestMechanismIsChosen();
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
    auto exchange = ServerExchange::start("plain");
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
    auto exchange = ServerExchange::start("PLAIN");
    QCOMPARE(print(exchange->begin(message.toStdString())), std::string("need alice"));
    QCOMPARE(exchange->login(), std::string("alice"));
    Credentials credentials = kAlice;
    credentials.known = known;
    credentials.anyPassword = any;
    QCOMPARE(octets(print(exchange->credentials(credentials))), step);
}

void TestSasl::plainWithoutInitialResponseIsAskedForIt()
{
    auto exchange = ServerExchange::start("PLAIN");
    QCOMPARE(print(exchange->begin({})), std::string("challenge "));
    QCOMPARE(print(exchange->respond("\0alice\0secret"s)), std::string("need alice"));
}

void TestSasl::loginAsksTwice()
{
    auto exchange = ServerExchange::start("LOGIN");
    QCOMPARE(print(exchange->begin({})), std::string("challenge Username:"));
    QCOMPARE(print(exchange->respond("alice")), std::string("challenge Password:"));
    QCOMPARE(print(exchange->respond("secret")), std::string("need alice"));
    QCOMPARE(print(exchange->credentials(kAlice)), std::string("accepted alice alice@x.test"));
}

void TestSasl::loginTakesTheNameAtOnce()
{
    auto exchange = ServerExchange::start("LOGIN");
    QCOMPARE(print(exchange->begin("alice")), std::string("challenge Password:"));
    QCOMPARE(print(exchange->respond("")), std::string("need alice"));
    QCOMPARE(print(exchange->credentials(Credentials{true, false, "", "alice"})), std::string("wrong alice"));
}

void TestSasl::loginRefusesWhatIsTooLong()
{
    auto exchange = ServerExchange::start("LOGIN");
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
    auto client = ClientExchange::start(name, "alice", "secret");
    auto server = ServerExchange::start(name);
    QVERIFY(client && server);
    QCOMPARE(std::string(client->mechanism()), name);
    QCOMPARE(std::string(server->mechanism()), name);
    ServerStep step = server->begin(client->initialResponse());
    for (int turns = 0; turns < 5 && !std::holds_alternative<Accepted>(step); ++turns) {
        if (const auto *challenge = std::get_if<Challenge>(&step)) {
            const auto response = client->respond(challenge->octets);
            QVERIFY(response);
            step = server->respond(*response);
        } else if (std::holds_alternative<NeedCredentials>(step)) {
            step = server->credentials(kAlice);
        }
    }
    QCOMPARE(print(step), std::string("accepted alice alice@x.test"));
}

void TestSasl::aCopyGoesOnByItself()
{
    auto exchange = ServerExchange::start("LOGIN");
    exchange->begin("alice");
    auto copy = exchange;
    QCOMPARE(print(exchange->respond("secret")), std::string("need alice"));
    QCOMPARE(print(copy->respond("wrong")), std::string("need alice"));
    QCOMPARE(print(exchange->credentials(kAlice)), std::string("accepted alice alice@x.test"));
    QCOMPARE(print(copy->credentials(kAlice)), std::string("wrong alice"));
}

void TestSasl::aClientThatIsAskedForMoreCancels()
{
    auto plain = ClientExchange::start("PLAIN", "alice", "secret");
    QVERIFY(plain->initialResponse());
    QVERIFY(!plain->respond("more?"));
    auto login = ClientExchange::start("LOGIN", "alice", "secret");
    QVERIFY(!login->initialResponse());
    QCOMPARE(*login->respond("User Name"), std::string("alice"));
    QCOMPARE(*login->respond("Password"), std::string("secret"));
    QVERIFY(!login->respond("more?"));
}

void TestSasl::theBestMechanismIsChosen()
{
    const std::vector<std::string> both{"GSSAPI", "login", "plain"}, none{"GSSAPI"}, login{"LOGIN"};
    QCOMPARE(std::string(choose(both, Stream::Encrypted, false)->name), std::string("PLAIN"));
    QCOMPARE(std::string(choose(login, Stream::Encrypted, false)->name), std::string("LOGIN"));
    QVERIFY(!choose(none, Stream::Encrypted, false));
    QVERIFY(!choose(both, Stream::Clear, false));
    QCOMPARE(std::string(choose(both, Stream::Clear, true)->name), std::string("PLAIN"));
    QVERIFY(!find("SCRAM"));
    QVERIFY(!ServerExchange::start("GSSAPI"));
    QVERIFY(!ClientExchange::start("GSSAPI", "a", "b"));
}

QTEST_GUILESS_MAIN(TestSasl)
#include "tst_sasl.moc"
