#include "ui/transport/place_field.h"

#include "ui/palette.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/transport/place_text.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <functional>
#include <utility>

namespace mf::ui {

namespace {

/// A field that gives up on Escape and when it is left.
class TypedField final : public QLineEdit {
public:
    explicit TypedField(std::function<void()> leave) : m_leave(std::move(leave)) { }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Escape)
            return m_leave();
        QLineEdit::keyPressEvent(event);
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QLineEdit::focusOutEvent(event);
        if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
            m_leave();
    }

private:
    std::function<void()> m_leave;
};

} // namespace

QString positionText(const Simulation &simulation)
{
    if (simulation.isFutureHidden())
        return PlaceField::tr("event %1 · t = %2")
            .arg(simulation.recordsShown())
            .arg(timeText(simulation.viewTime()));
    return PlaceField::tr("event %1 of %2 · t = %3")
        .arg(simulation.recordsShown())
        .arg(simulation.trace().size())
        .arg(timeText(simulation.viewTime()));
}

QString clockText(const Simulation &simulation)
{
    return clockText(simulation.world().epoch(), simulation.viewTime());
}

PlaceField::PlaceField(Simulation &simulation, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_stack(new QStackedWidget)
    , m_label(new QToolButton)
    , m_field(new TypedField([this] { leave(); }))
    , m_error(new QLabel)
{
    m_label->setAutoRaise(true);
    m_label->setFocusPolicy(Qt::TabFocus);
    m_label->setAccessibleDescription(tr("Go to an event or a time"));
    connect(m_label, &QToolButton::clicked, this, &PlaceField::ask);
    m_field->setAccessibleName(tr("Go to"));
    m_field->setPlaceholderText(tr("#41, 2.5s, +4h, 09:15"));
    connect(m_field, &QLineEdit::returnPressed, this, &PlaceField::read);
    connect(m_field, &QLineEdit::textEdited, this, [this] { complain({}); });
    m_error->setAccessibleName(tr("What is wrong with the place"));
    m_error->setWordWrap(true);
    m_stack->addWidget(m_label);
    m_stack->addWidget(m_field);
    m_stack->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedWidth(
        fontMetrics().horizontalAdvance(QStringLiteral("event 00000 of 00000 · t = 00 min 00.0 s")));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addWidget(m_stack);
    rows->addWidget(m_error);
    complain({});
    connect(&simulation, &Simulation::opened, this, &PlaceField::refresh);
    connect(&simulation, &Simulation::viewMoved, this, [this] {
        complain({});
        refresh();
    });
    connect(&simulation, &Simulation::traceGrew, this, &PlaceField::refresh);
    connect(&simulation, &Simulation::timeMoved, this, &PlaceField::refresh);
    connect(&simulation, &Simulation::futureHiddenChanged, this, &PlaceField::refresh);
    connect(&simulation, &Simulation::ranUntil, this, [this](Simulation::Outcome outcome) {
        if (std::exchange(m_waits, false) && outcome == Simulation::Outcome::Missed)
            complain(tr("There are only %1 events.").arg(m_simulation.trace().size()));
    });
    refresh();
}

void PlaceField::refresh()
{
    const bool open = m_simulation.isOpen();
    m_label->setEnabled(open);
    m_label->setText(open ? positionText(m_simulation) : QString());
    m_label->setToolTip(open ? tr("%1 on the world's clock. Click to go to an event or a time (Ctrl+G).")
                                   .arg(clockText(m_simulation))
                             : QString());
}

void PlaceField::ask()
{
    if (!m_simulation.isOpen())
        return;
    complain({});
    m_before = QApplication::focusWidget();
    m_field->clear();
    m_stack->setCurrentWidget(m_field);
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void PlaceField::leave()
{
    const bool hadKeys = m_field->hasFocus();
    m_stack->setCurrentWidget(m_label);
    complain({});
    if (hadKeys && m_before)
        m_before->setFocus();
}

void PlaceField::read()
{
    const auto place = readPlace(m_field->text(), m_simulation.viewTime(), m_simulation.world().epoch());
    if (!place) {
        complain(place.error());
        m_field->selectAll();
        return;
    }
    leave();
    if (const auto *record = std::get_if<Index>(&*place)) {
        m_waits = true;
        m_simulation.toRecord(*record);
        m_waits = m_simulation.isBusy();
    } else {
        m_simulation.toTime(std::get<Instant>(*place));
    }
}

void PlaceField::complain(const QString &words)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, Theme::of(palette()).never);
    m_error->setPalette(colours);
    m_error->setText(words.isEmpty() ? words : QStringLiteral("⚠ ") + words);
    m_error->setVisible(!words.isEmpty());
}

QString PlaceField::errorText() const { return m_error->text(); }

} // namespace mf::ui
