// Pictures that are written whole or not at all.
#pragma once

#include <QImage>
#include <QString>

namespace mf::ui {

/// As PNG. Returns what went wrong, and what was there is still there; empty: it is written.
QString writePng(const QImage &picture, const QString &file);

} // namespace mf::ui
