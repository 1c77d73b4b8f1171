// The left side: the scenarios, and beneath them the lesson of the open one. A question that is open gets the room
// that it needs from the list, as far as there is some, and gives it back when it is answered.
#pragma once

#include <QSplitter>

#include <optional>

namespace mf::ui {

class LessonPanel;

class LeftSide final : public QSplitter {
    Q_OBJECT

public:
    LeftSide(QWidget &scenarios, LessonPanel &lesson, QWidget *parent = nullptr);

protected:
    /// What is kept of the window is how a person divided it.
    void hideEvent(QHideEvent *event) override;

private:
    void giveRoom();
    void takeBack();

    LessonPanel &m_lesson;
    std::optional<int> m_listBefore; ///< its height, while a question has some of it
};

} // namespace mf::ui
