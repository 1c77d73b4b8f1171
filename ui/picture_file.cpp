#include "ui/picture_file.h"

#include "sim/live/whole_file.h"

#include <QBuffer>
#include <QSaveFile>

namespace mf::ui {

QString writePng(const QImage &picture, const QString &file)
{
    // Made in memory: a device that takes no more makes libpng leave Qt's writer by longjmp, and its rows are lost.
    QBuffer png;
    png.open(QIODevice::WriteOnly);
    QSaveFile out(file);
    const bool saved = picture.save(&png, "PNG") && live::writeWhole(out, png.data());
    return saved ? QString() : out.errorString();
}

} // namespace mf::ui
