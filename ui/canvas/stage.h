// What stands on the canvas before anything moves: machines with their rooms, links, and where all of it is
// drawn. Plain data.
#pragma once

#include "sim/base/ids.h"
#include "sim/node/view.h"
#include "ui/canvas/trace_index.h"

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace mf {
class World;
} // namespace mf

namespace mf::ui {

/// A program on a machine.
struct Room {
    QString title, services;
    Place place = Place::Desk; ///< which letters lie here
};
struct Machine {
    QString name, caption;
    node::NodeKind kind = node::NodeKind::Host;
    std::optional<QPointF> cell; ///< in grid cells; nothing: wherever there is room
    std::vector<Room> rooms;
};
/// A letter that the scenario will have somebody write.
struct Unwritten {
    NodeId node = NodeId::None;
    QString label; ///< "Alice → Bob"
};
using Pair = std::pair<NodeId, NodeId>; ///< the smaller first

struct Stage {
    std::vector<Machine> machines;    ///< by NodeId
    std::set<Pair> links;             ///< that are drawn from the beginning
    std::vector<Unwritten> unwritten; ///< in the order of the file
    bool foldsDns = true;
};
Stage stageOf(const World &world);

/// "alice@example.org" as people are called: "Alice".
QString personOf(std::string_view address);

// ---- where it is drawn --------------------------------------------------------------------------------

struct BoxRoom {
    QRectF rect;
    QString title, services;
    Place place = Place::Desk;
};
struct Box {
    QRectF rect;
    QString title, caption;
    node::NodeKind kind = node::NodeKind::Host;
    std::vector<NodeId> nodes; ///< more than one: folded
    std::vector<BoxRoom> rooms;
    bool isFolded() const { return nodes.size() > 1; }
    /// Whose cell decides where it is.
    NodeId anchor = NodeId::None;
};

class Layout {
public:
    enum class Dns : std::uint8_t { Folded, Open };

    Layout() = default;
    /// The most that a small network is enlarged to fill its room.
    static constexpr double kMostZoom = 1.35;

    /// Spreads the boxes so that they fill `room` when they are fitted into it.
    Layout(const Stage &stage, Dns dns, QSizeF room);

    const std::vector<Box> &boxes() const { return m_boxes; }
    QRectF bounds() const { return m_bounds; }
    /// The box of a machine, or -1.
    int boxOf(NodeId node) const;
    int boxAt(QPointF point) const;
    /// The line between the edges of two machines' boxes, on the right-hand lane of that direction;
    /// nothing: they are in one box.
    std::optional<QLineF> way(NodeId from, NodeId to) const;
    /// The cell that a machine would have to have to be drawn about there: halves of cells, never one that another
    /// box has.
    QPointF cellAt(QPointF point, int box) const;
    /// The cell of a box, and the nearest one to the right that no other box has.
    QPointF cellOfBox(int box) const { return m_cells[std::size_t(box)]; }
    QPointF freeCell(QPointF cell, int box) const;
    /// The line from edge to edge on no lane.
    std::optional<QLineF> link(NodeId a, NodeId b) const;

private:
    std::vector<Box> m_boxes;
    std::vector<int> m_boxOf;     // by NodeId
    std::vector<QPointF> m_cells; // by box
    QRectF m_bounds;
};

} // namespace mf::ui
