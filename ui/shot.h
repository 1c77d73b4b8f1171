// One picture of the window, for a manual: which panel is shown, where in the run, how it looks. Driven by
// `mailflow --screenshot`.
#pragma once

#include <QString>
#include <QStringList>

class QApplication;

namespace mf::ui {

class Simulation;
class Window;

struct Shot {
    QString file{};     ///< PNG; empty: no picture is taken
    QString panel{};    ///< one of panelNames(); empty: only what is there when a window opens
    QString place{};    ///< "half" or empty, "start", "end", an event's number, or a place as one types it
    QString theme{};    ///< "light", "dark"; empty: as the system has it
    QString language{}; ///< a code of story::Words::languages(); empty: as the window has it
};

/// What can be unfolded, or stands in a window of its own, which then is what the picture shows.
QStringList panelNames();

/// What is wrong with it and what would be right, in a line; empty: nothing is.
QString complaintAbout(const Shot &shot);

/// Puts the picture's colours and language in force; before any widget is made.
void dress(const Shot &shot);

/// Runs the open scenario to the place, takes the picture, and ends the application's loop. The exit status.
int takePicture(QApplication &application, Simulation &simulation, Window &window, const Shot &shot);

} // namespace mf::ui
