#include "ui/canvas/painter.h"

#include "ui/canvas/glyphs.h"

#include <QPainter>

namespace mf::ui {

namespace {

constexpr double kTextFrom = 0.45; // below so many dots a unit nothing written could be read
constexpr double kRadius = 10;

} // namespace

void CanvasPainter::paintBackdrop(QPainter &painter, double zoom, const std::vector<Pair> &pairs) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.link, 2));
    for (const Pair &pair : m_stage.links)
        if (const auto line = m_layout.link(pair.first, pair.second))
            painter.drawLine(*line);
    for (const Pair &pair : pairs)
        if (const auto line = m_layout.link(pair.first, pair.second); line && !m_stage.links.contains(pair))
            painter.drawLine(*line);
    const double dots = zoom * painter.device()->devicePixelRatioF();
    for (const Box &box : m_layout.boxes())
        paintBox(painter, box, dots >= kTextFrom);
}

void CanvasPainter::paintBox(QPainter &painter, const Box &box, bool withText) const
{
    painter.setPen(QPen(m_theme.boxLine, 1.2));
    painter.setBrush(m_theme.box);
    if (box.isFolded()) {
        painter.drawRoundedRect(box.rect.translated(8, -8), kRadius, kRadius);
        painter.drawRoundedRect(box.rect.translated(4, -4), kRadius, kRadius);
    }
    painter.drawRoundedRect(box.rect, kRadius, kRadius);
    if (!withText)
        return;
    paintMachineSign(painter, QRectF(box.rect.left() + 11, box.rect.top() + 13, 24, 24), box.kind,
                     m_theme.quietInk);
    QFont bold = m_font, small = m_font;
    bold.setBold(true);
    small.setPointSizeF(m_font.pointSizeF() * 0.86);
    const QRectF words(box.rect.left() + 43, box.rect.top() + 8, box.rect.width() - 51, 34);
    painter.setFont(bold);
    painter.setPen(m_theme.ink);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop,
                     QFontMetricsF(bold).elidedText(box.title, Qt::ElideRight, words.width()));
    painter.setFont(small);
    painter.setPen(m_theme.quietInk);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignBottom,
                     QFontMetricsF(small).elidedText(box.caption, Qt::ElideRight, words.width()));
    for (const BoxRoom &room : box.rooms) {
        painter.setPen(QPen(m_theme.roomLine, 1));
        painter.setBrush(m_theme.room);
        painter.drawRoundedRect(room.rect, 6, 6);
        const QRectF inside = room.rect.adjusted(9, 5, -6, -5);
        painter.setFont(small);
        painter.setPen(m_theme.ink);
        const auto across = room.services.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop;
        painter.drawText(inside, Qt::AlignLeft | across,
                         QFontMetricsF(small).elidedText(room.title, Qt::ElideRight, inside.width()));
        QFont tiny = small;
        tiny.setPointSizeF(m_font.pointSizeF() * 0.72);
        painter.setFont(tiny);
        painter.setPen(m_theme.quietInk);
        painter.drawText(inside, Qt::AlignLeft | Qt::AlignBottom,
                         QFontMetricsF(tiny).elidedText(room.services, Qt::ElideRight, inside.width() - 50));
    }
}

} // namespace mf::ui
