// Small drawings: the envelope, the lock, and a sign for each kind of machine. Drawn with paths, so that
// they are sharp at every size.
#pragma once

#include "sim/node/view.h"
#include "ui/palette.h"

#include <QRectF>

class QPainter;

namespace mf::ui {

void paintEnvelope(QPainter &painter, const QRectF &rect, const Theme &theme);
void paintLock(QPainter &painter, QPointF middle, double height, const QColor &colour, const QColor &ground);
/// A laptop, a server, a globe of names, or a plug for real clients.
void paintMachineSign(QPainter &painter, const QRectF &rect, node::NodeKind kind, const QColor &colour);

} // namespace mf::ui
