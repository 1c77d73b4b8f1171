// Puts the ladder beside the simulation: follows the view, shares the selection, folds DNS, writes files.
#pragma once

#include <QWidget> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/story/ladder.h"

class QAction;
class QLabel;
class QMenu;

namespace mf::ui {

class LadderView;
class Selection;
class Simulation;

class LadderPanel final : public QWidget {
    Q_OBJECT

public:
    LadderPanel(Simulation &simulation, Selection &selection, QWidget *parent = nullptr);

    void fillMenu(QMenu &menu);
    LadderView &view() { return *m_view; }
    const story::Ladder &ladder() const { return m_ladder; }
    /// Writes what is shown; the ending decides, .svg or .png. What went wrong; empty: nothing.
    QString write(const QString &file) const;

public slots:
    void setDnsOpen(bool open);

signals:
    void wanted(); ///< the person wants to see this panel

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeActions();
    void attach();
    void follow();
    void showSelection();
    void askForFile();

    Simulation &m_simulation;
    Selection &m_selection;
    story::Ladder m_ladder;
    LadderView *m_view;
    QLabel *m_trouble;
    QAction *m_dns = nullptr, *m_in = nullptr, *m_out = nullptr, *m_export = nullptr;
    bool m_dnsOpen = false;
};

} // namespace mf::ui
