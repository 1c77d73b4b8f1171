#include "sim/live/folder.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <utility>

namespace mf::live {

namespace {

Fault fault(const QString &file, std::string message)
{
    return {file.toStdString(), 0, 0, std::move(message), {}};
}

} // namespace

QString userDataDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
           + QStringLiteral("/mailflow");
}

std::expected<void, Fault> makeFolder(const QString &path)
{
    if (QFileInfo(path).isDir())
        return {};
    if (!QDir().mkpath(path))
        return std::unexpected(fault(path, "this folder cannot be made; choose another one"));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

std::expected<FolderLock, Fault> FolderLock::take(const QString &folder, const QString &file, IfTaken ifTaken)
{
    const QString path = folder + QLatin1Char('/') + file;
    Descriptor descriptor(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!descriptor)
        return std::unexpected(fault(path, std::string("cannot be written (") + std::strerror(errno)
                                               + "); choose another folder"));
    int taken = 0;
    do {
        taken = ::flock(descriptor.value(), ifTaken == IfTaken::Wait ? LOCK_EX : LOCK_EX | LOCK_NB);
    } while (taken != 0 && errno == EINTR);
    if (taken != 0)
        return std::unexpected(
            fault(folder, "another Mailflow works in this folder; stop it, or choose another folder"));
    return FolderLock(std::move(descriptor));
}

} // namespace mf::live
