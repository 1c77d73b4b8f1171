// The local certificate authority and the one server certificate that all doors show (RFC 5280), made on
// first use and then kept, so that a client has to be told once only whom to trust.
#pragma once

#include "sim/base/fault.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>
#include <QStringList>

#include <expected>

namespace mf::live {

inline constexpr int kAuthorityDays = 3650;
inline constexpr int kLeafDays = 397; ///< what browsers and phones accept at most
inline constexpr int kRenewBeforeDays = 14;

struct Identity {
    QString caFile; ///< PEM, for clients to trust
    QSslCertificate authority, leaf;
    QSslKey key;

    /// How a door speaks TLS with it.
    QSslConfiguration configuration() const;
};

/// Reads or makes ca.pem, ca.key, server.pem and server.key in the folder (all 0600, each written whole or
/// not at all). The leaf is for localhost, 127.0.0.1, ::1 and the names; it is made again when one is missing
/// or its time runs out. Names it had are kept, so that two scenarios do not take turns.
std::expected<Identity, Fault> identityIn(const QString &folder, const QStringList &names,
                                          const QDateTime &now);

} // namespace mf::live
