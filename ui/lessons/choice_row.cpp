#include "ui/lessons/choice_row.h"

#include "ui/palette.h"

#include <QKeyEvent>
#include <QPainter>

namespace mf::ui {

namespace {

constexpr int kMargin = 8, kBadge = 20, kGap = 8, kBetween = 4;
constexpr int kTextLeft = kMargin + kBadge + kGap;

/// Keys that an answer uses itself, though the window has them as shortcuts.
bool isOwnKey(const QKeyEvent &event)
{
    const int key = event.key();
    const bool plain = (event.modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier)) == Qt::NoModifier;
    return plain
           && ((key >= Qt::Key_1 && key <= Qt::Key_9) || key == Qt::Key_Up || key == Qt::Key_Down
               || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space);
}

} // namespace

ChoiceRow::ChoiceRow(int number, const QString &answer, QWidget *parent)
    : QAbstractButton(parent)
    , m_number(number)
{
    setText(answer);
    setAccessibleName(tr("Answer %1: %2").arg(number).arg(answer));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChoiceRow::setState(State state, const QString &because)
{
    if (state == m_state && because == m_because)
        return;
    m_state = state;
    m_because = because;
    setAccessibleDescription(state == State::Untried ? QString() : verdict());
    updateGeometry();
    update();
}

QString ChoiceRow::verdict() const
{
    switch (m_state) {
    case State::Untried: return {};
    case State::Wrong:
        return m_because.isEmpty() ? tr("Not so. Try again.") : tr("Not so. %1").arg(m_because);
    case State::Right: return m_because.isEmpty() ? tr("Right.") : tr("Right. %1").arg(m_because);
    }
    return {};
}

// ---- size -----------------------------------------------------------------------------------------------

QFont ChoiceRow::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.95);
    return small;
}

int ChoiceRow::textHeight(const QString &words, const QFont &font, int width) const
{
    if (words.isEmpty())
        return 0;
    return QFontMetrics(font)
        .boundingRect(QRect(0, 0, std::max(width, 20), 10'000), Qt::TextWordWrap, words)
        .height();
}

int ChoiceRow::heightForWidth(int width) const
{
    const int inner = width - kTextLeft - kMargin;
    const int because = textHeight(verdict(), smallFont(), inner);
    return 2 * kMargin + std::max(kBadge, textHeight(text(), font(), inner))
           + (because ? because + kBetween : 0);
}

QSize ChoiceRow::sizeHint() const { return {220, heightForWidth(220)}; }

// ---- keys -----------------------------------------------------------------------------------------------

bool ChoiceRow::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isOwnKey(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QAbstractButton::event(event);
}

void ChoiceRow::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (!isOwnKey(*event))
        return QAbstractButton::keyPressEvent(event);
    if (key >= Qt::Key_1 && key <= Qt::Key_9)
        emit numberPressed(key - Qt::Key_0);
    else if (key == Qt::Key_Up || key == Qt::Key_Down)
        emit moveWanted(key == Qt::Key_Up ? -1 : 1);
    else
        click();
}

// ---- painting -------------------------------------------------------------------------------------------

void ChoiceRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    const QColor sign = m_state == State::Right   ? theme.good
                        : m_state == State::Wrong ? theme.never
                                                  : theme.accent;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool marked = m_state != State::Untried;
    painter.setPen(QPen(hasFocus() ? theme.accent : marked ? sign : theme.boxLine, hasFocus() ? 2 : 1));
    painter.setBrush(underMouse() && isEnabled() && !marked ? theme.room : theme.box);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);

    const QRect badge(kMargin, kMargin, kBadge, kBadge);
    painter.setPen(Qt::NoPen);
    painter.setBrush(sign);
    painter.drawEllipse(badge);
    painter.setPen(theme.box);
    painter.drawText(badge, Qt::AlignCenter,
                     m_state == State::Right   ? QStringLiteral("✓")
                     : m_state == State::Wrong ? QStringLiteral("✗")
                                               : QString::number(m_number));

    const int inner = width() - kTextLeft - kMargin;
    const int height = textHeight(text(), font(), inner);
    const int top = kMargin + std::max(0, (kBadge - height) / 2);
    painter.setPen(m_state == State::Wrong || !isEnabled() ? theme.quietInk : theme.ink);
    painter.drawText(QRect(kTextLeft, top, inner, height), Qt::TextWordWrap, text());
    if (!marked)
        return;
    painter.setFont(smallFont());
    painter.setPen(theme.ink);
    const int below = kMargin + std::max(kBadge, height) + kBetween;
    painter.drawText(QRect(kTextLeft, below, inner, this->height() - below), Qt::TextWordWrap, verdict());
}

} // namespace mf::ui
