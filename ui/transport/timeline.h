// The whole run as one bar: silence compressed, letters and trouble marked, faults as spans, bookmarks and
// questions as signs; what is recorded but still to come is hatched. Drag to seek; hover to read.
#pragma once

#include "sim/base/time.h"
#include "sim/story/fault_spans.h"

#include <QWidget>

#include <vector>

namespace mf::ui {

class Bookmarks;
class Simulation;
struct Theme;

/// A moment at which the lesson asks, as it is marked on the timeline.
struct TimelineStop {
    Instant at{};
    QString what;
};

class Timeline final : public QWidget {
    Q_OBJECT

public:
    Timeline(Simulation &simulation, Bookmarks &bookmarks, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

    /// The questions of the lesson at which the view has stood.
    std::vector<TimelineStop> stops() const;
    const std::vector<story::FaultSpan> &faults() const { return m_faults.spans(); }
    /// The pixel at which a time is drawn, and the other way round.
    double xOf(Instant at) const;
    Instant timeAt(double x) const;
    /// What is there to be seen at a pixel, in lines.
    QString textAt(double x) const;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QRectF bar() const;
    double shownLength() const;
    /// What may be shown: nothing of a future that is hidden.
    Instant horizon() const;
    void seekTo(double x);
    void absorb();
    void describe();
    void hover(double x);

    template <typename All, typename TimeOf, typename Visit>
    void forEachSeen(const All &all, TimeOf timeOf, Visit visit) const;
    void paintBar(QPainter &painter, const Theme &theme) const;
    void paintFaults(QPainter &painter, const Theme &theme) const;
    void paintRecords(QPainter &painter, const Theme &theme) const;
    void paintSigns(QPainter &painter, const Theme &theme) const;
    void paintTicks(QPainter &painter, const Theme &theme) const;

    Simulation &m_simulation;
    Bookmarks &m_bookmarks;
    story::FaultSpans m_faults;
    double m_hover = -1; // the pixel under the mouse; -1: none
};

} // namespace mf::ui
