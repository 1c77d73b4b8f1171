#include "ui/left_side.h"

#include "ui/lessons/lesson_panel.h"

#include <QList>

#include <algorithm>

namespace mf::ui {

LeftSide::LeftSide(QWidget &scenarios, LessonPanel &lesson, QWidget *parent)
    : QSplitter(Qt::Vertical, parent)
    , m_lesson(lesson)
{
    addWidget(&scenarios);
    addWidget(&lesson);
    setStretchFactor(1, 1);
    setSizes({280, 320});
    setChildrenCollapsible(false);
    setHandleWidth(1);
    connect(&lesson, &LessonPanel::roomWanted, this, &LeftSide::giveRoom,
            Qt::QueuedConnection); // laid out then
    connect(&lesson, &LessonPanel::questionOpenChanged, this, [this](bool open) {
        if (!open)
            takeBack();
    });
    connect(this, &QSplitter::splitterMoved, this, [this] { m_listBefore.reset(); }); // as a person wants it
}

void LeftSide::hideEvent(QHideEvent *event)
{
    takeBack();
    QSplitter::hideEvent(event);
}

void LeftSide::giveRoom()
{
    const QList<int> now = sizes();
    const int given = std::min(m_lesson.roomMissing(), now[0] - widget(0)->minimumHeight());
    if (given > 0) {
        m_listBefore = m_listBefore.value_or(now[0]);
        setSizes({now[0] - given, now[1] + given});
    }
    m_lesson.bringQuestionIntoSight();
}

void LeftSide::takeBack()
{
    if (!m_listBefore)
        return;
    const QList<int> now = sizes();
    const int list = std::min(*m_listBefore, now[0] + now[1] - m_lesson.minimumHeight());
    m_listBefore.reset();
    setSizes({list, now[0] + now[1] - list});
}

} // namespace mf::ui
