// The program: reads the command line and goes where it says. Only the window needs a display.
#include "app/commands.h"
#include "app/window.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace mf::app;

int usage()
{
    fmt::print("Mailflow shows how electronic mail travels, and is a local mail system.\n\n"
               "  mailflow [SCENARIO]           the desktop application\n"
               "  mailflow run SCENARIO         play it and print its story\n"
               "  mailflow check SCENARIO...    judge what scenarios expect\n"
               "  mailflow serve [SCENARIO]     open its services on localhost, or a mail catcher\n"
               "  mailflow --version | --help | COMMAND --help\n\n"
               "Exit status: 0 fine, 1 expectations failed, 2 bad input or usage.\n");
    return kExitFine;
}

template <typename Command>
int carryOut(const CommandLine &line, std::span<const std::string> words, Command command)
{
    const auto asked = [&words](std::string_view word) {
        return std::ranges::find(words, word) != words.end();
    };
    if (asked("--help") || asked("-h")) {
        fmt::print("{}", help(line));
        return kExitFine;
    }
    const auto arguments = Arguments::read(line, words);
    return arguments ? command(*arguments) : complain(arguments.error());
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    const std::string_view first = words.empty() ? std::string_view() : std::string_view(words.front());
    const std::span<const std::string> rest =
        words.empty() ? std::span<const std::string>() : std::span(words).subspan(1);
    if (first == "--version") {
        fmt::print("mailflow {}\n", MAILFLOW_VERSION);
        return kExitFine;
    }
    if (first == "--help" || first == "-h")
        return usage();
    if (first == "run")
        return carryOut(runLine(), rest, run);
    if (first == "check")
        return carryOut(checkLine(), rest, check);
    if (first == "serve")
        return carryOut(serveLine(), rest,
                        [&](const Arguments &arguments) { return serve(arguments, argc, argv); });
    return carryOut(windowLine(), words,
                    [&](const Arguments &arguments) { return window(arguments, argc, argv); });
}
