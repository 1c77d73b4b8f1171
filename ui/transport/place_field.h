// Where in the run we are: "event 41 of 127 · t = 2.315 s". A click, or its key, makes it a field to type a
// place to go to; what is wrong with that is said under it.
#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace mf::ui {

class Simulation;

/// "event 41 of 127 · t = 2.315 s"; while the future is hidden without the number that is still to come.
QString positionText(const Simulation &simulation);
/// "2026-03-02 09:00:02", by the world's clock.
QString clockText(const Simulation &simulation);

class PlaceField final : public QWidget {
    Q_OBJECT

public:
    explicit PlaceField(Simulation &simulation, QWidget *parent = nullptr);

    QLineEdit &field() { return *m_field; }
    QString errorText() const;

public slots:
    void ask();

private:
    void refresh();
    void read();
    void leave();
    void complain(const QString &words);

    Simulation &m_simulation;
    QStackedWidget *m_stack;
    QToolButton *m_label;
    QLineEdit *m_field;
    QLabel *m_error;
    QPointer<QWidget> m_before; // had the keys before the field took them
    bool m_waits = false;       // for the event that was asked for
};

} // namespace mf::ui
