// How long one frame of the canvas takes: for `./dev bench`. Needs a QGuiApplication, no screen.
#pragma once

namespace mf::ui {

struct FrameTimes {
    double backdropMs = 0; ///< boxes and links, painted once and then kept
    double frameMs = 0;    ///< all that moves over it: the median of several frames
    int inFlight = 0;      ///< letters that were under way in the measured frames
};

/// Paints a network of `nodes` machines and `letters` letters under way at 1280x800.
FrameTimes benchFrame(int nodes, int letters);

} // namespace mf::ui
