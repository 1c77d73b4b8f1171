#include "ui/transport/narration.h"

#include "ui/canvas/stage.h"
#include "ui/simulation.h"
#include "ui/words/teller.h"

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

} // namespace

QString narrate(const Simulation &simulation, const Teller &teller)
{
    if (!simulation.isOpen())
        return Narration::tr("Open a scenario to begin.");
    const auto telling = simulation.tellingRecord();
    return telling ? teller.sentence(simulation.trace()[*telling]) : beginning(simulation.world());
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
    connect(this, &QLabel::linkActivated, this, &Narration::followingWanted);
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

void Narration::refresh()
{
    QString words = narrate(m_simulation, m_simulation.teller()).toHtmlEscaped();
    if (m_simulation.isOpen() && m_simulation.waitingInputs() > 0 && !m_simulation.isPlaying())
        words += u' ' + tr("A real client is waiting: press Next.").toHtmlEscaped();
    else if (m_simulation.isOpen() && m_simulation.isFinished() && m_simulation.recordsShown() > 0)
        words += u' '
                 + (m_following.isEmpty()
                        ? tr("Nothing more will happen.").toHtmlEscaped()
                        : tr("Next: %1")
                              .arg(QStringLiteral("<a href=\"#\">%1</a>").arg(m_following.toHtmlEscaped())));
    setText(words);
}

} // namespace mf::ui
