// What a person has made of the window, kept from one start to the next: its place on the screen, the room of its
// parts, what is unfolded and which tab is in front. What the window shows is not part of it: each start begins with
// the scenario that is asked for.
#pragma once

class QSettings;

namespace mf::ui {

class Window;

void keepWindow(const Window &window, QSettings &settings);
/// Before the window is shown. False: nothing usable is kept, and the window is as it was.
bool restoreWindow(Window &window, const QSettings &settings);

} // namespace mf::ui
