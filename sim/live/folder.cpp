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

QString userDataDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
           + QStringLiteral("/mailflow");
}

Fault faultOf(const QString &file, Phrase message)
{
    return {file.toStdString(), 0, 0, std::move(message), {}};
}

std::expected<void, Fault> makeFolder(const QString &path)
{
    if (QFileInfo(path).isDir())
        return {};
    if (!QDir().mkpath(path))
        return std::unexpected(faultOf(path, phrase("this folder cannot be made; choose another one")));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

std::expected<FolderLock, Fault> FolderLock::take(const QString &folder, const QString &file, IfTaken ifTaken)
{
    const QString path = folder + QLatin1Char('/') + file;
    Descriptor descriptor(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!descriptor)
        return std::unexpected(
            faultOf(path, phrase("cannot be written ({}); choose another folder", std::strerror(errno))));
    int taken = 0;
    do {
        taken = ::flock(descriptor.value(), ifTaken == IfTaken::Wait ? LOCK_EX : LOCK_EX | LOCK_NB);
    } while (taken != 0 && errno == EINTR);
    if (taken != 0)
        return std::unexpected(faultOf(
            folder, phrase("another Mailflow works in this folder; stop it, or choose another folder")));
    return FolderLock(std::move(descriptor));
}

} // namespace mf::live
