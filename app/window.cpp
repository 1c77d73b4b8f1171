#include "app/window.h"

#include "sim/base/ascii.h"
#include "ui/run.h"

#include <QApplication>

#include <fmt/format.h>

#include <cstdlib>
#include <expected>
#include <optional>

namespace mf::app {

namespace {

constexpr Option kOptions[] = {
    {"--size", "WIDTHxHEIGHT", "of the window; not given: as it was left, or 1280x800"},
    {"--screenshot", "OUT.png", "save a picture of the window, and end"},
    {"--panel", "NAME",
     "in that picture: events, ladder, dialogue, machine, mail, ...; a wrong one lists all"},
    {"--at", "PLACE",
     "there: half (the default), start, end, an event's number, or a time (2.5s, 4h, 09:15)"},
    {"--theme", "light|dark", "there, whatever the system's is"},
    {"--language", "LANGUAGE", "there: en or de, whatever the window's is"},
    {"--help", "", "print this"},
};

/// Qt aborts where there is no display; a person is better told what works without one.
bool hasDisplay()
{
    for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (const char *value = std::getenv(variable); value && *value)
            return true;
    return false;
}

/// "1280x800"; nothing: it is none, or no window could have it.
std::optional<QSize> sizeFrom(std::string_view text)
{
    constexpr int kLeast = 320, kMost = 16'384;
    const auto [width, height] = ascii::cut(text, 'x');
    const auto w = ascii::number<unsigned>(width), h = ascii::number<unsigned>(height);
    if (!w || !h || *w < kLeast || *h < kLeast || *w > kMost || *h > kMost)
        return std::nullopt;
    return QSize(static_cast<int>(*w), static_cast<int>(*h));
}

/// The error is one line for a person.
std::expected<ui::Shot, std::string> shotFrom(const Arguments &arguments)
{
    for (const char *option : {"--panel", "--at", "--theme", "--language"})
        if (arguments.has(option) && !arguments.has("--screenshot"))
            return std::unexpected(fmt::format("{} is for a picture; add --screenshot OUT.png", option));
    const auto value = [&](const char *option) {
        return QString::fromStdString(arguments.value(option).value_or(""));
    };
    return ui::Shot{value("--screenshot"), value("--panel"), value("--at"), value("--theme"),
                    value("--language")};
}

} // namespace

const CommandLine &windowLine()
{
    static constexpr CommandLine line{
        "", "[SCENARIO]", "Opens the window, with a scenario, or with the first one.", 0, 1, kOptions};
    return line;
}

int window(const Arguments &arguments, int argc, char **argv)
{
    if (!hasDisplay())
        return complain("there is no display for the window; \"mailflow run SCENARIO\" prints the story, "
                        "\"mailflow serve\" opens the doors");
    ui::WindowOptions options;
    if (const auto wanted = arguments.value("--size")) {
        const auto size = sizeFrom(*wanted);
        if (!size)
            return complain("--size \"" + std::string(*wanted)
                            + "\" is no window size; write it as 1280x800");
        options.size = *size;
    }
    const auto shot = shotFrom(arguments);
    if (!shot)
        return complain(shot.error());
    QApplication application(argc, argv);
    if (!arguments.operands().empty())
        options.scenario = QString::fromStdString(arguments.operands().front());
    options.shot = *shot;
    return ui::runWindow(application, options);
}

} // namespace mf::app
