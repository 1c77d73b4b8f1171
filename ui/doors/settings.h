// What a person types into a real mail program to be one of the scenario's users, and commands that work as they
// stand. Plain data, made of the world and its open doors.
#pragma once

#include "sim/live/services.h"

#include <QList>
#include <QString>

#include <optional>

namespace mf {
class World;
} // namespace mf

namespace mf::ui {

/// One server as a mail program asks for it.
struct ServerSetting {
    QString host = QStringLiteral("localhost"); ///< the certificate is for it
    quint16 port = 0;
    QString security; ///< "STARTTLS", "SSL/TLS", "none"
    QString node;     ///< who answers there
    node::Service service = node::Service::Smtp;
};
struct UserSettings {
    QString address, login, password;
    std::optional<ServerSetting> submission, imap, pop3;
};

/// Of every user of the scenario who can be reached by an open door, in the order of the file.
QList<UserSettings> userSettings(const World &world, const QList<live::EndpointInfo> &endpoints);

/// Sends a letter to `to`; reads the first letter of INBOX; empty where no door is for it.
QString curlSend(const UserSettings &user, const QString &to, const QString &caFile);
QString curlRead(const UserSettings &user, const QString &caFile);
QString swaksSend(const UserSettings &user, const QString &to);
/// The lines of a muttrc.
QString muttLines(const UserSettings &user, const QString &caFile);

/// Real programs that are connected, "IMAP at store.example.net", in the order in which they came.
QStringList whoIsConnected(const World &world);
/// One has been connected, at this moment or before.
bool hasBeenConnected(const World &world);

} // namespace mf::ui
