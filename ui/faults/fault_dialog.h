// Asks what shall break, from when on, and for how long.
#pragma once

#include <QDialog> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "ui/faults/fault_names.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace mf::ui {

class FaultDialog final : public QDialog {
    Q_OBJECT

public:
    FaultDialog(const World &world, const FaultPlace &place, QWidget *parent);

    QComboBox &kind() { return *m_kind; }
    QLineEdit &from() { return *m_from; } ///< "+2min", "90s"; empty: now
    QLineEdit &lasts() { return *m_for; } ///< "5min"; empty: until it is repaired
    /// What is asked for; nothing: a time cannot be read.
    std::optional<FaultSpec> fault() const;

signals:
    void wanted(const mf::FaultSpec &fault);

private:
    void judge();
    void give();

    std::vector<FaultSpec> m_usual; // by the kinds offered
    Instant m_now;
    CalendarTime m_epoch;
    QComboBox *m_kind;
    QLineEdit *m_from, *m_for;
    QLabel *m_hint;
    QDialogButtonBox *m_buttons;
};

} // namespace mf::ui
