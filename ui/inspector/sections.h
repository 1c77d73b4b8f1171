// The sections of the machine inspector, each from what the machine is at the viewed step. Drawn together in
// machine_items.cpp.
#pragma once

#include "sim/node/view.h"
#include "ui/inspector/item.h"

#include <QCoreApplication>

namespace mf {
class World;
} // namespace mf

namespace mf::story {
class CopyFinder;
} // namespace mf::story

namespace mf::ui {

class Simulation;
class Teller;

/// Whose words these are, for translators.
class Inspector {
    Q_DECLARE_TR_FUNCTIONS(Inspector)
};

/// A machine at the viewed step, and how much of it to list.
struct MachineAt {
    const Simulation &simulation;
    NodeId node;
    const node::NodeView &view;
    const ListLimits &limits;
};

// Each adds its section where there is something in it.
void addTalking(Items &items, const MachineAt &at);                              // talk_items.cpp
void addFaults(Items &items, const MachineAt &at);                               // talk_items.cpp
void addQueue(Items &items, const MachineAt &at);                                // queue_items.cpp
void addDeadHosts(Items &items, const MachineAt &at);                            // queue_items.cpp
void addMailboxes(Items &items, const MachineAt &at, story::CopyFinder &finder); // mailbox_items.cpp
void addDevice(Items &items, const MachineAt &at, story::CopyFinder &finder);    // mailbox_items.cpp
void addCache(Items &items, const MachineAt &at);                                // name_items.cpp
void addZones(Items &items, const MachineAt &at);                                // name_items.cpp
void addAliases(Items &items, const MachineAt &at);                              // name_items.cpp

// ---- made of the same cloth -------------------------------------------------------------------------------

Item section(const QString &key, const QString &label, const QString &value = {});
Item row(const QString &key, const QString &label, const QString &value, const Link &link = {});
/// "in 4 min 12.0 s, at 09:04:14: jump to it", which does. The day is said where it is another one.
Item countdown(const QString &key, const QString &label, Instant at, const World &world);
QString joined(const std::vector<std::string> &words);
/// "1 letter", "5 letters".
QString letterCount(std::size_t count);

} // namespace mf::ui
