// What is broken, and what is selected. Never by colour alone: a sign and a word stand there, too.
#include "ui/canvas/painter.h"
#include "ui/faults/fault_names.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <map>

namespace mf::ui {

namespace {

constexpr double kSign = 11, kPlatePad = 8; // of a plate: the sign's width, and what is left and right of it
constexpr double kPlateHeight = 24;
constexpr double kAboveBox = 14; // the middle of a machine's plate
constexpr double kLockRoom = 18; // around the middle of a link, where a lock may stand

/// A cross where nothing works, else a warning triangle.
void paintSign(QPainter &painter, QPointF middle, bool off, const QColor &colour)
{
    painter.setPen(QPen(colour, 2));
    const double r = kSign / 2 - 1;
    if (off) {
        painter.drawLine(middle + QPointF(-r, -r), middle + QPointF(r, r));
        painter.drawLine(middle + QPointF(-r, r), middle + QPointF(r, -r));
        return;
    }
    const QPointF triangle[] = {middle + QPointF(0, -r), middle + QPointF(r, r), middle + QPointF(-r, r)};
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(triangle, 3);
}

} // namespace

QFont CanvasPainter::plateFont() const
{
    QFont bold = m_font;
    bold.setBold(true);
    bold.setPointSizeF(m_font.pointSizeF() * 0.9);
    return bold;
}

std::vector<CanvasPainter::Plate> CanvasPainter::platesOf(const Picture &picture) const
{
    struct Said {
        QStringList words;
        bool off = false;
    };
    std::map<std::pair<int, int>, Said> said; // by boxes; the second -1: of a machine
    std::map<std::pair<int, int>, QLineF> lines;
    for (const Broken &broken : picture.broken) {
        const bool isLink = broken.b != NodeId::None;
        const std::pair<int, int> boxes = std::minmax(m_layout.boxOf(broken.a), m_layout.boxOf(broken.b));
        const std::pair<int, int> where =
            isLink ? std::pair(boxes.second, boxes.first) : std::pair(m_layout.boxOf(broken.a), -1);
        if (where.first < 0 || where.first == where.second || (isLink && where.second < 0))
            continue;
        Said &here = said[where];
        QString word = faultState(broken.kind, isLink);
        if (!isLink && m_layout.boxes()[std::size_t(where.first)].isFolded())
            word = QStringLiteral("%1: %2").arg(m_stage.machines[raw(broken.a)].name, word);
        else
            here.off = here.off || broken.kind == FaultKind::Down;
        if (!here.words.contains(word))
            here.words << word;
        if (isLink)
            lines[where] = *m_layout.link(broken.a, broken.b);
    }
    std::vector<QRectF> taken;
    for (const Box &box : m_layout.boxes())
        taken.push_back(box.rect);
    const QFontMetricsF metrics(plateFont());
    std::vector<Plate> plates;
    for (const auto &[where, here] : said) {
        const Box &box = m_layout.boxes()[std::size_t(where.first)];
        const double most = where.second < 0 ? box.rect.width() + 40 : 200;
        const double rest = kSign + 3 * kPlatePad;
        Plate plate;
        plate.off = here.off;
        plate.words = metrics.elidedText(here.words.join(QStringLiteral(" · ")), Qt::ElideRight, most - rest);
        const QSizeF size(metrics.horizontalAdvance(plate.words) + rest, kPlateHeight);
        std::vector<QPointF> middles{{box.rect.center().x(), box.rect.top() - kAboveBox}};
        if (where.second >= 0) {
            const QPointF middle = lines[where].center();
            const double aside = size.width() / 2 + kLockRoom, below = size.height() / 2 + kLockRoom;
            middles = {middle + QPointF(0, below), middle - QPointF(0, below), middle + QPointF(aside, 0),
                       middle - QPointF(aside, 0)};
        }
        plate.rect = QRectF(QPointF(), size);
        plate.rect.moveCenter(middles.front());
        for (const QPointF &middle : middles) {
            QRectF rect(QPointF(), size);
            rect.moveCenter(middle);
            const bool isFree =
                std::ranges::none_of(taken, [&](const QRectF &other) { return other.intersects(rect); });
            if (isFree || where.second < 0) {
                plate.rect = rect;
                break;
            }
        }
        taken.push_back(plate.rect);
        plates.push_back(std::move(plate));
    }
    return plates;
}

void CanvasPainter::paintBroken(QPainter &painter, const Picture &picture) const
{
    for (const Broken &broken : picture.broken) {
        const QColor colour = broken.kind == FaultKind::Down ? m_theme.never : m_theme.later;
        if (broken.b != NodeId::None) {
            if (const auto line = m_layout.link(broken.a, broken.b)) {
                painter.setPen(QPen(m_theme.ground, 5));
                painter.drawLine(*line);
                painter.setPen(QPen(colour, 3, broken.kind == FaultKind::Down ? Qt::DotLine : Qt::DashLine));
                painter.drawLine(*line);
            }
            continue;
        }
        const int at = m_layout.boxOf(broken.a);
        if (at < 0 || m_layout.boxes()[std::size_t(at)].isFolded())
            continue;
        QColor veil = m_theme.ground;
        veil.setAlphaF(broken.kind == FaultKind::Down ? 0.55F : 0.0F);
        painter.setPen(QPen(colour, 2.4, Qt::DashLine));
        painter.setBrush(veil);
        painter.drawRoundedRect(m_layout.boxes()[std::size_t(at)].rect, 10, 10);
    }
    painter.setFont(plateFont());
    for (const Plate &plate : platesOf(picture)) {
        const QColor colour = plate.off ? m_theme.never : m_theme.later;
        painter.setBrush(m_theme.box);
        painter.setPen(QPen(colour, 1.4));
        painter.drawRoundedRect(plate.rect, 6, 6);
        paintSign(painter, {plate.rect.left() + kPlatePad + kSign / 2, plate.rect.center().y()}, plate.off,
                  colour);
        painter.setPen(m_theme.ink);
        painter.drawText(plate.rect.adjusted(2 * kPlatePad + kSign, 0, -kPlatePad, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, plate.words);
    }
}

void CanvasPainter::paintMarked(QPainter &painter, const Marked &marked) const
{
    painter.setPen(QPen(m_theme.accent, 2.6));
    painter.setBrush(Qt::NoBrush);
    if (const int box = m_layout.boxOf(marked.node); box >= 0)
        painter.drawRoundedRect(m_layout.boxes()[std::size_t(box)].rect.adjusted(-3, -3, 3, 3), 12, 12);
    const auto line = marked.link ? m_layout.link(marked.link->first, marked.link->second) : std::nullopt;
    if (!line || line->length() < 1)
        return;
    const QPointF along = (line->p2() - line->p1()) / line->length();
    const QPointF aside = QPointF(-along.y(), along.x()) * 6; // a frame around the link
    const QPointF frame[] = {line->p1() + aside, line->p2() + aside, line->p2() - aside, line->p1() - aside};
    painter.drawPolygon(frame, 4);
}

} // namespace mf::ui
