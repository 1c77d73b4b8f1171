// The real window over a scenario of the repository, without motion, for tests that drive it.
#pragma once

#include "ui/keys.h"
#include "ui/simulation.h"
#include "ui/window.h"

#include <QTemporaryDir>

#include <memory>

namespace mf::test {

QString scenarioFile(const char *name);

struct WindowFixture {
    explicit WindowFixture(const char *scenario);

    QTemporaryDir settings; ///< what the window keeps between runs: nothing from the run before
    bool settingsAreApart;
    ui::Simulation simulation;
    ui::Window window;
    ui::PlainKeyGuard guard;
};

} // namespace mf::test
