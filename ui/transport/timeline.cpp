#include "ui/transport/timeline.h"

#include "ui/language.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/transport/bookmarks.h"
#include "ui/transport/place_field.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr double kLeastLength = 40; // so that the first events do not fill the bar
constexpr double kKnownPart = 0.88; // of the bar, while more may come
constexpr double kAside = 9;
constexpr double kTop = 18;           // above the bar: signs and letters
constexpr double kBar = 10;           // its height
constexpr double kBelow = 10;         // trouble and faults, above the times
constexpr double kReach = 6;          // pixels: what is this near to the mouse is told
constexpr std::size_t kLines = 6;     // that hovering tells at most
constexpr qsizetype kLineLimit = 110; // characters of each

} // namespace

Timeline::Timeline(Simulation &simulation, Bookmarks &bookmarks, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_bookmarks(bookmarks)
{
    setAccessibleName(tr("Timeline"));
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const auto follow = [this] {
        absorb();
        describe();
        update();
    };
    const auto again = [this, follow] {
        m_faults.clear();
        follow();
    };
    connect(&simulation, &Simulation::opened, this, again);
    connect(&simulation, &Simulation::lessonChanged, this, follow);
    connect(&simulation, &Simulation::traceReplaced, this, again);
    connect(&simulation, &Simulation::traceGrew, this, follow);
    connect(&simulation, &Simulation::viewMoved, this, follow);
    connect(&simulation, &Simulation::timeMoved, this, qOverload<>(&QWidget::update));
    connect(&simulation, &Simulation::futureHiddenChanged, this, follow);
    connect(&bookmarks, &Bookmarks::changed, this, qOverload<>(&QWidget::update));
}

QSize Timeline::sizeHint() const { return {400, int(kTop + kBar + kBelow) + fontMetrics().height()}; }

std::vector<TimelineStop> Timeline::stops() const
{
    std::vector<TimelineStop> stops;
    const story::Lesson &lesson = m_simulation.lesson();
    for (std::size_t i = 0; i < lesson.stopCount(); ++i)
        if (const auto moment = lesson.momentOf(i);
            moment && lesson.attempts(i).seen && !lesson.stop(i).choices.empty())
            stops.push_back({m_simulation.trace()[*moment].at, inLanguage(lesson.stop(i).ask)});
    return stops;
}

/// Where the view stands, and the questions that are marked: for whoever does not see the signs.
void Timeline::describe()
{
    if (!m_simulation.isOpen())
        return;
    QStringList lines{positionText(m_simulation)};
    for (const TimelineStop &stop : stops())
        if (stop.at <= horizon())
            lines << QStringLiteral("%1: %2").arg(timeText(stop.at), tr("Question: %1").arg(stop.what));
    setAccessibleDescription(lines.join(u'\n'));
}

void Timeline::absorb()
{
    if (m_simulation.isOpen())
        m_faults.grow(m_simulation.trace(), m_simulation.trace().size());
}

// ---- places -------------------------------------------------------------------------------------------

QRectF Timeline::bar() const { return {kAside, kTop, std::max(1.0, width() - 2 * kAside), kBar}; }

double Timeline::shownLength() const
{
    const TimeScale &scale = m_simulation.scale();
    if (m_simulation.isFutureHidden()) // how much is still to come is not told either
        return std::max(kLeastLength, scale.placeOf(horizon())) / kKnownPart;
    const bool complete = !m_simulation.history().atEnd() || m_simulation.isFinished();
    return complete && scale.length() > 0 ? scale.length()
                                          : std::max(kLeastLength, scale.length()) / kKnownPart;
}

Instant Timeline::horizon() const
{
    return m_simulation.isFutureHidden() ? m_simulation.viewTime() : Instant::max();
}

double Timeline::xOf(Instant at) const
{
    return bar().left() + m_simulation.scale().placeOf(at) / shownLength() * bar().width();
}

Instant Timeline::timeAt(double x) const
{
    const TimeScale &scale = m_simulation.scale();
    const double place = (x - bar().left()) / bar().width() * shownLength();
    return std::min(scale.timeAt(std::clamp(place, 0.0, scale.length())), horizon());
}

// ---- the mouse ----------------------------------------------------------------------------------------

void Timeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        seekTo(event->position().x());
}

void Timeline::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        seekTo(event->position().x());
    hover(event->position().x());
}

void Timeline::leaveEvent(QEvent *event)
{
    hover(-1);
    QWidget::leaveEvent(event);
}

void Timeline::hover(double x)
{
    m_hover = x;
    update();
}

void Timeline::seekTo(double x)
{
    if (m_simulation.isOpen())
        m_simulation.toTime(timeAt(x));
}

bool Timeline::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !m_simulation.isOpen())
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos().x()), this);
    return true;
}

/// The time, and what lies near: signs first, then faults, letters and trouble in their order.
QString Timeline::textAt(double x) const
{
    const Instant from = timeAt(x - kReach), to = timeAt(x + kReach);
    const auto isNear = [&](Instant at) { return at >= from && at <= to && at <= horizon(); };
    QStringList lines;
    for (const TimelineStop &stop : stops())
        if (isNear(stop.at))
            lines << tr("Question: %1").arg(stop.what);
    for (const Bookmark &mark : m_bookmarks.shown())
        if (isNear(mark.at))
            lines << tr("Bookmark: %1").arg(mark.what);
    const Trace &trace = m_simulation.trace();
    const Instant here = timeAt(x);
    for (const story::FaultSpan &span : m_faults.spans())
        if (isNear(span.from))
            lines << m_simulation.teller().sentence(trace[span.began]);
        else if (span.from <= here && here <= span.until)
            lines << tr("Since %1: %2")
                         .arg(timeText(span.from), m_simulation.teller().sentence(trace[span.began]));
    const auto tellFrom = [&](const auto &all, auto recordOf) {
        const auto timeOf = [&](const auto &one) { return trace[recordOf(one)].at; };
        for (auto one = std::ranges::lower_bound(all, from, {}, timeOf); one != all.end(); ++one) {
            if (!isNear(timeOf(*one)) || std::size_t(lines.size()) > kLines)
                return;
            if (trace[recordOf(*one)].kind != Kind::FaultBegan) // they are there already
                lines << m_simulation.teller().sentence(trace[recordOf(*one)]);
        }
    };
    tellFrom(m_simulation.index().letterEvents(), [](const LetterEvent &event) { return event.record; });
    tellFrom(m_simulation.index().troubles(), [](Index record) { return record; });
    if (std::size_t(lines.size()) > kLines) {
        lines.resize(qsizetype(kLines));
        lines << tr("…");
    }
    for (QString &line : lines)
        line = shortened(line, kLineLimit);
    lines.prepend(tr("%1 – click to go there").arg(timeText(here)));
    return lines.join(u'\n');
}

} // namespace mf::ui
