// "Run until …": a row that is folded until it is asked for. A time, a letter's fate, a class of replies, or
// anything at a machine; the run itself is the simulation's.
#pragma once

#include "sim/story/watch.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mf::ui {

class Simulation;

class RunUntilBar final : public QWidget {
    Q_OBJECT

public:
    enum class What : std::uint8_t { LetterIs, SomebodyReplies, SomethingAt, ItIs };

    explicit RunUntilBar(Simulation &simulation, QWidget *parent = nullptr);

    /// Unfolds the row and gives it the keys.
    void ask();
    QString shownText() const;

    QComboBox &what() { return *m_what; }
    QComboBox &letter() { return *m_letter; }
    QComboBox &fate() { return *m_fate; }
    QComboBox &reply() { return *m_reply; }
    QComboBox &machine() { return *m_machine; }
    QLineEdit &time() { return *m_time; }

public slots:
    void run();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeChoices();
    void layOut();
    void refresh();
    void fillLetters();
    void fillMachines();
    void showWhat();
    void say(const QString &words);
    void fold();
    story::Wanted wanted() const;

    Simulation &m_simulation;
    QComboBox *m_what, *m_letter, *m_fate, *m_reply, *m_machine;
    QLineEdit *m_time;
    QLabel *m_at, *m_says;
    QPushButton *m_run;
    QPointer<QWidget> m_before; // had the keys before this row took them
    bool m_waits = false;       // for what this row has started
};

} // namespace mf::ui
