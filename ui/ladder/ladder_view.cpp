#include "ui/ladder/ladder_view.h"

#include "ui/text.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace mf::ui {

namespace {

using L = story::Ladder;

} // namespace

LadderView::LadderView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setAccessibleName(tr("Ladder"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
}

void LadderView::setLadder(const story::Ladder *ladder, const Trace *trace)
{
    m_ladder = ladder;
    m_trace = trace;
    m_shown = 0;
    m_marked.reset();
    fitBars();
    viewport()->update();
}

void LadderView::showUpTo(std::size_t count)
{
    m_shown = count;
    fitBars();
    if (!m_marked)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

void LadderView::mark(std::optional<Index> record)
{
    const bool same = record == m_marked;
    m_marked = record;
    const std::size_t arrow = m_ladder && record ? m_ladder->arrowOf(*record) : m_shown;
    if (arrow < m_shown) {
        reveal(arrow);
        setAccessibleDescription(text(m_ladder->label(m_ladder->arrows()[arrow], (*m_trace)[*record])));
    } else if (!record && !same) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    }
    viewport()->update();
}

// ---- what is in view ----------------------------------------------------------------------------------

void LadderView::fitLanes()
{
    const auto lanes = m_ladder ? int(m_ladder->lanes().size()) : 0;
    const int room = int(viewport()->width() / m_zoom) - L::kTimeWidth;
    m_lane = lanes == 0 ? L::kLane : std::clamp(room / lanes, L::kLane, kWidestLane);
}

void LadderView::fitBars()
{
    fitLanes();
    const QSize room = viewport()->size();
    const double wide = m_ladder ? m_ladder->width(m_lane) * m_zoom : 0;
    const double high = m_ladder && m_shown > 0 ? double(m_ladder->height(m_shown)) * m_zoom : 0;
    horizontalScrollBar()->setRange(0, std::max(0, int(wide) - room.width()));
    horizontalScrollBar()->setPageStep(room.width());
    verticalScrollBar()->setRange(0, int(std::clamp(high - room.height(), 0.0, 2e9)));
    verticalScrollBar()->setPageStep(room.height());
    for (QScrollBar *bar : {horizontalScrollBar(), verticalScrollBar()})
        bar->setSingleStep(int(L::kRow * m_zoom));
}

void LadderView::reveal(std::size_t at)
{
    const story::LadderArrow &arrow = m_ladder->arrows()[at];
    const int y = int(double(arrow.y) * m_zoom), row = int(L::kRow * m_zoom);
    QScrollBar *down = verticalScrollBar(), *across = horizontalScrollBar();
    const int names = int(L::kHeader * m_zoom);
    if (y - 2 * row - names < down->value())
        down->setValue(y - 2 * row - names);
    else if (y + row > down->value() + viewport()->height())
        down->setValue(y + row - viewport()->height());
    const int left = int(laneX(std::min(arrow.from, arrow.to)) * m_zoom);
    const int right = int(laneX(std::max(arrow.from, arrow.to)) * m_zoom);
    if (right > across->value() + viewport()->width())
        across->setValue(right + row - viewport()->width());
    if (left < across->value())
        across->setValue(left - row);
}

void LadderView::zoomBy(double factor)
{
    const double middle = (verticalScrollBar()->value() + viewport()->height() / 2.0) / m_zoom;
    m_zoom = std::clamp(m_zoom * factor, kLeastZoom, kMostZoom);
    fitBars();
    verticalScrollBar()->setValue(int(middle * m_zoom - viewport()->height() / 2.0));
    viewport()->update();
}

std::optional<std::size_t> LadderView::arrowAt(QPoint place) const
{
    if (!m_ladder || place.y() < (L::kHeader - 6) * m_zoom)
        return std::nullopt;
    const auto y = std::int64_t((place.y() + verticalScrollBar()->value()) / m_zoom);
    // An arrow's row reaches from its label above it to the end of its slant.
    const std::size_t at = m_ladder->firstBelow(y - L::kSlant);
    if (at >= m_shown || m_ladder->arrows()[at].y - y > L::kRow - L::kSlant)
        return std::nullopt;
    return at;
}

// ---- what the person does -----------------------------------------------------------------------------

void LadderView::choose(std::size_t arrow)
{
    if (arrow < m_shown)
        emit chosen(m_ladder->arrows()[arrow].record);
}

void LadderView::keyPressEvent(QKeyEvent *event)
{
    const auto page =
        std::max<std::ptrdiff_t>(1, std::ptrdiff_t(viewport()->height() / (L::kRow * m_zoom)) - 1);
    const std::ptrdiff_t by = event->key() == Qt::Key_Up         ? -1
                              : event->key() == Qt::Key_Down     ? 1
                              : event->key() == Qt::Key_PageUp   ? -page
                              : event->key() == Qt::Key_PageDown ? page
                                                                 : 0;
    if (by != 0 && m_shown > 0) {
        const std::size_t known = m_marked ? m_ladder->countBefore(*m_marked) : m_shown;
        const auto wanted =
            std::clamp<std::ptrdiff_t>(std::ptrdiff_t(known) + by, 0, std::ptrdiff_t(m_shown) - 1);
        return choose(std::size_t(wanted));
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_marked)
        emit entered(*m_marked);
    else
        event->ignore(); // the keys of time belong to the window
}

void LadderView::mousePressEvent(QMouseEvent *event)
{
    if (const auto arrow = arrowAt(event->position().toPoint()))
        choose(*arrow);
}

void LadderView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const auto arrow = arrowAt(event->position().toPoint()))
        emit entered(m_ladder->arrows()[*arrow].record);
}

void LadderView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    zoomBy(event->angleDelta().y() > 0 ? kZoomStep : 1 / kZoomStep);
    event->accept();
}

void LadderView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitBars();
}

void LadderView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        m_theme = &Theme::of(palette());
        viewport()->update();
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace mf::ui
