// The lesson at the left: where the run has stopped, what there is to say, the question with its answers, how
// far one has come; in the end how it went and what follows; beneath, what is commonly said.
#pragma once

#include "sim/story/lesson.h"

#include <QScrollArea>

#include <optional>
#include <string>
#include <vector>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace mf::ui {

class ChoiceRow;
class ClaimsView;
class Simulation;

class LessonPanel final : public QScrollArea {
    Q_OBJECT

public:
    explicit LessonPanel(Simulation &simulation, QWidget *parent = nullptr);

    void fillMenu(QMenu &menu);
    /// What is offered when the lesson is over; "" for nothing.
    void setFollowing(const QString &title);
    /// Puts the keys on the answers; false: nothing is asked.
    bool focusQuestion();

    /// How much higher it would have to be to show a question that is open, with all its answers; 0: it does.
    int roomMissing() const;
    /// As far as that can be done: the answers, then the question.
    void bringQuestionIntoSight();

    const std::vector<ChoiceRow *> &rows() const { return m_rows; }
    ClaimsView &claims() { return *m_claims; }
    QLabel &summary() { return *m_summary; }
    /// All that it says now.
    QString shownText() const;

signals:
    void followingWanted();
    void questionOpenChanged(bool open);
    void roomWanted(); ///< perhaps: see roomMissing()
    /// The scenario has a lesson or claims, or has none.
    void lessonFound(bool found);

private:
    void makeActions();
    QWidget *makeButtons();
    QLabel *paragraph(bool bold);
    void opened();
    void refresh();
    /// What is asked or said now: a prediction, or else the lesson's stop.
    struct Shown {
        const LessonStop *stop = nullptr; // null: none yet
        const story::Attempts *attempts = nullptr;
        std::optional<std::size_t> number; // of the lesson's stop
        bool isOpen() const { return stop && story::isOpen(*attempts, *stop); }
        friend bool operator==(const Shown &, const Shown &) = default;
    };
    Shown shown() const;
    std::optional<LessonStop> predicted() const; ///< the next step as a question
    void viewMoved();
    void speakAnew();
    void dropPrediction();
    void predict();
    void skip();
    void showTexts(const Shown &shown);
    void showRows(const Shown &shown);
    void makeRows(const LessonStop &stop);
    void showSummary();
    void refreshButtons(const Shown &shown);
    void keepTheWayOnInSight();
    int endOfQuestion() const;
    void choose(std::size_t choice);
    void moveFocus(std::size_t from, int rows);
    void toPreviousStop();
    void follow(const QString &link);

    Simulation &m_simulation;
    QString m_following;
    QVBoxLayout *m_column;
    QLabel *m_title, *m_progress, *m_edited, *m_say, *m_ask, *m_summary;
    QVBoxLayout *m_answers;
    std::vector<ChoiceRow *> m_rows;
    const LessonStop *m_rowsOf = nullptr;   // the stop whose answers the rows are
    std::optional<LessonStop> m_prediction; // until the view moves
    story::Attempts m_predicted;
    QWidget *m_buttons = nullptr; ///< beneath the answers
    QPushButton *m_backButton, *m_skipButton, *m_onButton;
    QAction *m_answer, *m_skip, *m_previous;
    ClaimsView *m_claims;
    std::string m_language; // in which it speaks
    bool m_wasOpen = false;
    bool m_answeredHere = false; // since the view moved
};

} // namespace mf::ui
