// The tab "Charts": letters that wait, travel and have arrived; how long deliveries took; replies by class. All of it as at
// the viewed moment; a click goes to the moment that made the point or bar.
#pragma once

#include "sim/story/statistics.h"

#include <QSharedPointer>
#include <QWidget>

#include <array>

class QAction;
class QCPBars;
class QCPGraph;
class QCPItemText;
class QCustomPlot;
class QLabel;
class QMenu;
class QMouseEvent;

namespace mf::ui {

class ScaleTicker;
class Simulation;

class ChartsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ChartsPanel(Simulation &simulation, QWidget *parent = nullptr);
    ~ChartsPanel() override;

    void fillMenu(QMenu &menu);
    const story::Statistics &statistics() const { return m_statistics; }
    QCustomPlot &letters() { return *m_letters; }
    QCustomPlot &times() { return *m_times; }
    QCustomPlot &replies() { return *m_replies; }
    /// What the charts say, in a sentence: for who does not see them.
    QString summary() const;

    /// Writes the three charts side by side as a picture, or the counts as a table. Says why where it cannot.
    QString savePicture(const QString &file);
    QString saveTable(const QString &file);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeLetters();
    void makeTimes();
    void makeReplies();
    void paintThemed();
    void restart();
    void refresh();
    void refreshLetters();
    void refreshTimes();
    void refreshReplies();
    void toMomentAt(const QMouseEvent &event);
    void toDeliveryAt(const QMouseEvent &event);
    void toReplyAt(const QMouseEvent &event);
    void choose(const QString &title, const QString &filter, QString (ChartsPanel::*save)(const QString &));

    Simulation &m_simulation;
    story::Statistics m_statistics;
    QCustomPlot *m_letters, *m_times, *m_replies;
    QCPGraph *m_queued = nullptr, *m_underWay = nullptr, *m_delivered = nullptr;
    QCPBars *m_timeBars = nullptr;
    QCPItemText *m_noTimes = nullptr, *m_noReplies = nullptr; // what stands where there is nothing to draw
    std::array<QCPBars *, story::kReplyClassCount> m_replyBars{};
    QSharedPointer<ScaleTicker> m_ticker; // shared with the axis
    QLabel *m_empty, *m_trouble;
    QAction *m_picture, *m_table;
};

} // namespace mf::ui
