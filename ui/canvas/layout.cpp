#include "ui/canvas/stage.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace mf::ui {

namespace {

constexpr double kWide = 184, kNarrow = 152; // of boxes
constexpr double kHeader = 50, kRoom = 40, kGap = 6, kPad = 10;
constexpr double kMinAside = 76, kMinBelow = 64; // between columns, between rows
constexpr double kLeastStep = 30;                // between columns whose boxes do not meet
constexpr double kMostSpread = 1.7;              // times the least
constexpr double kMargin = 30;
constexpr double kLane = 7; // from the middle of a link
constexpr double kFromEdge = 5;

bool speaksNames(node::NodeKind kind)
{
    return kind == node::NodeKind::NameServer || kind == node::NodeKind::Resolver;
}

QSizeF sizeOf(const Box &box, std::size_t rooms)
{
    const bool wide =
        box.kind == node::NodeKind::MailServer || box.title.size() > 14 || box.caption.size() > 18;
    const double inside = rooms == 0 ? 0 : double(rooms) * (kRoom + kGap) - kGap + kPad;
    return {wide ? kWide : kNarrow, kHeader + inside};
}

struct Placed {
    Box box;
    std::optional<QPointF> cell;
    std::vector<Room> rooms;
};

Placed foldedDns(const Stage &stage, const std::vector<NodeId> &nodes)
{
    Placed dns;
    dns.box.kind = node::NodeKind::Resolver;
    dns.box.title = QCoreApplication::translate("Stage", "DNS");
    dns.box.caption = QCoreApplication::translate("Stage", "%1 machines").arg(nodes.size());
    dns.box.nodes = nodes;
    dns.rooms = {{QCoreApplication::translate("Stage", "who takes mail for …?"), {}, Place::Desk}};
    // Where the resolver is: it is the one that mail servers ask.
    for (NodeId node : nodes) {
        const Machine &machine = stage.machines[raw(node)];
        if (machine.cell && (!dns.cell || machine.kind == node::NodeKind::Resolver)) {
            dns.cell = machine.cell;
            dns.box.anchor = node;
        }
    }
    return dns;
}

std::vector<Placed> boxesOf(const Stage &stage, Layout::Dns dns)
{
    std::vector<Placed> placed;
    std::vector<NodeId> names;
    for (std::size_t i = 0; i < stage.machines.size(); ++i)
        if (speaksNames(stage.machines[i].kind))
            names.push_back(NodeId(i));
    const bool folds = dns == Layout::Dns::Folded && names.size() > 1;
    for (std::size_t i = 0; i < stage.machines.size(); ++i) {
        const Machine &machine = stage.machines[i];
        if (folds && speaksNames(machine.kind))
            continue;
        Placed one;
        one.box.title = machine.name;
        one.box.caption = machine.caption;
        one.box.kind = machine.kind;
        one.box.nodes = {NodeId(i)};
        one.box.anchor = NodeId(i);
        one.cell = machine.cell;
        one.rooms = machine.rooms;
        placed.push_back(std::move(one));
    }
    if (folds)
        placed.push_back(foldedDns(stage, names));
    return placed;
}

/// Gives a cell to every box that has none: in rows below the others, as wide as they are.
void findCells(std::vector<Placed> &boxes)
{
    double left = 0, right = 0, bottom = -1;
    bool any = false;
    for (const Placed &one : boxes) {
        if (!one.cell)
            continue;
        left = any ? std::min(left, one.cell->x()) : one.cell->x();
        right = any ? std::max(right, one.cell->x()) : one.cell->x();
        bottom = any ? std::max(bottom, one.cell->y()) : one.cell->y();
        any = true;
    }
    const int columns = any ? std::max(1, int(right - left) + 1)
                            : std::max(1, int(std::ceil(std::sqrt(double(boxes.size()) * 1.6))));
    int free = 0;
    for (Placed &one : boxes) {
        if (one.cell)
            continue;
        one.cell = QPointF(left + free % columns, bottom + 1 + double(free / columns));
        ++free;
    }
}

constexpr double kSameRow = 0.75; // cells; boxes nearer than that in height stand beside each other

/// Where each of the different coordinates lies: as near as the boxes allow, in their order. `apart(i, k)`
/// is what two boxes need between
/// their middles in this direction, or nothing where they do not meet in it.
template <typename Coordinate, typename Apart>
std::map<double, double> squeeze(const std::vector<Placed> &boxes, Coordinate coordinate, Apart apart)
{
    std::vector<std::size_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return coordinate(boxes[i]); });
    std::map<double, double> places;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double at = coordinate(boxes[order[i]]);
        const double least = places.empty()                ? 0
                             : at > places.rbegin()->first ? places.rbegin()->second + kLeastStep
                                                           : 0;
        double &place = places.try_emplace(at, least).first->second;
        for (std::size_t k = 0; k < i; ++k) {
            const double before = coordinate(boxes[order[k]]);
            if (before < at)
                if (const auto needed = apart(boxes[order[k]], boxes[order[i]]))
                    place = std::max(place, places[before] + *needed);
        }
    }
    return places;
}

std::map<double, double> columnsOf(const std::vector<Placed> &boxes)
{
    return squeeze(
        boxes, [](const Placed &one) { return one.cell->x(); },
        [](const Placed &a, const Placed &b) -> std::optional<double> {
            if (std::abs(a.cell->y() - b.cell->y()) >= kSameRow)
                return std::nullopt;
            return (a.box.rect.width() + b.box.rect.width()) / 2 + kMinAside;
        });
}

std::map<double, double> rowsOf(const std::vector<Placed> &boxes)
{
    return squeeze(
        boxes, [](const Placed &one) { return one.cell->y(); },
        [](const Placed &a, const Placed &b) -> std::optional<double> {
            if (std::abs(a.cell->y() - b.cell->y()) < kSameRow)
                return std::nullopt;
            return (a.box.rect.height() + b.box.rect.height()) / 2 + kMinBelow;
        });
}

/// How much wider than the least: as the room allows, within reason.
double stretched(double least, double aside, double room)
{
    return least <= 0 ? 1 : std::clamp((room - 2 * kMargin - aside) / least, 1.0, kMostSpread);
}

void furnish(Box &box, const std::vector<Room> &rooms)
{
    double y = box.rect.top() + kHeader;
    for (const Room &room : rooms) {
        box.rooms.push_back({QRectF(box.rect.left() + kPad, y, box.rect.width() - 2 * kPad, kRoom),
                             room.title, room.services, room.place});
        y += kRoom + kGap;
    }
}

} // namespace

Layout::Layout(const Stage &stage, Dns dns, QSizeF room)
{
    std::vector<Placed> placed = boxesOf(stage, dns);
    if (placed.empty())
        return;
    findCells(placed);
    QSizeF largest;
    for (Placed &one : placed) {
        one.box.rect.setSize(sizeOf(one.box, one.rooms.size()));
        largest = largest.expandedTo(one.box.rect.size());
    }
    const auto columns = columnsOf(placed), rows = rowsOf(placed);
    const QSizeF least(columns.rbegin()->second, rows.rbegin()->second);
    // What is small is drawn larger, so that it can be read from the last row of a class.
    const double scale =
        std::clamp(std::min(room.width() / (least.width() + largest.width() + 2 * kMargin),
                            room.height() / (least.height() + largest.height() + 2 * kMargin)),
                   1.0, kMostZoom);
    const double dx = stretched(least.width(), largest.width(), room.width() / scale);
    const double dy = stretched(least.height(), largest.height(), room.height() / scale);
    m_boxOf.assign(stage.machines.size(), -1);
    for (Placed &one : placed) {
        one.box.rect.moveCenter({columns.at(one.cell->x()) * dx, rows.at(one.cell->y()) * dy});
        furnish(one.box, one.rooms);
        for (NodeId node : one.box.nodes)
            m_boxOf[raw(node)] = int(m_boxes.size());
        m_bounds |= one.box.rect;
        m_cells.push_back(*one.cell);
        m_boxes.push_back(std::move(one.box));
    }
    m_bounds.adjust(-kMargin, -kMargin, kMargin, kMargin);
}

namespace {

constexpr double kSnap = 0.5;                // cells
constexpr double kPitch = kWide + kMinAside; // of a cell beyond the last box
constexpr int kNudges = 64;

/// The coordinate in cells of a place, between those of the boxes; `known`: place and cell of each.
double cellOf(double place, std::vector<std::pair<double, double>> known)
{
    std::ranges::sort(known);
    const auto after = std::ranges::lower_bound(known, place, {}, &std::pair<double, double>::first);
    double cell = 0;
    if (after == known.begin())
        cell = known.front().second - (known.front().first - place) / kPitch;
    else if (after == known.end())
        cell = known.back().second + (place - known.back().first) / kPitch;
    else {
        const auto &[low, lowCell] = *(after - 1);
        const auto &[high, highCell] = *after;
        cell = high > low ? lowCell + (highCell - lowCell) * (place - low) / (high - low) : lowCell;
    }
    return std::round(cell / kSnap) * kSnap;
}

} // namespace

QPointF Layout::cellAt(QPointF point, int box) const
{
    std::vector<std::pair<double, double>> across, down;
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        across.emplace_back(m_boxes[i].rect.center().x(), m_cells[i].x());
        down.emplace_back(m_boxes[i].rect.center().y(), m_cells[i].y());
    }
    return freeCell({cellOf(point.x(), std::move(across)), cellOf(point.y(), std::move(down))}, box);
}

QPointF Layout::freeCell(QPointF cell, int box) const
{
    const auto isTaken = [&](QPointF wish) {
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            if (int(i) != box && std::abs(m_cells[i].x() - wish.x()) < kSnap
                && std::abs(m_cells[i].y() - wish.y()) < kSameRow)
                return true;
        return false;
    };
    for (int i = 0; i < kNudges && isTaken(cell); ++i)
        cell.rx() += kSnap;
    return cell;
}

int Layout::boxOf(NodeId node) const { return raw(node) < m_boxOf.size() ? m_boxOf[raw(node)] : -1; }

int Layout::boxAt(QPointF point) const
{
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i].rect.contains(point))
            return int(i);
    return -1;
}

namespace {

/// Where a line from the middle of a box leaves it.
QPointF edge(const QRectF &rect, QPointF towards)
{
    const QPointF middle = rect.center();
    const QPointF away = towards - middle;
    const double x = std::abs(away.x()), y = std::abs(away.y());
    const double length = std::hypot(x, y);
    if (length < 1e-9)
        return middle;
    const double inside =
        std::min(x > 1e-9 ? rect.width() / 2 / x : 1e18, y > 1e-9 ? rect.height() / 2 / y : 1e18);
    return middle + away * (inside + kFromEdge / length);
}

} // namespace

std::optional<QLineF> Layout::link(NodeId a, NodeId b) const
{
    const int from = boxOf(a), to = boxOf(b);
    if (from < 0 || to < 0 || from == to)
        return std::nullopt;
    const QRectF &first = m_boxes[std::size_t(from)].rect, &second = m_boxes[std::size_t(to)].rect;
    return QLineF(edge(first, second.center()), edge(second, first.center()));
}

std::optional<QLineF> Layout::way(NodeId from, NodeId to) const
{
    std::optional<QLineF> line = link(from, to);
    if (!line || line->length() < 1e-9)
        return line;
    const QPointF along = (line->p2() - line->p1()) / line->length();
    line->translate(QPointF(-along.y(), along.x()) * kLane);
    return line;
}

} // namespace mf::ui
