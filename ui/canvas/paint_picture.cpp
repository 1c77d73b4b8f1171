#include "ui/canvas/painter.h"

#include "ui/canvas/glyphs.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace mf::ui {

namespace {

constexpr std::size_t kFew = 60;      // up to so many are drawn with their shapes and words
constexpr std::size_t kFewWords = 10; // up to so many have words
constexpr std::size_t kFewHeaps = 8;  // up to so many heaps of letters say whose they are
constexpr double kCalloutGap = 14;    // between a label above or below the boxes and the boxes
constexpr double kLock = 17;
constexpr QSizeF kEnvelope(24, 16), kFlyingEnvelope(34, 23);

QRectF lockRect(const QLineF &way)
{
    QRectF lock(QPointF(), QSizeF(kLock, kLock));
    lock.moveCenter(way.center());
    return lock;
}

} // namespace

void CanvasPainter::paintPicture(QPainter &painter, const QTransform &view, const Picture &picture,
                                 const Labels &labels, const Marked &marked) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(view);
    paintLines(painter, picture);
    paintBroken(painter, picture);
    paintMarked(painter, marked);
    paintLetters(painter, picture, labels);
    if (picture.hops.size() <= kFew) {
        paintInside(painter, picture, labels);
        paintFew(painter, picture, labels, marked);
    } else {
        paintLocks(painter, picture);
    }
    painter.restore();
    if (picture.hops.size() > kFew)
        paintMany(painter, view, picture);
}

std::optional<QPointF> CanvasPainter::placeOf(const Hop &hop, Instant at) const
{
    const auto way = m_layout.way(hop.from, hop.to);
    if (!way)
        return std::nullopt;
    const double done = double((at - hop.departs).count()) / double((hop.arrives - hop.departs).count());
    return way->pointAt(0.06 + 0.88 * std::clamp(done, 0.0, 1.0)); // never under the edge of a box
}

// ---- links --------------------------------------------------------------------------------------------

void CanvasPainter::paintLines(QPainter &painter, const Picture &picture) const
{
    for (const Line &line : picture.lines) {
        const auto way = m_layout.link(line.client, line.server);
        if (!way)
            continue;
        painter.setPen(QPen(m_theme.linkBusy, 3.2));
        painter.drawLine(*way);
    }
}

/// Over what passes there: that nobody can read it is to be seen all the time.
void CanvasPainter::paintLocks(QPainter &painter, const Picture &picture) const
{
    for (const Line &line : picture.lines)
        if (const auto way = m_layout.link(line.client, line.server); way && line.encrypted != kNoIndex)
            paintLock(painter, way->center(), kLock, m_theme.accent, m_theme.ground);
}

// ---- letters that lie ---------------------------------------------------------------------------------

QFont CanvasPainter::smallFont() const
{
    QFont small = m_font;
    small.setPointSizeF(m_font.pointSizeF() * 0.86);
    return small;
}

std::vector<CanvasPainter::Heap> CanvasPainter::heapsOf(const Picture &picture, const Labels &labels) const
{
    std::map<std::pair<int, Place>, Heap> heaps;
    for (const Resting &letter : picture.letters) {
        Heap &heap = heaps[{m_layout.boxOf(letter.node), letter.place}];
        if (++heap.count == 1 && labels.letter)
            heap.label = labels.letter(letter.mail);
    }
    for (std::size_t i : picture.unwritten) {
        Heap &heap = heaps[{m_layout.boxOf(m_stage.unwritten[i].node), Place::Desk}];
        if (++heap.count == 1)
            heap.label = m_stage.unwritten[i].label;
    }
    std::vector<Heap> seen;
    int labelled = -1; // two rooms of one box may hold it: said once
    for (auto &[where, heap] : heaps) {
        if (where.first < 0)
            continue;
        heap.box = where.first;
        heap.place = where.second;
        if (heaps.size() > kFewHeaps || labelled == where.first || heap.count > 1)
            heap.label.clear();
        labelled = where.first;
        seen.push_back(std::move(heap));
    }
    return seen;
}

/// Below the box, no wider than it is: its neighbours keep that much room.
QRectF CanvasPainter::labelRect(const Heap &heap) const
{
    const QRectF &box = m_layout.boxes()[std::size_t(heap.box)].rect;
    const QSizeF size = QFontMetricsF(smallFont()).size(Qt::TextSingleLine, heap.label);
    QRectF rect(QPointF(), QSizeF(std::min(size.width(), box.width()), size.height()));
    rect.moveCenter({box.center().x(), box.bottom() + 4 + size.height() / 2});
    return rect;
}

QRectF CanvasPainter::envelopeAt(const Box &box, Place place)
{
    const auto room = std::ranges::find(box.rooms, place, &BoxRoom::place);
    const QRectF within = room != box.rooms.end() ? room->rect : box.rect;
    QRectF envelope(QPointF(), kEnvelope);
    envelope.moveCenter({within.right() - 20, within.center().y()});
    return envelope;
}

void CanvasPainter::paintLetters(QPainter &painter, const Picture &picture, const Labels &labels) const
{
    for (const Heap &heap : heapsOf(picture, labels)) {
        const Box &box = m_layout.boxes()[std::size_t(heap.box)];
        const QRectF envelope = envelopeAt(box, heap.place);
        for (int i = std::min(heap.count, 3) - 1; i >= 0; --i)
            paintEnvelope(painter, envelope.translated(-4.0 * i, -2.0 * i), m_theme);
        painter.setFont(smallFont());
        if (heap.count > 1) {
            painter.setPen(m_theme.ink);
            painter.drawText(QRectF(envelope.left() - 60, envelope.center().y() - 20, 48, 40),
                             Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("× %1").arg(heap.count));
        } else if (!heap.label.isEmpty()) {
            const QRectF rect = labelRect(heap);
            painter.setPen(m_theme.quietInk);
            painter.drawText(
                rect, Qt::AlignCenter,
                QFontMetricsF(smallFont()).elidedText(heap.label, Qt::ElideRight, rect.width() + 1));
        }
    }
}

// ---- what is under way --------------------------------------------------------------------------------

QColor CanvasPainter::hueOf(const Hop &hop, const Labels &labels) const
{
    switch (hop.look) {
    case Look::Opening:
    case Look::Closing: return m_theme.connection;
    case Look::ClientLine: return m_theme.client;
    case Look::ServerLine: {
        const QString code = labels.code ? labels.code(hop) : QString();
        return replyColour(code.left(1).toStdString(), m_theme).value_or(m_theme.server);
    }
    case Look::Letter: return m_theme.letter;
    case Look::Query:
    case Look::Answer: return m_theme.names;
    case Look::Lost: return m_theme.never;
    }
    return m_theme.ink;
}

void CanvasPainter::paintHop(QPainter &painter, const Hop &hop, QPointF at, const QColor &colour) const
{
    painter.setPen(QPen(m_theme.ground, 1.5));
    painter.setBrush(colour);
    switch (hop.look) {
    case Look::Opening:
    case Look::Closing:
        painter.setPen(QPen(colour, 2));
        painter.setBrush(m_theme.ground);
        painter.drawEllipse(at, 5, 5);
        break;
    case Look::ClientLine:
    case Look::Query: painter.drawEllipse(at, 7, 7); break;
    case Look::ServerLine:
    case Look::Answer: {
        const QPointF diamond[] = {at + QPointF(0, -8.5), at + QPointF(8.5, 0), at + QPointF(0, 8.5),
                                   at + QPointF(-8.5, 0)};
        painter.drawPolygon(diamond, 4);
        break;
    }
    case Look::Letter: {
        QRectF envelope(QPointF(), kFlyingEnvelope);
        envelope.moveCenter(at);
        paintEnvelope(painter, envelope, m_theme);
        break;
    }
    case Look::Lost:
        painter.setPen(QPen(colour, 3));
        painter.drawLine(at + QPointF(-6, -6), at + QPointF(6, 6));
        painter.drawLine(at + QPointF(-6, 6), at + QPointF(6, -6));
        break;
    }
}

void CanvasPainter::paintFew(QPainter &painter, const Picture &picture, const Labels &labels,
                             const Marked &marked) const
{
    for (const Hop &hop : picture.hops) {
        const auto at = placeOf(hop, picture.at);
        if (!at)
            continue;
        paintHop(painter, hop, *at, hueOf(hop, labels));
        if (hop.record == marked.record) {
            painter.setPen(QPen(m_theme.accent, 2.4));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(*at, 15, 15);
        }
    }
    paintLocks(painter, picture);
    paintTags(painter, tagsOf(picture, labels)); // last: over all dots
}

/// What is said beside things under way, where there is room for it.
std::vector<CanvasPainter::Tag> CanvasPainter::tagsOf(const Picture &picture, const Labels &labels) const
{
    if (!labels.hop || picture.hops.size() > kFewWords)
        return {};
    std::vector<QRectF> taken = stillWords(picture, labels);
    for (const Box &box : m_layout.boxes())
        taken.push_back(box.rect);
    for (const Line &line : picture.lines)
        if (const auto way = m_layout.link(line.client, line.server); way && line.encrypted != kNoIndex)
            taken.push_back(lockRect(*way));
    const QFontMetricsF metrics(tagFont());
    std::vector<Tag> tags;
    for (const Hop &hop : picture.hops) {
        const auto at = placeOf(hop, picture.at);
        if (!at || hop.look == Look::Opening || hop.look == Look::Closing)
            continue;
        Tag tag{*at, labels.hop(hop), hueOf(hop, labels), hop.from, hop.to, hop.look == Look::Letter, {}};
        const std::vector<QRectF> places =
            placesFor(tag, metrics.size(Qt::TextSingleLine, tag.text) + QSizeF(14, 7));
        const auto free = std::ranges::find_if(places, [&](const QRectF &place) {
            return std::ranges::none_of(taken, [&](const QRectF &other) { return other.intersects(place); });
        });
        if (free == places.end())
            continue; // better no word than one over another
        tag.rect = *free;
        taken.push_back(*free);
        tags.push_back(std::move(tag));
    }
    return tags;
}

std::vector<QRectF> CanvasPainter::stillWords(const Picture &picture, const Labels &labels) const
{
    std::vector<QRectF> words;
    for (const Heap &heap : heapsOf(picture, labels))
        if (!heap.label.isEmpty())
            words.push_back(labelRect(heap));
    for (const Plate &plate : platesOf(picture))
        words.push_back(plate.rect);
    return words;
}

std::vector<QRectF> CanvasPainter::wordsOf(const Picture &picture, const Labels &labels) const
{
    std::vector<QRectF> words = stillWords(picture, labels);
    for (const Tag &tag : tagsOf(picture, labels))
        words.push_back(tag.rect);
    return words;
}

QFont CanvasPainter::tagFont() const
{
    QFont small = m_font;
    small.setPointSizeF(m_font.pointSizeF() * 0.9);
    return small;
}

/// Where a label may stand: beside its dot, or else above or below the boxes, tied to it by a thin line.
std::vector<QRectF> CanvasPainter::placesFor(const Tag &tag, QSizeF size) const
{
    const auto way = m_layout.way(tag.from, tag.to);
    const QLineF line = way.value_or(QLineF(tag.at, tag.at));
    const double away = tag.strong ? 20 : 15;
    std::vector<QPointF> middles;
    if (size.width() < std::abs(line.dx()) - kCalloutGap || std::abs(line.dy()) > std::abs(line.dx())) {
        // There is room beside the line all the way.
        middles.push_back(tag.at + QPointF(0, -away - size.height() / 2));
        middles.push_back(tag.at + QPointF(0, away + size.height() / 2));
        middles.push_back(tag.at + QPointF(away + size.width() / 2, 0));
    }
    const double x = line.center().x(); // a label that stands still can be read
    QRectF ends;
    for (NodeId node : {tag.from, tag.to})
        if (const int box = m_layout.boxOf(node); box >= 0)
            ends |= m_layout.boxes()[std::size_t(box)].rect;
    for (int level = 0; level < 3; ++level) {
        const double beyond = (size.height() + 5) * level + size.height() / 2;
        middles.emplace_back(x, ends.top() - kCalloutGap - beyond);
        middles.emplace_back(x, ends.bottom() + 2 * kCalloutGap + beyond);
    }
    std::vector<QRectF> places(middles.size(), QRectF(QPointF(), size));
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i].moveCenter(middles[i]);
    return places;
}

void CanvasPainter::paintTags(QPainter &painter, const std::vector<Tag> &tags) const
{
    painter.setFont(tagFont());
    for (const Tag &tag : tags) {
        painter.setPen(QPen(tag.colour, 1.2));
        const bool above = tag.rect.center().y() < tag.at.y();
        if (!tag.rect.adjusted(-kCalloutGap, -kCalloutGap, kCalloutGap, kCalloutGap).contains(tag.at))
            painter.drawLine(tag.at, {tag.rect.center().x(), above ? tag.rect.bottom() : tag.rect.top()});
        painter.setBrush(m_theme.box);
        painter.drawRoundedRect(tag.rect, 5, 5);
        painter.drawText(tag.rect, Qt::AlignCenter, tag.text);
    }
}

/// What passes between machines that are folded into one box is said in its room.
void CanvasPainter::paintInside(QPainter &painter, const Picture &picture, const Labels &labels) const
{
    for (auto hop = picture.hops.rbegin(); hop != picture.hops.rend(); ++hop) {
        const int at = m_layout.boxOf(hop->from);
        if (at < 0 || at != m_layout.boxOf(hop->to) || m_layout.boxes()[std::size_t(at)].rooms.empty())
            continue;
        const QRectF &room = m_layout.boxes()[std::size_t(at)].rooms.front().rect;
        const QColor colour = hueOf(*hop, labels);
        painter.setPen(QPen(colour, 1.4));
        painter.setBrush(m_theme.box);
        painter.drawRoundedRect(room, 6, 6);
        QFont small = m_font;
        small.setPointSizeF(m_font.pointSizeF() * 0.8);
        painter.setFont(small);
        const QString words = labels.hop ? labels.hop(*hop) : QString();
        painter.drawText(room.adjusted(8, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetricsF(small).elidedText(words, Qt::ElideRight, room.width() - 16));
        return;
    }
}

/// Thousands: ready-made dots at whole pixels, no words.
void CanvasPainter::paintMany(QPainter &painter, const QTransform &view, const Picture &picture) const
{
    constexpr std::size_t kLooks = std::size_t(Look::Lost) + 1;
    const double ratio = painter.device()->devicePixelRatioF();
    const int size = std::max(4, int(std::lround(7 * ratio)));
    std::array<QImage, kLooks> dots;
    for (std::size_t i = 0; i < kLooks; ++i) {
        QImage dot(size, size, QImage::Format_ARGB32_Premultiplied);
        dot.fill(Qt::transparent);
        QPainter on(&dot);
        on.setRenderHint(QPainter::Antialiasing);
        on.setPen(Qt::NoPen);
        on.setBrush(hueOf(Hop{.look = Look(i)}, {}));
        on.drawEllipse(QRectF(0, 0, size, size).adjusted(0.5, 0.5, -0.5, -0.5));
        on.end();
        dot.setDevicePixelRatio(ratio);
        dots[i] = std::move(dot);
    }
    painter.save();
    painter.resetTransform();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double half = size / ratio / 2;
    for (const Hop &hop : picture.hops)
        if (const auto at = placeOf(hop, picture.at)) {
            const QPointF on = view.map(*at);
            painter.drawImage(QPoint(int(on.x() - half), int(on.y() - half)), dots[std::size_t(hop.look)]);
        }
    painter.restore();
}

} // namespace mf::ui
