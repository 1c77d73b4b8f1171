#include "ui/doors/settings.h"

#include "sim/base/ascii.h"
#include "sim/world/world.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <initializer_list>

namespace mf::ui {

namespace {

using node::Service;

QString quoted(QString word) { return u'\'' + word.replace(u'\'', QStringLiteral("'\\''")) + u'\''; }

/// The first of these services that the node has a door for.
std::optional<ServerSetting> settingAt(const QList<live::EndpointInfo> &endpoints, const std::string &node,
                                       std::initializer_list<Service> services)
{
    for (const Service service : services)
        for (const live::EndpointInfo &endpoint : endpoints)
            if (endpoint.service == service && utf8(endpoint.node) == node) {
                ServerSetting setting;
                setting.port = endpoint.port;
                setting.node = endpoint.node;
                setting.service = service;
                setting.security = node::encryptedFromStart(service) ? QStringLiteral("SSL/TLS")
                                                                     : QStringLiteral("STARTTLS");
                return setting;
            }
    return std::nullopt;
}

/// Where a user hands in letters: as the machine in the scenario does, else where the mailbox is.
std::string submissionNode(const Scenario &scenario, const std::string &address, const DomainSpec &domain)
{
    for (const NodeSpec &node : scenario.nodes)
        if (node.kind == node::NodeKind::Client && ascii::equals(node.user, address)
            && !node.outgoing.empty())
            return node.outgoing;
    for (const NodeSpec &node : scenario.nodes) // as another user of the domain does
        if (node.kind == node::NodeKind::Client && node.user.ends_with('@' + domain.name)
            && !node.outgoing.empty())
            return node.outgoing;
    return domain.mailboxes;
}

QString curl(const QString &caFile, const ServerSetting &server, const QString &scheme)
{
    const bool fromStart = node::encryptedFromStart(server.service);
    return QStringLiteral("curl --cacert %1 %2--url %3")
        .arg(quoted(caFile), fromStart ? QString() : QStringLiteral("--ssl-reqd "),
             QStringLiteral("%1%2://%3:%4")
                 .arg(scheme, fromStart ? QStringLiteral("s") : QString(), server.host)
                 .arg(server.port));
}

} // namespace

QList<UserSettings> userSettings(const World &world, const QList<live::EndpointInfo> &endpoints)
{
    QList<UserSettings> users;
    const Scenario &scenario = world.scenario();
    for (const DomainSpec &domain : scenario.domains)
        for (const UserSpec &spec : domain.users) {
            const std::string address = spec.name + '@' + domain.name;
            UserSettings user;
            user.address = user.login = text(address);
            user.password = text(spec.password.empty() ? spec.name : spec.password);
            user.submission = settingAt(endpoints, submissionNode(scenario, address, domain),
                                        {Service::Submission, Service::Submissions});
            user.imap = settingAt(endpoints, domain.mailboxes, {Service::Imaps, Service::Imap});
            user.pop3 = settingAt(endpoints, domain.mailboxes, {Service::Pop3s, Service::Pop3});
            if (user.submission || user.imap || user.pop3)
                users << user;
        }
    return users;
}

QString curlSend(const UserSettings &user, const QString &to, const QString &caFile)
{
    if (!user.submission)
        return {};
    return QStringLiteral("printf '%s\\r\\n' 'From: %1' 'To: %2' 'Subject: Hello' '' 'Hello.' | "
                          "%3 --user %4 --mail-from %5 --mail-rcpt %6 -T -")
        .arg(user.address, to, curl(caFile, *user.submission, QStringLiteral("smtp")),
             quoted(user.login + u':' + user.password), quoted(user.address), quoted(to));
}

QString curlRead(const UserSettings &user, const QString &caFile)
{
    if (!user.imap)
        return {};
    return QStringLiteral("%1'/INBOX;MAILINDEX=1' --user %2")
        .arg(curl(caFile, *user.imap, QStringLiteral("imap")), quoted(user.login + u':' + user.password));
}

QString swaksSend(const UserSettings &user, const QString &to)
{
    if (!user.submission)
        return {};
    return QStringLiteral(
               "swaks --server localhost:%1 %2 --auth-user %3 --auth-password %4 --from %3 --to %5")
        .arg(QString::number(user.submission->port),
             node::encryptedFromStart(user.submission->service) ? QStringLiteral("--tls-on-connect")
                                                                : QStringLiteral("--tls"),
             quoted(user.login), quoted(user.password), quoted(to));
}

QString muttLines(const UserSettings &user, const QString &caFile)
{
    QString lines =
        QStringLiteral("set certificate_file=%1\nset from=%2\n").arg(quoted(caFile), quoted(user.address));
    const QString login = QString::fromLatin1(QUrl::toPercentEncoding(user.login));
    const auto url = [&](const ServerSetting &server, const QString &scheme) {
        return QStringLiteral("%1%2://%3@%4:%5/")
            .arg(scheme, node::encryptedFromStart(server.service) ? QStringLiteral("s") : QString(), login,
                 server.host)
            .arg(server.port);
    };
    if (user.imap)
        lines += QStringLiteral("set folder=%1\nset spoolfile=+INBOX\nset imap_pass=%2\n")
                     .arg(quoted(url(*user.imap, QStringLiteral("imap"))), quoted(user.password));
    if (user.submission)
        lines += QStringLiteral("set smtp_url=%1\nset smtp_pass=%2\n")
                     .arg(quoted(url(*user.submission, QStringLiteral("smtp"))), quoted(user.password));
    return lines;
}

QStringList whoIsConnected(const World &world)
{
    QStringList who;
    for (const StreamView &stream : world.streams())
        if (world.node(stream.client).kind() == node::NodeKind::RealClient)
            who << QCoreApplication::translate("DoorPanel", "%1 at %2")
                       .arg(text(ascii::toUpper(node::name(stream.service))),
                            text(world.node(stream.server).name()));
    return who;
}

/// The machine that stands for them comes with the first, and stays.
bool hasBeenConnected(const World &world)
{
    for (std::uint32_t i = 0; i < world.nodeCount(); ++i)
        if (world.node(NodeId{i}).kind() == node::NodeKind::RealClient)
            return true;
    return false;
}

} // namespace mf::ui
