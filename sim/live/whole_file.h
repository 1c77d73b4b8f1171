// Files that are written whole or not at all.
#pragma once

#include <QByteArrayView>
#include <QSaveFile>

namespace mf::live {

/// Puts what was written in its place. commit() alone does not notice that the last octets, which wait in memory until
/// then, find no room on the disk; what was there would be lost.
inline bool putInPlace(QSaveFile &file) { return file.flush() && file.commit(); }

/// What was there stays where that fails; errorString() says why.
inline bool writeWhole(QSaveFile &file, QByteArrayView octets)
{
    return file.open(QIODevice::WriteOnly) && file.write(octets.data(), octets.size()) == octets.size()
           && putInPlace(file);
}

} // namespace mf::live
