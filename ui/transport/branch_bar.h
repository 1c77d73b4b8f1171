// The futures of a run beside each other, once there is more than one: a tab a future, where the viewed one
// first differs from another, and which letters fared differently.
#pragma once

#include "sim/story/comparison.h"
#include "sim/world/history.h"

#include <QWidget>

#include <optional>
#include <tuple>

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QTabBar;
class QToolButton;

namespace mf::ui {

class Simulation;

/// What a future is called: what was done first in it and when, as recorded.
QString futureName(const Simulation &simulation, const History::Branch &branch);

class BranchBar final : public QWidget {
    Q_OBJECT

public:
    explicit BranchBar(Simulation &simulation, QWidget *parent = nullptr);

    void fillMenu(QMenu &menu);
    QTabBar &futures() { return *m_futures; }
    QComboBox &against() { return *m_against; }
    /// What is said of the futures, as text.
    QString shownText() const;
    const story::Comparison &comparison() const { return m_comparison; }

public slots:
    void toNextFuture();
    void toDifference();

private:
    void makeActions();
    QWidget *makeComparison();
    void refresh();
    void refreshFutures();
    void compare();
    void tell();
    void tellLetters();
    QString difference() const;
    QString sentenceOf(BranchId branch, Index record) const;
    BranchId other() const;

    Simulation &m_simulation;
    QAction *m_fork, *m_next, *m_difference;
    QTabBar *m_futures;
    QComboBox *m_against;
    int m_comparedFor = -1; // the future for which that was chosen
    QWidget *m_comparing;
    QLabel *m_title, *m_says, *m_fates;
    QToolButton *m_jump, *m_letters;
    story::Comparison m_comparison;
    /// What the comparison was made of: both branches, and how much of them was recorded.
    using Compared = std::tuple<BranchId, BranchId, std::size_t, std::size_t, bool>;
    std::optional<Compared> m_compared;
};

} // namespace mf::ui
