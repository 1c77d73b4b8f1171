// The real window over a scenario of the repository, without motion, for tests that drive it.
#pragma once

#include "ui/keys.h"
#include "ui/simulation.h"
#include "ui/window.h"

#include <QByteArray>
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

/// The window over a file that no other test has, in a folder of its own.
struct OwnFile : WindowFixture {
    explicit OwnFile(const char *scenario);

    QTemporaryDir folder;
    QString file;
    bool isOpen; ///< it could be made, and has no errors
};

QByteArray octetsOf(const QString &path); ///< empty: it cannot be read

} // namespace mf::test
