#include "sim/live/certificates.h"

#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

using namespace mf;
using namespace mf::live;

namespace {

const QDateTime kNow = QDateTime::fromString(QStringLiteral("2026-03-02T09:00:00Z"), Qt::ISODate);

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList namesOf(const Identity &identity)
{
    return identity.leaf.subjectAlternativeNames().values(QSsl::DnsEntry);
}

} // namespace

class TestCertificates : public QObject {
    Q_OBJECT

private slots:
    void theLeafIsForLoopbackAndEveryName()
    {
        const QTemporaryDir folder;
        const auto identity = identityIn(folder.path(), {QStringLiteral("mx.example.net")}, kNow);
        QVERIFY(identity.has_value());
        QVERIFY(namesOf(*identity).contains(QStringLiteral("localhost")));
        QVERIFY(namesOf(*identity).contains(QStringLiteral("mx.example.net")));
        const QStringList addresses = identity->leaf.subjectAlternativeNames().values(QSsl::IpAddressEntry);
        QVERIFY(addresses.contains(QStringLiteral("127.0.0.1")));
        QCOMPARE(addresses.size(), 2);
        QCOMPARE(identity->leaf.issuerInfo(QSslCertificate::CommonName),
                 identity->authority.subjectInfo(QSslCertificate::CommonName));
        QVERIFY(identity->authority.isSelfSigned());
        QVERIFY(!identity->key.isNull());
    }

    void everyFileIsForItsOwnerOnly()
    {
        const QTemporaryDir folder;
        QVERIFY(identityIn(folder.path(), {}, kNow).has_value());
        for (const char *name : {"ca.pem", "ca.key", "server.pem", "server.key"}) {
            const auto permissions = QFileInfo(folder.filePath(QLatin1String(name))).permissions();
            QVERIFY2(!(permissions
                       & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)),
                     name);
        }
    }

    void theSecondUseFindsTheFirstOnes()
    {
        const QTemporaryDir folder;
        QVERIFY(identityIn(folder.path(), {QStringLiteral("a.test")}, kNow).has_value());
        const QByteArray authority = read(folder.filePath(QStringLiteral("ca.pem")));
        const QByteArray leaf = read(folder.filePath(QStringLiteral("server.pem")));
        QVERIFY(identityIn(folder.path(), {QStringLiteral("a.test")}, kNow).has_value());
        QCOMPARE(read(folder.filePath(QStringLiteral("ca.pem"))), authority);
        QCOMPARE(read(folder.filePath(QStringLiteral("server.pem"))), leaf);
    }

    void aNewNameMakesANewLeafButNoNewAuthority()
    {
        const QTemporaryDir folder;
        QVERIFY(identityIn(folder.path(), {QStringLiteral("a.test")}, kNow).has_value());
        const QByteArray authority = read(folder.filePath(QStringLiteral("ca.pem")));
        const auto identity = identityIn(folder.path(), {QStringLiteral("b.test")}, kNow);
        QCOMPARE(read(folder.filePath(QStringLiteral("ca.pem"))), authority);
        QVERIFY(namesOf(*identity).contains(QStringLiteral("a.test")));
        QVERIFY(namesOf(*identity).contains(QStringLiteral("b.test")));
    }

    void aLeafThatRunsOutIsMadeAgain()
    {
        const QTemporaryDir folder;
        QVERIFY(identityIn(folder.path(), {}, kNow).has_value());
        const QByteArray authority = read(folder.filePath(QStringLiteral("ca.pem")));
        const QByteArray leaf = read(folder.filePath(QStringLiteral("server.pem")));
        const int lastGoodDay = kLeafDays - 1 - kRenewBeforeDays;
        QVERIFY(identityIn(folder.path(), {}, kNow.addDays(lastGoodDay).addSecs(-1)).has_value());
        QCOMPARE(read(folder.filePath(QStringLiteral("server.pem"))), leaf);
        QVERIFY(identityIn(folder.path(), {}, kNow.addDays(lastGoodDay)).has_value());
        QVERIFY(read(folder.filePath(QStringLiteral("server.pem"))) != leaf);
        QCOMPARE(read(folder.filePath(QStringLiteral("ca.pem"))), authority);
    }

    void aBrokenFileIsMadeAgain()
    {
        const QTemporaryDir folder;
        QVERIFY(identityIn(folder.path(), {}, kNow).has_value());
        QFile key(folder.filePath(QStringLiteral("server.key")));
        QVERIFY(key.open(QIODevice::WriteOnly | QIODevice::Truncate));
        key.close();
        const auto identity = identityIn(folder.path(), {}, kNow);
        QVERIFY(identity.has_value());
        QVERIFY(!identity->key.isNull());
    }

    void aFolderThatCannotBeMadeIsNamed()
    {
        const auto identity = identityIn(QStringLiteral("/proc/none/here"), {}, kNow);
        QVERIFY(!identity);
        QCOMPARE(identity.error().file, "/proc/none/here");
    }
};

QTEST_GUILESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
