// The tab "Ladder": a lifeline a machine, an arrow a piece of a conversation. Paints what is visible of the
// story's lay-out; a hundred thousand arrows cost what fits on the screen.
#pragma once

#include <QAbstractScrollArea> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/story/ladder.h"
#include "ui/palette.h"

#include <optional>

class QPainter;

namespace mf::ui {

class LadderView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    static constexpr int kWidestLane =
        460; ///< lifelines use the room that there is, but stay within sight of each other
    static constexpr double kLeastZoom = 0.4, kMostZoom = 3.0, kZoomStep = 1.25;

    explicit LadderView(QWidget *parent = nullptr);

    /// What is painted, which outlives the next call of this; null: nothing.
    void setLadder(const story::Ladder *ladder, const Trace *trace);
    /// Shows the first `count` arrows.
    void showUpTo(std::size_t count);
    /// Marks the arrow of a record and brings it into view; nothing: none is marked, and the newest is in
    /// view.
    void mark(std::optional<Index> record);
    std::optional<Index> marked() const { return m_marked; }

    double zoom() const { return m_zoom; }
    void zoomBy(double factor);
    /// Pixels between two lifelines at zoom 1.
    int lane() const { return m_lane; }
    /// How many arrows the last painting drew.
    std::size_t painted() const { return m_painted; }
    /// All that is shown, as a picture; null: it would be higher than kPictureHeight.
    static constexpr std::int64_t kPictureHeight = 16'000;
    QImage picture() const;
    QSize sizeHint() const override { return {720, 220}; }

signals:
    void chosen(mf::Index record);
    void entered(mf::Index record); ///< double-clicked, or Enter: to that moment

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void fitLanes();
    void fitBars();
    int laneX(std::uint32_t which) const { return story::Ladder::laneX(which, m_lane); }
    QRectF labelPlace(const story::LadderArrow &arrow) const;
    void reveal(std::size_t arrow);
    void choose(std::size_t arrow);
    std::optional<std::size_t> arrowAt(QPoint place) const;
    std::size_t paintArrows(QPainter &painter, std::int64_t top, std::int64_t bottom) const;
    void paintArrow(QPainter &painter, const story::LadderArrow &arrow) const;
    void paintLabel(QPainter &painter, const story::LadderArrow &arrow, const Record &record) const;
    void paintLanes(QPainter &painter, std::int64_t top, std::int64_t bottom) const;
    void paintNames(QPainter &painter, int width) const;
    void paintNothing(QPainter &painter) const;

    const story::Ladder *m_ladder = nullptr;
    const Trace *m_trace = nullptr;
    const Theme *m_theme = &Theme::of(palette());
    std::size_t m_shown = 0, m_painted = 0;
    int m_lane = story::Ladder::kLane;
    double m_zoom = 1;
    std::optional<Index> m_marked;
};

/// The colour of a hue in a theme.
QColor ladderColour(story::LadderHue hue, const Theme &theme);

} // namespace mf::ui
