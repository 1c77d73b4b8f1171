// The stages of one letter as beads on a string: written, accepted, relayed where it is, stored, read.
// Reached ones carry a tick.
#pragma once

#include "sim/base/ids.h"
#include "ui/canvas/trace_index.h"

#include <QWidget>

#include <vector>

namespace mf {
struct Scenario;
} // namespace mf

namespace mf::ui {

class Simulation;

struct Bead {
    Kind kind = Kind::LetterWritten;
    bool reached = false;
    friend bool operator==(const Bead &, const Bead &) = default;
};

/// The beads of the letter that something happened to last, among the first `records` records; without any,
/// of the scenario's first letter.
std::vector<Bead> beadsOf(const TraceIndex &index, Index records, const Scenario &scenario);
QString beadName(Kind kind);

class Beads final : public QWidget {
    Q_OBJECT

public:
    Beads(const Simulation &simulation, QWidget *parent = nullptr);
    const std::vector<Bead> &beads() const { return m_beads; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void clicked(); ///< on the letter whose stages these are

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    double stride() const;

    const Simulation &m_simulation;
    std::vector<Bead> m_beads;
};

} // namespace mf::ui
