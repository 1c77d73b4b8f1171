#include "sim/world/fault_kind.h"

#include <algorithm>

namespace mf {

const FaultRow &faultRow(FaultKind kind) { return kFaultRows[static_cast<std::size_t>(kind)]; }

bool canHappenAt(FaultKind kind, node::NodeKind node)
{
    return (faultRow(kind).onNodes & faults::bit(node)) != 0;
}

std::string_view name(FaultKind kind) { return faultRow(kind).name; }

std::optional<FaultKind> faultKindNamed(std::string_view name)
{
    const auto row = std::ranges::find(kFaultRows, name, &FaultRow::name);
    return row == std::end(kFaultRows) ? std::nullopt : std::optional(row->kind);
}

} // namespace mf
