// What is commonly said, what is more exactly so, and a way to the moment that shows it.
#pragma once

#include <QWidget>

class QToolButton;

namespace mf::ui {

class Simulation;

class ClaimsView final : public QWidget {
    Q_OBJECT

public:
    explicit ClaimsView(Simulation &simulation, QWidget *parent = nullptr);

    bool isUnfolded() const;
    void setUnfolded(bool unfolded);

private:
    void fill();
    QWidget *card(std::size_t claim);

    Simulation &m_simulation;
    QToolButton *m_fold;
    QWidget *m_cards;
};

} // namespace mf::ui
