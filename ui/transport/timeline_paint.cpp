// How the timeline looks: from the back to the front, and never by colour alone.
#include "ui/palette.h"
#include "ui/simulation.h"
#include "ui/transport/bookmarks.h"
#include "ui/transport/ticks.h"
#include "ui/transport/timeline.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace mf::ui {

namespace {

constexpr double kKnob = 8;    // radius
constexpr double kFault = 5;   // height of a span, below the bar
constexpr double kClose = 1.5; // pixels: what is nearer to the one before would not be seen

} // namespace

/// Visits the pixels of what happens, in order; not those that are too near to the one before to be seen, so
/// that a million records cost no more than the bar is wide.
template <typename All, typename TimeOf, typename Visit>
void Timeline::forEachSeen(const All &all, TimeOf timeOf, Visit visit) const
{
    for (auto one = all.begin(); one != all.end() && timeOf(*one) <= horizon();) {
        const Instant at = timeOf(*one);
        const double x = xOf(at);
        visit(x);
        one = std::ranges::upper_bound(one, all.end(), std::max(at, timeAt(x + kClose)), {}, timeOf);
    }
}

void Timeline::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.hatch);
    painter.drawRoundedRect(bar(), bar().height() / 2, bar().height() / 2);
    if (!m_simulation.isOpen())
        return;
    paintBar(painter, theme);
    paintTicks(painter, theme);
    paintFaults(painter, theme);
    paintRecords(painter, theme);
    paintSigns(painter, theme);
    if (m_hover >= bar().left() && m_hover <= bar().right()) {
        painter.setPen(QPen(theme.quietInk, 1, Qt::DotLine));
        painter.drawLine(QPointF(m_hover, 2), QPointF(m_hover, bar().bottom() + kFault));
    }
    painter.setPen(QPen(theme.box, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(QPointF(xOf(m_simulation.viewTime()), bar().center().y()), kKnob, kKnob);
}

/// What has been is filled; what is recorded but still to come is hatched; what is not known is empty.
void Timeline::paintBar(QPainter &painter, const Theme &theme) const
{
    const double now = xOf(m_simulation.viewTime()), round = bar().height() / 2;
    QRectF future = bar(), past = bar();
    future.setLeft(now);
    painter.setBrush(QBrush(theme.boxLine, Qt::BDiagPattern));
    painter.drawRoundedRect(future, round, round);
    past.setRight(now);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(past, round, round);
}

void Timeline::paintFaults(QPainter &painter, const Theme &theme) const
{
    const double y = bar().bottom() + 2;
    for (const story::FaultSpan &span : m_faults.spans()) {
        if (span.from > horizon())
            break;
        const double left = xOf(span.from);
        const double end = span.until == Instant::max() ? bar().right() : xOf(span.until);
        const double right = m_simulation.isFutureHidden() ? std::min(end, xOf(horizon())) : end;
        const QRectF strip(left, y, std::max(2.0, right - left), kFault);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QBrush(theme.trouble, Qt::Dense4Pattern));
        painter.drawRect(strip);
        painter.setPen(QPen(theme.trouble, 1.4));
        painter.drawLine(strip.topLeft(), strip.bottomLeft());
        if (span.until != Instant::max() && span.until <= horizon())
            painter.drawLine(strip.topRight(), strip.bottomRight());
    }
}

/// A diamond for what happens to a letter, a cross for trouble.
void Timeline::paintRecords(QPainter &painter, const Theme &theme) const
{
    const Trace &trace = m_simulation.trace();
    painter.setPen(QPen(theme.box, 1));
    painter.setBrush(theme.letter);
    const double above = bar().top() - 5, below = bar().bottom() + 5;
    forEachSeen(
        m_simulation.index().letterEvents(), [&](const LetterEvent &event) { return trace[event.record].at; },
        [&](double x) {
            const QPointF diamond[] = {{x, above - 4}, {x + 4, above}, {x, above + 4}, {x - 4, above}};
            painter.drawPolygon(diamond, 4);
        });
    painter.setPen(QPen(theme.never, 2));
    forEachSeen(
        m_simulation.index().troubles(), [&](Index record) { return trace[record].at; },
        [&](double x) {
            painter.drawLine(QPointF(x - 3, below - 3), QPointF(x + 3, below + 3));
            painter.drawLine(QPointF(x - 3, below + 3), QPointF(x + 3, below - 3));
        });
}

/// A flag for a bookmark, a question mark for a question of the lesson.
void Timeline::paintSigns(QPainter &painter, const Theme &theme) const
{
    for (const Bookmark &mark : m_bookmarks.shown()) {
        if (mark.at > horizon())
            continue;
        const double x = xOf(mark.at);
        painter.setPen(QPen(theme.ink, 1.5));
        painter.drawLine(QPointF(x, 1), QPointF(x, bar().top()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.person);
        const QPointF flag[] = {{x, 1}, {x + 9, 4.5}, {x, 8}};
        painter.drawPolygon(flag, 3);
    }
    QFont bold = font();
    bold.setBold(true);
    bold.setPixelSize(11);
    painter.setFont(bold);
    for (const TimelineStop &stop : stops()) {
        if (stop.at > horizon())
            continue;
        const QPointF middle(xOf(stop.at), 7);
        painter.setPen(QPen(theme.thought, 1.5));
        painter.setBrush(theme.box);
        painter.drawEllipse(middle, 6.5, 6.5);
        painter.drawText(QRectF(middle.x() - 7, 0, 14, 14), Qt::AlignCenter, QStringLiteral("?"));
    }
    painter.setFont(font());
}

void Timeline::paintTicks(QPainter &painter, const Theme &theme) const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.8);
    const QFontMetricsF metrics(small);
    const double end = std::min(bar().right(), xOf(std::min(horizon(), timeAt(bar().right()))));
    const auto ticks = ticksOf(
        bar().left(), end, [this](Instant at) { return xOf(at); }, [this](double x) { return timeAt(x); },
        [&](const QString &text) { return metrics.horizontalAdvance(text); });
    painter.setFont(small);
    const double top = bar().bottom() + kFault + 3;
    for (const Tick &tick : ticks) {
        const double left = std::clamp(tick.x - tick.width / 2, 0.0, std::max(0.0, width() - tick.width));
        painter.setPen(QPen(theme.boxLine, 1));
        painter.drawLine(QPointF(tick.x, bar().bottom()), QPointF(tick.x, top));
        painter.setPen(theme.quietInk);
        painter.drawText(QRectF(left, top, tick.width + 1, metrics.height()), Qt::AlignLeft | Qt::AlignTop,
                         tick.text);
    }
    painter.setFont(font());
}

} // namespace mf::ui
