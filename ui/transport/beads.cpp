#include "ui/transport/beads.h"

#include "sim/world/scenario.h"
#include "ui/palette.h"
#include "ui/simulation.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <set>

namespace mf::ui {

namespace {

std::string_view domainOf(std::string_view address)
{
    const auto at = address.rfind('@');
    return at == address.npos ? std::string_view{} : address.substr(at + 1);
}

/// Whether the scenario's first letter has to go to another server.
bool willBeRelayed(const Scenario &scenario)
{
    const auto serverOf = [&](std::string_view domain) {
        for (const DomainSpec &spec : scenario.domains)
            if (spec.name == domain && !spec.mx.empty())
                return spec.mx.front().host;
        return std::string(domain);
    };
    for (const ActionSpec &action : scenario.actions)
        if (const auto *send = std::get_if<SendAction>(&action.what); send && !send->to.empty())
            return serverOf(domainOf(send->from)) != serverOf(domainOf(send->to.front()));
    return false;
}

/// Without one nobody takes the responsibility for a letter: in 1971 it is written, and stored.
bool hasMailServers(const Scenario &scenario)
{
    return std::ranges::find(scenario.nodes, node::NodeKind::MailServer, &NodeSpec::kind)
           != scenario.nodes.end();
}

} // namespace

std::vector<Bead> beadsOf(const TraceIndex &index, Index records, const Scenario &scenario)
{
    const std::vector<LetterEvent> &events = index.letterEvents();
    const auto end = std::ranges::lower_bound(events, records, {}, &LetterEvent::record);
    std::set<Kind> reached;
    bool relayed = willBeRelayed(scenario);
    if (end != events.begin()) {
        const MailId mail = (end - 1)->mail;
        for (auto event = events.begin(); event != end; ++event)
            if (event->mail == mail)
                reached.insert(event->kind);
        relayed = relayed || reached.contains(Kind::LetterRelayed);
    }
    std::vector<Kind> kinds{Kind::LetterWritten};
    if (hasMailServers(scenario)) {
        kinds.push_back(Kind::LetterAccepted);
        if (relayed)
            kinds.push_back(Kind::LetterRelayed);
    }
    if (reached.contains(Kind::LetterBounced)) {
        kinds.push_back(Kind::LetterBounced);
    } else {
        kinds.push_back(Kind::LetterStored);
        kinds.push_back(Kind::LetterRead);
    }
    std::vector<Bead> beads;
    for (Kind kind : kinds)
        beads.push_back({kind, reached.contains(kind)});
    return beads;
}

QString beadName(Kind kind)
{
    switch (kind) {
    case Kind::LetterWritten: return Beads::tr("written");
    case Kind::LetterAccepted: return Beads::tr("accepted");
    case Kind::LetterRelayed: return Beads::tr("relayed");
    case Kind::LetterStored: return Beads::tr("stored");
    case Kind::LetterRead: return Beads::tr("read");
    case Kind::LetterBounced: return Beads::tr("sent back");
    default: return {};
    }
}

Beads::Beads(const Simulation &simulation, QWidget *parent) : QWidget(parent), m_simulation(simulation)
{
    setAccessibleName(tr("Stages of the letter"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Look inside the letter"));
    connect(&simulation, &Simulation::opened, this, &Beads::refresh);
    connect(&simulation, &Simulation::viewMoved, this, &Beads::refresh);
}

void Beads::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        emit clicked();
}

void Beads::refresh()
{
    auto beads = beadsOf(m_simulation.index(), m_simulation.recordsShown(), m_simulation.world().scenario());
    if (beads == m_beads)
        return;
    m_beads = std::move(beads);
    QStringList words;
    for (const Bead &bead : m_beads)
        words << (bead.reached ? tr("%1: yes") : tr("%1: not yet")).arg(beadName(bead.kind));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

double Beads::stride() const
{
    double widest = 40;
    for (const Bead &bead : m_beads)
        widest = std::max(widest, QFontMetricsF(font()).horizontalAdvance(beadName(bead.kind)));
    return widest + 18;
}

QSize Beads::sizeHint() const
{
    return {int(stride() * double(std::max<std::size_t>(m_beads.size(), 4))), 24 + fontMetrics().height()};
}

void Beads::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double step = stride(), y = 11;
    const auto middle = [&](std::size_t i) { return QPointF(step * (double(i) + 0.5), y); };
    for (std::size_t i = 0; i + 1 < m_beads.size(); ++i) {
        painter.setPen(QPen(m_beads[i + 1].reached ? theme.good : theme.boxLine, 2));
        painter.drawLine(middle(i) + QPointF(8, 0), middle(i + 1) - QPointF(8, 0));
    }
    for (std::size_t i = 0; i < m_beads.size(); ++i) {
        const Bead &bead = m_beads[i];
        const QColor hue = bead.kind == Kind::LetterBounced ? theme.never : theme.good;
        painter.setPen(QPen(bead.reached ? hue : theme.boxLine, 2));
        painter.setBrush(bead.reached ? hue : theme.box);
        painter.drawEllipse(middle(i), 8, 8);
        if (bead.reached) {
            const QPointF c = middle(i);
            const QPointF tick[] = {c + QPointF(-3.5, 0.5), c + QPointF(-1, 3), c + QPointF(3.8, -2.8)};
            painter.setPen(QPen(theme.box, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(tick, 3);
        }
        painter.setPen(bead.reached ? theme.ink : theme.quietInk);
        painter.drawText(QRectF(step * double(i), y + 10, step, height() - y - 10),
                         Qt::AlignHCenter | Qt::AlignTop, beadName(bead.kind));
    }
}

} // namespace mf::ui
