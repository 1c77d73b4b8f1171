#include "ui/transport/narration.h"

#include "sim/story/glossary.h"
#include "ui/canvas/stage.h"
#include "ui/palette.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/words/markup.h"
#include "ui/words/teller.h"

#include <QEvent>

namespace mf::ui {

namespace {

QString beginning(const World &world)
{
    for (const ActionSpec &action : world.scenario().actions) {
        const auto *send = std::get_if<SendAction>(&action.what);
        if (!send || send->to.empty())
            continue;
        return Narration::tr("%1 has written to %2. Press Next.")
            .arg(personOf(send->from), personOf(send->to.front()));
    }
    return world.nextAt() ? Narration::tr("Nothing has happened yet. Press Next.")
                          : Narration::tr("Nothing happens here by itself.");
}

/// The end of the first minute: a letter that its reader has. Everything else is told as any record is.
QString ending(const Simulation &simulation, const Record &record)
{
    const bool read = record.kind == Kind::LetterRead && simulation.isFinished();
    const std::string_view reader = record.facts.text(Key::Recipient);
    return read && !reader.empty() ? Narration::tr("%1 has read it.").arg(personOf(reader)) : QString();
}

} // namespace

QString narrate(const Simulation &simulation, const Teller &teller)
{
    if (!simulation.isOpen())
        return Narration::tr("Open a scenario to begin.");
    const auto telling = simulation.tellingRecord();
    if (!telling)
        return beginning(simulation.world());
    const Record &record = simulation.trace()[*telling];
    const QString end = ending(simulation, record);
    return end.isEmpty() ? teller.sentence(record) : end;
}

Narration::Narration(const Simulation &simulation, QWidget *parent) : QLabel(parent), m_simulation(simulation)
{
    setAccessibleName(tr("What happened"));
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    setFocusPolicy(Qt::NoFocus);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    setFont(large);
    setMinimumHeight(2 * fontMetrics().lineSpacing() + 4);
    connect(this, &QLabel::linkActivated, this, &Narration::follow);
    connect(this, &QLabel::linkHovered, this, &Narration::hint);
    connect(&simulation, &Simulation::opened, this, &Narration::refresh);
    connect(&simulation, &Simulation::viewMoved, this, &Narration::refresh);
    connect(&simulation, &Simulation::waitingChanged, this, &Narration::refresh);
    connect(&simulation, &Simulation::stepSizeChanged, this, &Narration::refresh);
    refresh();
}

void Narration::setFollowing(const QString &title)
{
    m_following = title;
    refresh();
}

void Narration::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QLabel::changeEvent(event);
}

void Narration::follow(const QString &link)
{
    if (const QString term = termOf(link); !term.isEmpty())
        emit termWanted(term);
    else
        emit followingWanted();
}

void Narration::hint(const QString &link)
{
    const auto &glossary = m_simulation.teller().glossary();
    const auto *term = glossary ? glossary->find(utf8(termOf(link))) : nullptr;
    setToolTip(term ? mf::ui::text(term->text) : QString());
}

void Narration::refresh()
{
    const Teller &teller = m_simulation.teller();
    QString words = teller.html(narrate(m_simulation, teller), Theme::of(palette()));
    if (m_simulation.isOpen() && m_simulation.waitingInputs() > 0 && !m_simulation.isPlaying())
        words += u' ' + tr("A real client is waiting: press Play.").toHtmlEscaped();
    else if (m_simulation.isOpen() && m_simulation.isFinished() && m_simulation.recordsShown() > 0)
        words += u' '
                 + (m_following.isEmpty()
                        ? tr("Nothing more will happen.").toHtmlEscaped()
                        : tr("Next: %1")
                              .arg(QStringLiteral("<a href=\"#\">%1</a>").arg(m_following.toHtmlEscaped())));
    setText(words);
    const bool offers = words.contains(QStringLiteral("<a "));
    setFocusPolicy(offers ? Qt::TabFocus : Qt::NoFocus); // a link is for the keyboard, too
}

} // namespace mf::ui
