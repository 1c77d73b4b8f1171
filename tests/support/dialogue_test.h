// Dialogue files as rows of a Qt Test:
//
//   void dialogues_data() { test::addDialogueRows("tests/dialogues/pop3"); }
//   void dialogues() { test::playDialogueRow(makeServer); }
#pragma once

#include "tests/support/dialogue_run.h"

namespace mf::test {

/// One row for each *.txt of a folder below the source tree, in the order of their names. An empty folder
/// fails.
void addDialogueRows(const char *folder);

/// Plays the current row in all ways; fails with file, line and what was different.
void playDialogueRow(const MachineFactory &factory);

} // namespace mf::test
