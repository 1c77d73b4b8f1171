// What can be judged of a scenario only when all of it has been read: names that nobody has, things that do
// not fit together.
#pragma once

#include "sim/scenario/reading.h"

namespace mf::schema {

/// Adds what is wrong to the reading's faults. `root` is the tree that it was read from.
void check(Reading &reading, const yaml::Tree &root);

/// Aliases and catch-alls: targets that nobody is, circles.
void checkAliases(Reading &reading, const yaml::Tree &root);

/// What an action that is no letter needs of the rest of the file.
struct ActionInFile {
    const ActionSpec &action;
    const yaml::Tree &tree;
    const Scenario &completed; ///< the file with everything that is made
};
void checkAction(Reading &reading, const ActionInFile &what);

/// Master-file lines (RFC 1035 section 5) of one zone, read as the name server will.
struct ZoneLines {
    const yaml::Tree &value; ///< the text in the file
    std::string_view origin;
    std::span<const std::string> domains; ///< a name that ends in one of them is meant to be whole
    bool whole = false;                   ///< the zone is all there, not only lines to be added to it
};
void checkZoneLines(Reading &reading, const ZoneLines &lines);

} // namespace mf::schema
