// The sub-commands. Each takes its arguments and gives the exit status; none needs a display.
#pragma once

#include "app/arguments.h"

namespace mf::app {

/// Plays a scenario to its end and prints its story.
const CommandLine &runLine();
int run(const Arguments &arguments);

/// Plays scenarios and judges what they expect.
const CommandLine &checkLine();
int check(const Arguments &arguments);

/// Opens a world's doors on this machine. Takes main's own arguments for Qt.
const CommandLine &serveLine();
int serve(const Arguments &arguments, int argc, char **argv);

} // namespace mf::app
