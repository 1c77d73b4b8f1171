// How the program opens its window: as the desktop application, or to take one picture of it and leave.
#pragma once

#include <QSize>
#include <QString>

class QApplication;

namespace mf::ui {

struct WindowOptions {
    QString scenario;       ///< file, or file#variant; empty: the first of the folder
    QString screenshot;     ///< the real window, stepped half-way, is saved there as PNG; then it exits
    QString tab;            ///< of the words, shown in the picture: "events", "ladder", "dialogue", "charts"
    QString scenarioFolder; ///< whose scenarios are listed; empty: where they usually are
    QSize size{1280, 800};
};

/// Runs until the window is closed. The exit status: 0, or 2 where a scenario or a picture was wanted and
/// could not be had.
int runWindow(QApplication &application, const WindowOptions &options);

} // namespace mf::ui
