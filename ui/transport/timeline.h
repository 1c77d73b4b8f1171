// The whole run as one bar: silence compressed, letters and trouble marked, what is recorded but still to
// come hatched. Drag to seek.
#pragma once

#include <QWidget>

namespace mf::ui {

class Simulation;

class Timeline final : public QWidget {
    Q_OBJECT

public:
    explicit Timeline(Simulation &simulation, QWidget *parent = nullptr);
    QSize sizeHint() const override { return {400, 34}; }
    QSize minimumSizeHint() const override { return {120, 34}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    double shownLength() const;
    double xOf(double place) const;
    void seekTo(double x);
    void paintMarks(QPainter &painter) const;

    Simulation &m_simulation;
};

/// "event 41 of 127 · t = 2.315 s"
QString positionText(const Simulation &simulation);

} // namespace mf::ui
