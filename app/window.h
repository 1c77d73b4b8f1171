// The desktop application, as a command.
#pragma once

#include "app/arguments.h"

namespace mf::app {

const CommandLine &windowLine();
int window(const Arguments &arguments, int argc, char **argv);

} // namespace mf::app
