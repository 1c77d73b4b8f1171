#include "sim/live/certificates.h"

#include "sim/live/folder.h"
#include "sim/live/whole_file.h"
#include "sim/live/x509.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSsl>

#include <algorithm>

namespace mf::live {

namespace {

/// A name is in a certificate only if it can be one; more are left out so that the certificate stays small.
constexpr qsizetype kNameLimit = 400;

std::expected<void, Fault> save(const QString &path, const QByteArray &pem)
{
    QSaveFile file(path);
    const bool saved = file.open(QIODevice::WriteOnly)
                       && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
                       && file.write(pem) == pem.size() && putInPlace(file);
    if (saved)
        return {};
    return std::unexpected(faultOf(path, phrase("cannot be written: {}", file.errorString().toStdString())));
}

struct Pair {
    QByteArray certificatePem, keyPem;
    QSslCertificate certificate;
    QSslKey key;
};

/// What is on disk; a pair that cannot be read counts as not there and is made again.
Pair load(const QString &base)
{
    const auto read = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    Pair pair;
    pair.certificatePem = read(base + QStringLiteral(".pem"));
    pair.keyPem = read(base + QStringLiteral(".key"));
    pair.certificate = QSslCertificate(pair.certificatePem, QSsl::Pem);
    pair.key = QSslKey(pair.keyPem, QSsl::Ec, QSsl::Pem);
    return pair;
}

std::expected<Pair, Fault> keep(const QString &base, const x509::Made &made)
{
    const QByteArray certificate = QByteArray::fromStdString(made.certificatePem);
    const QByteArray key = QByteArray::fromStdString(made.keyPem);
    // The key first: a certificate whose key was lost would be kept and never work.
    if (auto saved = save(base + QStringLiteral(".key"), key); !saved)
        return std::unexpected(saved.error());
    if (auto saved = save(base + QStringLiteral(".pem"), certificate); !saved)
        return std::unexpected(saved.error());
    return load(base);
}

bool lasts(const Pair &pair, const QDateTime &now)
{
    return !pair.certificate.isNull() && !pair.key.isNull() && pair.certificate.effectiveDate() <= now
           && pair.certificate.expiryDate() > now.addDays(kRenewBeforeDays)
           && x509::fits(pair.certificatePem.toStdString(), pair.keyPem.toStdString());
}

QStringList namesOf(const QSslCertificate &certificate)
{
    return certificate.subjectAlternativeNames().values(QSsl::DnsEntry);
}

std::vector<std::string> wantedNames(const QStringList &names, const QStringList &earlier)
{
    QStringList all{QStringLiteral("localhost")};
    for (const QString &name : names + earlier)
        if (!name.isEmpty() && all.size() < kNameLimit && !all.contains(name, Qt::CaseInsensitive))
            all.append(name);
    std::vector<std::string> wanted;
    for (const QString &name : std::as_const(all))
        wanted.push_back(name.toStdString());
    return wanted;
}

bool covers(const QSslCertificate &leaf, const QStringList &names)
{
    const QStringList has = namesOf(leaf);
    return std::ranges::all_of(
        names, [&has](const QString &name) { return has.contains(name, Qt::CaseInsensitive); });
}

x509::Validity validity(const QDateTime &now, int days)
{
    // A day back: the clock of a client in a container may be a little behind.
    return {now.addDays(-1).toSecsSinceEpoch(), now.addDays(days - 1).toSecsSinceEpoch()};
}

std::expected<Pair, Fault> authorityIn(const QString &base, const QDateTime &now)
{
    Pair pair = load(base);
    if (lasts(pair, now))
        return pair;
    const auto made = x509::makeAuthority("Mailflow local CA", validity(now, kAuthorityDays));
    if (!made)
        return std::unexpected(faultOf(base, phrase("no certificate can be made: {}", made.error())));
    return keep(base, *made);
}

} // namespace

QSslConfiguration Identity::configuration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain({leaf, authority});
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients have no certificates here
    configuration.setProtocol(QSsl::TlsV1_2OrLater);         // RFC 8314 section 4.1
    return configuration;
}

std::expected<Identity, Fault> identityIn(const QString &folder, const QStringList &names,
                                          const QDateTime &now)
{
    if (auto made = makeFolder(folder); !made)
        return std::unexpected(made.error());
    // Two programs that start at once must not mix their keys.
    const auto lock =
        FolderLock::take(folder, QStringLiteral("certificates.lock"), FolderLock::IfTaken::Wait);
    if (!lock)
        return std::unexpected(lock.error());

    const QString caBase = QDir(folder).absoluteFilePath(QStringLiteral("ca"));
    const auto authority = authorityIn(caBase, now);
    if (!authority)
        return std::unexpected(authority.error());

    const QString leafBase = QDir(folder).absoluteFilePath(QStringLiteral("server"));
    Pair leaf = load(leafBase);
    const bool issuedHere =
        !leaf.certificate.isNull()
        && x509::issued(authority->certificatePem.toStdString(), leaf.certificatePem.toStdString());
    if (!issuedHere || !lasts(leaf, now) || !covers(leaf.certificate, names)) {
        const auto made =
            x509::makeLeaf({authority->certificatePem.toStdString(), authority->keyPem.toStdString()},
                           wantedNames(names, issuedHere ? namesOf(leaf.certificate) : QStringList()),
                           validity(now, kLeafDays));
        if (!made)
            return std::unexpected(faultOf(leafBase, phrase("no certificate can be made: {}", made.error())));
        auto kept = keep(leafBase, *made);
        if (!kept)
            return std::unexpected(kept.error());
        leaf = std::move(*kept);
    }
    return Identity{caBase + QStringLiteral(".pem"), authority->certificate, leaf.certificate, leaf.key};
}

} // namespace mf::live
