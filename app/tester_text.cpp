#include "app/tester_text.h"

#include <fmt/format.h>

#include <QDir>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace mf::app {

namespace {

using node::Service;

QString text(std::string_view octets)
{
    return QString::fromUtf8(octets.data(), static_cast<qsizetype>(octets.size()));
}

QStringList mailServersOf(const QList<live::EndpointInfo> &endpoints)
{
    QStringList nodes;
    for (const live::EndpointInfo &endpoint : endpoints)
        if (endpoint.service != Service::Dns && !nodes.contains(endpoint.node))
            nodes.append(endpoint.node);
    return nodes;
}

std::optional<quint16> portOf(const QList<live::EndpointInfo> &endpoints, const QString &node,
                              Service service)
{
    for (const live::EndpointInfo &endpoint : endpoints)
        if (endpoint.node == node && endpoint.service == service)
            return endpoint.port;
    return std::nullopt;
}

/// "IMAP 2143, 2993 TLS"; empty if the node has neither.
QString pairOf(const QString &name, std::optional<quint16> clear, std::optional<quint16> encrypted)
{
    QStringList ports;
    if (clear)
        ports.append(QString::number(*clear));
    if (encrypted)
        ports.append(QString::number(*encrypted) + QStringLiteral(" TLS"));
    return ports.isEmpty() ? QString() : name + QLatin1Char(' ') + ports.join(QStringLiteral(", "));
}

QString sendLine(const QList<live::EndpointInfo> &endpoints, const QString &node)
{
    QStringList ways;
    if (const auto port = portOf(endpoints, node, Service::Smtp))
        ways.append(QString::number(*port) + QStringLiteral(" no login"));
    if (const auto port = portOf(endpoints, node, Service::Submission))
        ways.append(QString::number(*port) + QStringLiteral(" STARTTLS"));
    if (const auto port = portOf(endpoints, node, Service::Submissions))
        ways.append(QString::number(*port) + QStringLiteral(" TLS"));
    return ways.isEmpty() ? QString() : QStringLiteral("127.0.0.1:") + ways.join(QStringLiteral(" | "));
}

QString readLine(const QList<live::EndpointInfo> &endpoints, const QString &node)
{
    QStringList ways{pairOf(QStringLiteral("IMAP"), portOf(endpoints, node, Service::Imap),
                            portOf(endpoints, node, Service::Imaps)),
                     pairOf(QStringLiteral("POP3"), portOf(endpoints, node, Service::Pop3),
                            portOf(endpoints, node, Service::Pop3s))};
    ways.removeAll(QString());
    return ways.join(QStringLiteral(" | "));
}

/// A JSON string (RFC 8259 section 7).
std::string quoted(const QString &text)
{
    std::string json = "\"";
    for (const char c : text.toStdString()) {
        if (c == '"' || c == '\\')
            json += {'\\', c};
        else if (static_cast<unsigned char>(c) < 0x20)
            json += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else
            json += c;
    }
    return json + '"';
}

/// A JSON array, a line an element.
std::string listed(const std::vector<std::string> &elements)
{
    std::string json = "[";
    for (const std::string &element : elements)
        json += fmt::format("{}\n    {}", &element == elements.data() ? "" : ",", element);
    return json + (elements.empty() ? "]" : "\n  ]");
}

QString inHome(const QString &path)
{
    const QString home = QDir::homePath() + QLatin1Char('/');
    return path.startsWith(home) ? QStringLiteral("~/") + path.mid(home.size()) : path;
}

struct User {
    QString address, password;
};

QList<User> usersOf(const Scenario &scenario)
{
    QList<User> users;
    for (const DomainSpec &domain : scenario.domains)
        for (const UserSpec &user : domain.users)
            users.append({text(user.name + '@' + domain.name),
                          text(user.password.empty() ? user.name : user.password)});
    return users;
}

/// A command that works as it stands.
QString tryLine(const Scenario &scenario, const QList<live::EndpointInfo> &endpoints)
{
    const QList<User> users = usersOf(scenario);
    for (const live::EndpointInfo &endpoint : endpoints) {
        if (scenario.anythingGoes && endpoint.service == Service::Smtp)
            return QStringLiteral("swaks --server 127.0.0.1:%1 --to you@example.org").arg(endpoint.port);
        if (!scenario.anythingGoes && endpoint.service == Service::Submission && !users.isEmpty())
            return QStringLiteral("swaks --server 127.0.0.1:%1 --tls --auth-user %2 --auth-password %3 "
                                  "--from %2 --to %4")
                .arg(QString::number(endpoint.port), users.front().address, users.front().password,
                     users.back().address);
    }
    return {};
}

} // namespace

QString greeting(const Scenario &scenario, const QList<live::EndpointInfo> &endpoints, const QString &caFile,
                 const QString &dataDir)
{
    const QString kept = dataDir.isEmpty() ? QStringLiteral("In memory (--data DIR keeps it).")
                                           : QStringLiteral("Kept in %1.").arg(inHome(dataDir));
    const QString title = text(scenario.title.in("en"));
    QString lines = QStringLiteral("Mailflow: %1. %2 Nothing leaves this machine.\n").arg(title, kept);
    const QStringList nodes = mailServersOf(endpoints);
    const auto named = [&](const QString &node) { // the name of the only one goes without saying
        return nodes.size() == 1 ? QString() : node + QStringLiteral("  ");
    };
    for (const QString &node : nodes)
        if (const QString ways = sendLine(endpoints, node); !ways.isEmpty())
            lines += QStringLiteral("Send  ") + named(node) + ways + QLatin1Char('\n');
    const QString anybody = scenario.anythingGoes ? QStringLiteral("; any address, any password") : QString();
    for (const QString &node : nodes)
        if (const QString ways = readLine(endpoints, node); !ways.isEmpty())
            lines += QStringLiteral("Read  ") + named(node) + ways + anybody + QLatin1Char('\n');
    for (const live::EndpointInfo &endpoint : endpoints)
        if (endpoint.service == Service::Dns
            && !scenario.anythingGoes) // there the world has one resolver, for itself
            lines += QStringLiteral("DNS   127.0.0.1:%1 UDP and TCP\n").arg(endpoint.port);
    for (const User &user : usersOf(scenario))
        lines += QStringLiteral("User  %1  password %2\n").arg(user.address, user.password);
    lines += QStringLiteral("CA    ") + inHome(caFile) + QLatin1Char('\n');
    if (const QString command = tryLine(scenario, endpoints); !command.isEmpty())
        lines += QStringLiteral("Try   ") + command + QLatin1Char('\n');
    return lines + QStringLiteral("Ready.\n");
}

QString letterLine(const live::LetterSeen &letter, QTime now)
{
    return QStringLiteral("%1 #%2 %3 -> %4 \"%5\" %6\n")
        .arg(now.toString(QStringLiteral("HH:mm:ss")), QString::number(raw(letter.mail)), letter.from,
             letter.to, letter.subject, letter.what);
}

QByteArray endpointsJson(const Scenario &scenario, const QList<live::EndpointInfo> &endpoints,
                         const QString &caFile)
{
    std::vector<std::string> doors, users;
    for (const live::EndpointInfo &endpoint : endpoints)
        doors.push_back(fmt::format(R"({{"node": {}, "service": "{}", "port": {}}})", quoted(endpoint.node),
                                    node::name(endpoint.service), endpoint.port));
    for (const User &user : usersOf(scenario))
        users.push_back(fmt::format(R"({{"address": {0}, "login": {0}, "password": {1}}})",
                                    quoted(user.address), quoted(user.password)));
    return QByteArray::fromStdString(fmt::format("{{\n"
                                                 "  \"host\": \"127.0.0.1\",\n"
                                                 "  \"tls_ca\": {},\n"
                                                 "  \"endpoints\": {},\n"
                                                 "  \"users\": {}\n"
                                                 "}}\n",
                                                 quoted(caFile), listed(doors), listed(users)));
}

} // namespace mf::app
