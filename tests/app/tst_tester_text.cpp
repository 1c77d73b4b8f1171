// What serve prints and writes is a contract.
#include "app/catcher.h"
#include "app/tester_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace mf;
using namespace mf::app;
using node::Service;

namespace {

QList<live::EndpointInfo> doorsOfTheCatcher()
{
    QList<live::EndpointInfo> all;
    for (const live::ServiceRow &row : live::services())
        if (row.service != Service::Dns)
            all.append({QStringLiteral("mail.example.org"), row.service, row.defaultPort});
    return all;
}

Scenario twoServers()
{
    Scenario scenario;
    scenario.title.byLanguage = {{"de", "Zwei"}, {"en", "Two"}};
    scenario.domains = {{"a.test", {}, {}, {{"ann", ""}}}, {"b.test", {}, {}, {{"ben", "secret"}}}};
    return scenario;
}

} // namespace

class TestTesterText : public QObject {
    Q_OBJECT

private slots:
    void theCatcherIsGreetedAsPromised()
    {
        const QString text = greeting(catcher(), doorsOfTheCatcher(), QStringLiteral("/x/ca.pem"), {});
        QCOMPARE(
            text,
            QStringLiteral(
                "Mailflow: anything goes. In memory (--data DIR keeps it). Nothing leaves this machine.\n"
                "Send  127.0.0.1:2525 no login | 2587 STARTTLS | 2465 TLS\n"
                "Read  IMAP 2143, 2993 TLS | POP3 2110, 2995 TLS; any address, any password\n"
                "CA    /x/ca.pem\n"
                "Try   swaks --server 127.0.0.1:2525 --to you@example.org\n"
                "Ready.\n"));
    }

    void theResolverOfTheCatcherNeedsNoLine()
    {
        auto doors = doorsOfTheCatcher();
        const QString without = greeting(catcher(), doors, {}, {});
        doors.append({QStringLiteral("resolver"), Service::Dns, 2053});
        QCOMPARE(greeting(catcher(), doors, {}, {}), without);
    }

    void aDataFolderIsNamed()
    {
        const QString text = greeting(catcher(), doorsOfTheCatcher(), {}, QStringLiteral("/var/mail flow"));
        QVERIFY(text.startsWith(QStringLiteral(
            "Mailflow: anything goes. Kept in /var/mail flow. Nothing leaves this machine.\n")));
    }

    void severalServersAreToldApart()
    {
        const QList<live::EndpointInfo> doors{{QStringLiteral("mx.a.test"), Service::Submission, 2587},
                                              {QStringLiteral("mx.b.test"), Service::Smtp, 2525},
                                              {QStringLiteral("mx.b.test"), Service::Imaps, 2993},
                                              {QStringLiteral("resolver"), Service::Dns, 2053}};
        QCOMPARE(greeting(twoServers(), doors, QStringLiteral("/x/ca.pem"), {}),
                 QStringLiteral(
                     "Mailflow: Two. In memory (--data DIR keeps it). Nothing leaves this machine.\n"
                     "Send  mx.a.test  127.0.0.1:2587 STARTTLS\n"
                     "Send  mx.b.test  127.0.0.1:2525 no login\n"
                     "Read  mx.b.test  IMAP 2993 TLS\n"
                     "DNS   127.0.0.1:2053 UDP and TCP\n"
                     "User  ann@a.test  password ann\n"
                     "User  ben@b.test  password secret\n"
                     "CA    /x/ca.pem\n"
                     "Try   swaks --server 127.0.0.1:2587 --tls --auth-user ann@a.test --auth-password ann"
                     " --from ann@a.test --to ben@b.test\n"
                     "Ready.\n"));
    }

    void aLetterIsALine()
    {
        const live::LetterSeen letter{MailId{1}, QStringLiteral("a@x.test"), QStringLiteral("b@y.test"),
                                      QStringLiteral("100% \"ours\""), QStringLiteral("stored")};
        QCOMPARE(letterLine(letter, QTime(9, 12, 4)),
                 QStringLiteral("09:12:04 #1 a@x.test -> b@y.test \"100% \"ours\"\" stored\n"));
    }

    void endpointsAreJsonAsPromised()
    {
        const QList<live::EndpointInfo> doors{{QStringLiteral("mx.a.test"), Service::Submission, 2587}};
        QCOMPARE(endpointsJson(twoServers(), doors, QStringLiteral("/x/ca.pem")), QByteArray(R"({
  "host": "127.0.0.1",
  "tls_ca": "/x/ca.pem",
  "endpoints": [
    {"node": "mx.a.test", "service": "submission", "port": 2587}
  ],
  "users": [
    {"address": "ann@a.test", "login": "ann@a.test", "password": "ann"},
    {"address": "ben@b.test", "login": "ben@b.test", "password": "secret"}
  ]
}
)"));
    }

    void whateverANameHoldsTheEndpointsAreJson()
    {
        const QString odd = QStringLiteral("/x/\"quoted\" \\ tab\t newline\n \x01 \u00fc \u20ac/ca.pem");
        const QByteArray text = endpointsJson({}, {}, odd);
        QVERIFY(text.contains("\\u0001"));
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        QCOMPARE(json["tls_ca"].toString(), odd);
        QVERIFY(json["endpoints"].isArray() && json["users"].isArray());
    }
};

QTEST_GUILESS_MAIN(TestTesterText)
#include "tst_tester_text.moc"
