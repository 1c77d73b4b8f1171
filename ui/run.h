// How the program opens its window: as the desktop application, or to take one picture of it and leave.
#pragma once

#include "ui/shot.h"

#include <QSize>
#include <QString>

#include <optional>

class QApplication;

namespace mf::ui {

struct WindowOptions {
    QString scenario;          ///< file, or file#variant; empty: the first of the folder
    Shot shot;                 ///< a picture that is taken; then it exits
    QString scenarioFolder;    ///< whose scenarios are listed; empty: where they usually are
    std::optional<QSize> size; ///< nothing: as the window was left, or else 1280x800
};

/// Runs until the window is closed. The exit status: 0, or 2 where a scenario or a picture was wanted and
/// could not be had.
int runWindow(QApplication &application, const WindowOptions &options);

} // namespace mf::ui
