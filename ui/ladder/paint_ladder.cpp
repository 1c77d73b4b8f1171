#include "ui/ladder/ladder_view.h"
#include "ui/text.h"

#include <QPainter>
#include <QScrollBar>

namespace mf::ui {

namespace {

using L = story::Ladder;

constexpr int kHead = 8;
constexpr double kMark = 4;

QPolygonF arrowHead(QPointF tip, bool rightwards)
{
    const double back = rightwards ? -kHead : kHead;
    QPolygonF head;
    head << tip << tip + QPointF(back, -4) << tip + QPointF(back, 4);
    return head;
}

} // namespace

QColor ladderColour(story::LadderHue hue, const Theme &theme)
{
    using enum story::LadderHue;
    switch (hue) {
    case Client: return theme.client;
    case Server: return theme.server;
    case Good: return theme.good;
    case More: return theme.more;
    case Later: return theme.later;
    case Never: return theme.never;
    case Names: return theme.names;
    case Connection: return theme.connection;
    case Trouble: return theme.trouble;
    case Letter: return theme.letter;
    }
    return theme.ink;
}

void LadderView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme->box);
    m_painted = 0;
    if (!m_ladder || m_shown == 0)
        return paintNothing(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    const int left = horizontalScrollBar()->value(), top = verticalScrollBar()->value();
    const auto from = std::int64_t(top / m_zoom),
               to = std::int64_t((top + viewport()->height()) / m_zoom) + 1;
    painter.save();
    painter.translate(-left, -top);
    painter.scale(m_zoom, m_zoom);
    paintLanes(painter, from, to);
    m_painted = paintArrows(painter, from, to);
    painter.restore();
    painter.translate(-left, 0);
    painter.scale(m_zoom, m_zoom);
    paintNames(painter, int((left + viewport()->width()) / m_zoom) + 1);
}

void LadderView::paintNothing(QPainter &painter) const
{
    painter.setPen(m_theme->quietInk);
    painter.drawText(
        viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
        tr("Nothing has been sent yet. Press Next: each line that passes becomes an arrow here."));
}

void LadderView::paintLanes(QPainter &painter, std::int64_t top, std::int64_t bottom) const
{
    painter.setPen(QPen(m_theme->boxLine, 0));
    const double end = double(std::min(bottom, m_ladder->height(m_shown)));
    for (std::uint32_t lane = 0; lane < m_ladder->lanes().size(); ++lane)
        painter.drawLine(QPointF(laneX(lane), double(top)), QPointF(laneX(lane), end));
}

/// The names stay in view while the arrows scroll beneath them.
void LadderView::paintNames(QPainter &painter, int width) const
{
    const int height = L::kHeader - 6;
    painter.fillRect(QRect(0, 0, std::max(width, m_ladder->width(m_lane)), height), m_theme->room);
    painter.setPen(m_theme->ink);
    QFont bold = painter.font();
    bold.setBold(true);
    painter.setFont(bold);
    for (std::uint32_t lane = 0; lane < m_ladder->lanes().size(); ++lane) {
        const QRect place(laneX(lane) - m_lane / 2 + 4, 0, m_lane - 8, height);
        painter.drawText(place, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(text(m_ladder->lanes()[lane].name), Qt::ElideMiddle,
                                                          place.width()));
    }
}

std::size_t LadderView::paintArrows(QPainter &painter, std::int64_t top, std::int64_t bottom) const
{
    std::size_t count = 0;
    const std::size_t first = m_ladder->firstBelow(top - 2 * L::kRow);
    for (std::size_t i = first; i < m_shown && m_ladder->arrows()[i].y - 2 * L::kRow < bottom; ++i, ++count)
        paintArrow(painter, m_ladder->arrows()[i]);
    return count;
}

void LadderView::paintArrow(QPainter &painter, const story::LadderArrow &arrow) const
{
    const Record &record = (*m_trace)[arrow.record];
    const double y = double(arrow.y);
    if (m_marked == arrow.record) {
        painter.fillRect(QRectF(0, y - 18, m_ladder->width(m_lane), L::kRow),
                         palette().color(QPalette::Highlight));
        painter.fillRect(QRectF(3, y - 17, m_ladder->width(m_lane) - 6, L::kRow - 2), m_theme->box);
    }
    painter.setPen(m_theme->quietInk);
    if (arrow.silenceUs > 0)
        painter.drawText(QPointF(6, y - L::kRow + 2),
                         QStringLiteral("+ ") + text(m_ladder->time(arrow.silenceUs)));
    painter.drawText(QPointF(6, y + 2), text(m_ladder->time(record.at.time_since_epoch().count())));
    const QColor colour = ladderColour(arrow.hue, *m_theme);
    const QPointF from(laneX(arrow.from), y), to(laneX(arrow.to), y + L::kSlant);
    painter.setPen(
        QPen(colour, m_marked == arrow.record ? 2.4 : 1.4, arrow.dashed ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(colour);
    if (arrow.from == arrow.to) {
        painter.drawEllipse(from, kMark, kMark);
    } else {
        painter.drawLine(from, to);
        painter.setPen(QPen(colour, 1.6));
        const bool rightwards = arrow.to > arrow.from;
        const QPointF middle = to + QPointF(rightwards ? -kHead : kHead, 0);
        if (arrow.lost) {
            painter.drawLine(middle + QPointF(-4, -4), middle + QPointF(4, 4));
            painter.drawLine(middle + QPointF(-4, 4), middle + QPointF(4, -4));
        } else {
            painter.drawPolygon(arrowHead(to, rightwards));
        }
    }
    paintLabel(painter, arrow, record);
}

QRectF LadderView::labelPlace(const story::LadderArrow &arrow) const
{
    const int from = laneX(arrow.from), to = laneX(arrow.to);
    const int left = std::min(from, to) - (from == to ? m_lane / 2 : 0);
    const int width = from == to ? m_lane : std::abs(to - from);
    return QRectF(left, double(arrow.y) - 17, width, 16);
}

void LadderView::paintLabel(QPainter &painter, const story::LadderArrow &arrow, const Record &record) const
{
    const QRectF place = labelPlace(arrow);
    const QString label = painter.fontMetrics().elidedText(
        text(m_ladder->label(arrow, record, m_lane)), Qt::ElideRight, int(place.width()) - 2 * L::kCharacter);
    painter.setPen(m_theme->ink);
    if (arrow.from == arrow.to) // a mark's label crosses its lifeline
        painter.fillRect(QRectF(painter.fontMetrics().boundingRect(label))
                             .translated(place.left() + L::kCharacter, place.bottom() - 4),
                         m_theme->box);
    painter.drawText(place.adjusted(L::kCharacter, 0, -L::kCharacter, 0),
                     Qt::AlignBottom | (arrow.from == arrow.to ? Qt::AlignLeft : Qt::AlignHCenter), label);
}

QImage LadderView::picture() const
{
    if (!m_ladder || m_ladder->height(m_shown) > kPictureHeight)
        return {};
    QImage image(m_ladder->width(m_lane), int(m_ladder->height(m_shown)), QImage::Format_RGB32);
    image.fill(m_theme->box);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    paintLanes(painter, 0, image.height());
    paintArrows(painter, 0, image.height());
    paintNames(painter, image.width());
    return image;
}

} // namespace mf::ui
