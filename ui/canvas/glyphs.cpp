#include "ui/canvas/glyphs.h"

#include <QPainter>
#include <QPainterPath>

namespace mf::ui {

void paintEnvelope(QPainter &painter, const QRectF &rect, const Theme &theme)
{
    painter.setPen(QPen(theme.envelopeLine, 1.2));
    painter.setBrush(theme.envelope);
    painter.drawRoundedRect(rect, 2, 2);
    QPainterPath flap(rect.topLeft());
    flap.lineTo(rect.center() + QPointF(0, rect.height() * 0.12));
    flap.lineTo(rect.topRight());
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(flap);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xb3261e)); // the seal
    painter.drawEllipse(rect.center() + QPointF(0, rect.height() * 0.1), rect.height() * 0.13,
                        rect.height() * 0.13);
}

void paintLock(QPainter &painter, QPointF middle, double height, const QColor &colour, const QColor &ground)
{
    const double width = height * 0.72;
    const QRectF body(middle.x() - width / 2, middle.y() - height * 0.05, width, height * 0.55);
    QRectF bow(middle.x() - width * 0.3, middle.y() - height * 0.5, width * 0.6, height * 0.8);
    painter.setBrush(ground);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(middle, height * 0.8, height * 0.8);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, height * 0.13));
    painter.drawArc(bow, 0, 180 * 16);
    painter.drawLine(QPointF(bow.left(), bow.center().y()), QPointF(bow.left(), body.top()));
    painter.drawLine(QPointF(bow.right(), bow.center().y()), QPointF(bow.right(), body.top()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(body, 1.5, 1.5);
}

namespace {

void paintLaptop(QPainter &painter, const QRectF &r)
{
    painter.drawRoundedRect(
        QRectF(r.left() + r.width() * 0.14, r.top() + r.height() * 0.14, r.width() * 0.72, r.height() * 0.5),
        2, 2);
    painter.drawLine(QPointF(r.left() + 1, r.bottom() - r.height() * 0.2),
                     QPointF(r.right() - 1, r.bottom() - r.height() * 0.2));
}

void paintServer(QPainter &painter, const QRectF &r)
{
    for (int i = 0; i < 3; ++i) {
        const QRectF unit(r.left() + r.width() * 0.12, r.top() + r.height() * (0.08 + 0.3 * i),
                          r.width() * 0.76, r.height() * 0.24);
        painter.drawRoundedRect(unit, 1.5, 1.5);
        painter.drawPoint(QPointF(unit.right() - 4, unit.center().y()));
    }
}

void paintGlobe(QPainter &painter, const QRectF &r)
{
    const QRectF globe = r.adjusted(r.width() * 0.1, r.height() * 0.1, -r.width() * 0.1, -r.height() * 0.1);
    painter.drawEllipse(globe);
    painter.drawEllipse(globe.center(), globe.width() * 0.2, globe.height() / 2);
    painter.drawLine(QPointF(globe.left(), globe.center().y()), QPointF(globe.right(), globe.center().y()));
}

void paintPlug(QPainter &painter, const QRectF &r)
{
    const QPointF c = r.center();
    const double u = r.width() / 20;
    painter.drawLine(c + QPointF(-4 * u, -8 * u), c + QPointF(-4 * u, -3 * u));
    painter.drawLine(c + QPointF(4 * u, -8 * u), c + QPointF(4 * u, -3 * u));
    painter.drawRoundedRect(QRectF(c.x() - 7 * u, c.y() - 3 * u, 14 * u, 7 * u), 3, 3);
    painter.drawLine(c + QPointF(0, 4 * u), c + QPointF(0, 9 * u));
}

} // namespace

void paintMachineSign(QPainter &painter, const QRectF &rect, node::NodeKind kind, const QColor &colour)
{
    QPen pen(colour, 1.6);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (kind) {
    case node::NodeKind::Client: return paintLaptop(painter, rect);
    case node::NodeKind::MailServer:
    case node::NodeKind::Host: return paintServer(painter, rect);
    case node::NodeKind::NameServer:
    case node::NodeKind::Resolver: return paintGlobe(painter, rect);
    case node::NodeKind::RealClient: return paintPlug(painter, rect);
    }
}

} // namespace mf::ui
