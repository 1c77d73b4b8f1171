// The picture of the network: paints the simulation's moment over a cached backdrop; zooms, pans, selects.
// Owns nothing that moves.
#pragma once

#include <QWidget> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "ui/canvas/painter.h"
#include "ui/canvas/picture.h"
#include "ui/faults/fault_names.h"

#include <QPixmap>

#include <map>

class QToolButton;

namespace mf::ui {

class FaultMenu;
class Selection;
class Simulation;

class Canvas final : public QWidget {
    Q_OBJECT

public:
    Canvas(Simulation &simulation, Selection &selection, QWidget *parent = nullptr);

    const Layout &layoutOfBoxes() const { return m_layout; }
    /// What is painted now.
    const Picture &picture() const { return m_picture; }
    double zoom() const { return m_zoom; }
    /// Where words stand outside boxes, in the scene.
    std::vector<QRectF> words() const { return painter().wordsOf(m_picture, labels()); }
    FaultMenu &faultMenu() { return *m_faultMenu; }
    /// The links that are drawn, one for each line.
    std::vector<Pair> links() const;
    /// The link whose line passes there, in the widget's coordinates.
    std::optional<Pair> linkAt(QPointF point) const;
    /// Where a machine or a link is, in the widget's coordinates.
    QPointF placeOf(NodeId node) const;
    QPointF placeOf(const Pair &link) const;
    bool dnsIsOpen() const { return m_dns == Layout::Dns::Open; }
    QSize sizeHint() const override { return {720, 420}; }
    QSize minimumSizeHint() const override { return {320, 150}; }

public slots:
    void zoomIn() { zoomBy(1.25, rect().center()); }
    void zoomOut() { zoomBy(0.8, rect().center()); }
    void fit();
    void openDns(bool open);
    void selectNextMachine() { selectMachine(1); }
    void selectPreviousMachine() { selectMachine(-1); }
    void selectNextLink();
    /// Moves the selected machine by half a cell.
    void moveLeft() { moveSelected({-1, 0}); }
    void moveRight() { moveSelected({1, 0}); }
    void moveUp() { moveSelected({0, -1}); }
    void moveDown() { moveSelected({0, 1}); }
    /// What can be broken or repaired where the selection is, as a menu beside it.
    void showFaults();

signals:
    void lookInside();                         ///< a machine was double-clicked
    void mailProgramWanted(mf::NodeId client); ///< its room was
    void dnsOpened(bool open);
    /// A person has given a machine another place, in grid cells.
    void machineMoved(const QString &name, QPointF cell);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void stageAgain(); // another scenario, or another machine in it
    void refresh();    // another moment
    void arrange();    // boxes anew, fitted
    void dropBackdrop();
    void zoomBy(double factor, QPointF around);
    void selectMachine(int step);
    void selectAt(QPointF point);
    std::vector<FaultPlace> selectedPlaces() const;
    void placeBreakButton();
    void moveSelected(QPointF halfCells);
    void moveBox(int box, QPointF cell);
    void paintGhost(QPainter &painter) const;
    MailId letterAt(QPointF scene) const;
    NodeId mailProgramAt(QPointF scene) const;
    QTransform view() const;
    CanvasPainter painter() const;
    Labels labels() const;
    QString letterLabel(MailId mail) const;

    Simulation &m_simulation;
    Selection &m_selection;
    FaultMenu *m_faultMenu;
    QToolButton *m_break; // stands in the corner while something is selected
    Stage m_stage;
    Layout m_layout;
    Layout::Dns m_dns = Layout::Dns::Folded;
    Picture m_picture;
    Index m_pictureRecords = kNoIndex; // what the still part of the picture was made for
    mutable std::map<MailId, QString> m_letterLabels;
    QPixmap m_backdrop; // null: to be painted anew
    double m_zoom = 1;
    QPointF m_middle;     // of the view, in the scene
    bool m_fitted = true; // follows the window's size
    std::optional<QPointF> m_pressed, m_dragged;
    int m_grabbed = -1; // the box under the pressed mouse
    std::map<NodeId, QPointF> m_moved;
};

} // namespace mf::ui
