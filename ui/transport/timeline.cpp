#include "ui/transport/timeline.h"

#include "ui/palette.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <vector>

namespace mf::ui {

namespace {

constexpr double kLeastLength = 40; // so that the first events do not fill the bar
constexpr double kKnownPart = 0.88; // of the bar, while more may come
constexpr double kAside = 9;
constexpr double kBar = 10;              // its height
constexpr std::size_t kMarkLimit = 2000; // more would be one colour anyway

} // namespace

Timeline::Timeline(Simulation &simulation, QWidget *parent) : QWidget(parent), m_simulation(simulation)
{
    setAccessibleName(tr("Timeline"));
    setToolTip(tr("Drag to go to another moment. Long silences are drawn short."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const auto repaint = [this] {
        if (m_simulation.isOpen())
            setAccessibleDescription(positionText(m_simulation));
        update();
    };
    connect(&simulation, &Simulation::opened, this, repaint);
    connect(&simulation, &Simulation::traceGrew, this, repaint);
    connect(&simulation, &Simulation::viewMoved, this, repaint);
    connect(&simulation, &Simulation::timeMoved, this, qOverload<>(&QWidget::update));
}

double Timeline::shownLength() const
{
    const double known = std::max(kLeastLength, m_simulation.scale().length());
    const bool complete = !m_simulation.history().atEnd() || m_simulation.isFinished();
    return complete && m_simulation.scale().length() > 0 ? m_simulation.scale().length() : known / kKnownPart;
}

double Timeline::xOf(double place) const { return kAside + place / shownLength() * (width() - 2 * kAside); }

void Timeline::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar(kAside, (height() - kBar) / 2, width() - 2 * kAside, kBar);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.hatch);
    painter.drawRoundedRect(bar, kBar / 2, kBar / 2);
    if (!m_simulation.isOpen())
        return;
    QRectF future = bar;
    future.setLeft(xOf(m_simulation.scale().placeOf(m_simulation.viewTime())));
    painter.setBrush(QBrush(theme.boxLine, Qt::BDiagPattern));
    painter.drawRoundedRect(future, kBar / 2, kBar / 2);
    QRectF past = bar;
    past.setRight(future.left());
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(past, kBar / 2, kBar / 2);
    paintMarks(painter);
    painter.setPen(QPen(theme.box, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(QPointF(future.left(), bar.center().y()), 8, 8);
}

void Timeline::paintMarks(QPainter &painter) const
{
    const Theme &theme = Theme::of(palette());
    const Trace &trace = m_simulation.trace();
    const double middle = height() / 2.0;
    const auto x = [&](Index record) { return xOf(m_simulation.scale().placeOf(trace[record].at)); };
    const std::vector<LetterEvent> &letters = m_simulation.index().letterEvents();
    painter.setPen(QPen(theme.box, 1));
    painter.setBrush(theme.letter);
    for (std::size_t i = 0; i < letters.size(); i += 1 + letters.size() / kMarkLimit) {
        const double at = x(letters[i].record);
        const QPointF diamond[] = {
            {at, middle - 13}, {at + 4, middle - 9}, {at, middle - 5}, {at - 4, middle - 9}};
        painter.drawPolygon(diamond, 4);
    }
    painter.setPen(QPen(theme.never, 2.2));
    const std::vector<Index> &troubles = m_simulation.index().troubles();
    for (std::size_t i = 0; i < troubles.size(); i += 1 + troubles.size() / kMarkLimit) {
        const double at = x(troubles[i]);
        painter.drawLine(QPointF(at - 3, middle + 7), QPointF(at + 3, middle + 13));
        painter.drawLine(QPointF(at - 3, middle + 13), QPointF(at + 3, middle + 7));
    }
}

void Timeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        seekTo(event->position().x());
}

void Timeline::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        seekTo(event->position().x());
}

void Timeline::seekTo(double x)
{
    if (!m_simulation.isOpen())
        return;
    const double place = (x - kAside) / (width() - 2 * kAside) * shownLength();
    m_simulation.toTime(m_simulation.scale().timeAt(std::clamp(place, 0.0, m_simulation.scale().length())));
}

QString positionText(const Simulation &simulation)
{
    return Timeline::tr("event %1 of %2 · t = %3")
        .arg(simulation.recordsShown())
        .arg(simulation.trace().size())
        .arg(timeText(simulation.viewTime()));
}

} // namespace mf::ui
