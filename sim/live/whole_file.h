// Files that are written whole or not at all.
#pragma once

#include <QSaveFile>

namespace mf::live {

/// Puts what was written in its place. commit() alone does not notice that the last octets, which wait in memory until
/// then, find no room on the disk; what was there would be lost.
inline bool putInPlace(QSaveFile &file) { return file.flush() && file.commit(); }

} // namespace mf::live
