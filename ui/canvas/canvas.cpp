#include "ui/canvas/canvas.h"

#include "ui/faults/fault_menu.h"
#include "ui/selection.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <set>

namespace mf::ui {

namespace {

constexpr double kLeastZoom = 0.05, kMostZoom = 4;
constexpr int kLabelLimit = 44;

} // namespace

Canvas::Canvas(Simulation &simulation, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_selection(selection)
    , m_faultMenu(new FaultMenu(simulation, this))
    , m_break(new QToolButton(this))
{
    setAccessibleName(tr("Picture of the network"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&simulation, &Simulation::opened, this, &Canvas::stageAgain);
    connect(&simulation, &Simulation::traceReplaced, this, [this] { m_pictureRecords = kNoIndex; });
    connect(&simulation, &Simulation::viewMoved, this, &Canvas::refresh);
    connect(&simulation, &Simulation::timeMoved, this, &Canvas::refresh);
    connect(&selection, &Selection::changed, this, &Canvas::placeBreakButton);
    m_break->setText(tr("Break…"));
    m_break->setToolTip(tr("Break something here, or repair it (X)"));
    m_break->hide();
    connect(m_break, &QToolButton::clicked, this, &Canvas::showFaults);
}

void Canvas::stageAgain()
{
    m_stage = stageOf(m_simulation.world());
    m_moved.clear();
    m_dns = m_stage.foldsDns ? Layout::Dns::Folded : Layout::Dns::Open;
    m_letterLabels.clear();
    m_pictureRecords = kNoIndex;
    m_fitted = true;
    emit dnsOpened(dnsIsOpen());
    arrange();
    refresh();
}

void Canvas::refresh()
{
    if (!m_simulation.isOpen())
        return;
    if (m_stage.machines.size() != m_simulation.world().nodeCount()) {
        m_stage = stageOf(m_simulation.world()); // a real client has come
        for (const auto &[node, cell] : m_moved)
            m_stage.machines[raw(node)].cell = cell;
        arrange();
    }
    const Index records = m_simulation.recordsPainted();
    const Instant at = m_simulation.viewTime();
    if (records != m_pictureRecords) {
        const std::vector<Pair> pairs = std::move(m_picture.pairs);
        m_picture = pictureOf(m_simulation.index(), m_stage, at, records, &m_simulation.world());
        if (m_picture.pairs != pairs)
            dropBackdrop();
    } else {
        m_picture.hops = m_simulation.index().inFlight(at, records);
    }
    m_picture.at = at;
    m_pictureRecords = records;
    update();
}

void Canvas::arrange()
{
    m_layout = Layout(m_stage, m_dns, QSizeF(size()));
    QStringList names;
    for (const Box &box : m_layout.boxes())
        names << box.title;
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    if (m_fitted)
        fit();
    dropBackdrop();
}

void Canvas::dropBackdrop()
{
    m_backdrop = QPixmap();
    update();
}

// ---- painting -----------------------------------------------------------------------------------------

QTransform Canvas::view() const
{
    QTransform view;
    view.translate(width() / 2.0, height() / 2.0);
    view.scale(m_zoom, m_zoom);
    view.translate(-m_middle.x(), -m_middle.y());
    return view;
}

CanvasPainter Canvas::painter() const { return {m_stage, m_layout, Theme::of(palette()), font()}; }

void Canvas::paintEvent(QPaintEvent *)
{
    const CanvasPainter canvas = painter();
    if (m_backdrop.isNull()) {
        m_backdrop = QPixmap(size() * devicePixelRatio());
        m_backdrop.setDevicePixelRatio(devicePixelRatio());
        m_backdrop.fill(Theme::of(palette()).ground);
        QPainter on(&m_backdrop);
        on.setTransform(view());
        canvas.paintBackdrop(on, m_zoom, m_picture.pairs);
    }
    QPainter on(this);
    on.drawPixmap(0, 0, m_backdrop);
    if (!m_simulation.isOpen())
        return;
    canvas.paintPicture(on, view(), m_picture, labels(),
                        {m_selection.node(), m_selection.link(), m_selection.record().value_or(kNoIndex)});
    paintGhost(on);
}

Labels Canvas::labels() const
{
    const Trace &trace = m_simulation.trace();
    return {[&trace, this](const Hop &hop) {
                if (hop.look == Look::Letter)
                    return letterLabel(trace[hop.record].mail);
                return m_simulation.teller().line(trace[hop.record], kLabelLimit);
            },
            [&trace](const Hop &hop) { return text(trace[hop.record].facts.text(Key::Code)); },
            [this](MailId mail) { return letterLabel(mail); }};
}

QString Canvas::letterLabel(MailId mail) const
{
    const auto known = m_letterLabels.find(mail);
    if (known != m_letterLabels.end())
        return known->second;
    for (const LetterEvent &event : m_simulation.index().letterEvents()) {
        if (event.mail != mail || event.kind != Kind::LetterWritten)
            continue;
        const Facts &facts = m_simulation.trace()[event.record].facts;
        std::string_view to = facts.text(Key::To);
        if (to.empty())
            to = facts.text(Key::Recipient);
        const QString label = QStringLiteral("%1 → %2").arg(personOf(facts.text(Key::From)), personOf(to));
        return m_letterLabels[mail] = label;
    }
    return {};
}

// ---- view ---------------------------------------------------------------------------------------------

void Canvas::fit()
{
    m_fitted = true;
    m_layout = Layout(m_stage, m_dns, QSizeF(size()));
    const QRectF all = m_layout.bounds();
    m_middle = all.center();
    m_zoom = all.isEmpty() ? 1
                           : std::clamp(std::min(width() / all.width(), height() / all.height()), kLeastZoom,
                                        Layout::kMostZoom);
    dropBackdrop();
}

void Canvas::zoomBy(double factor, QPointF around)
{
    const QPointF scene = view().inverted().map(around);
    m_zoom = std::clamp(m_zoom * factor, kLeastZoom, kMostZoom);
    m_middle += scene - view().inverted().map(around);
    m_fitted = false;
    dropBackdrop();
}

void Canvas::openDns(bool open)
{
    if (open == dnsIsOpen())
        return;
    m_dns = open ? Layout::Dns::Open : Layout::Dns::Folded;
    m_fitted = true;
    arrange();
    emit dnsOpened(open);
}

void Canvas::resizeEvent(QResizeEvent *)
{
    if (m_fitted)
        fit();
    placeBreakButton();
    dropBackdrop();
}

void Canvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        dropBackdrop();
    QWidget::changeEvent(event);
}

void Canvas::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0)
        zoomBy(std::pow(1.15, notches), event->position());
    event->accept();
}

// ---- mouse --------------------------------------------------------------------------------------------

void Canvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = m_dragged = event->position();
    m_grabbed = m_layout.boxAt(view().inverted().map(event->position()));
}

void Canvas::mouseMoveEvent(QMouseEvent *event)
{
    const int box = m_layout.boxAt(view().inverted().map(event->position()));
    const bool overThing = box >= 0 || linkAt(event->position());
    setCursor(m_pressed && m_fitted == false ? Qt::ClosedHandCursor
              : overThing                    ? Qt::PointingHandCursor
                                             : Qt::ArrowCursor);
    if (!m_pressed)
        return;
    const bool drags = (event->position() - *m_pressed).manhattanLength() > 6;
    if (!drags && m_dragged == m_pressed)
        return;
    if (m_grabbed >= 0) {
        m_dragged = event->position();
        return update(); // the box's outline goes with it
    }
    m_middle -= (event->position() - *m_dragged) / m_zoom;
    m_dragged = event->position();
    m_fitted = false;
    dropBackdrop();
}

void Canvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_pressed && m_dragged == m_pressed)
        selectAt(event->position());
    else if (m_pressed && m_grabbed >= 0)
        moveBox(m_grabbed, m_layout.cellAt(view().inverted().map(event->position()), m_grabbed));
    m_grabbed = -1;
    m_pressed.reset();
    m_dragged.reset();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int box = m_layout.boxAt(view().inverted().map(event->position()));
    if (box < 0)
        return fit();
    if (m_layout.boxes()[std::size_t(box)].isFolded())
        return openDns(true);
    m_selection.selectNode(m_layout.boxes()[std::size_t(box)].nodes.front());
    const NodeId client = mailProgramAt(view().inverted().map(event->position()));
    if (client != NodeId::None)
        emit mailProgramWanted(client);
    else
        emit lookInside();
}

/// The client whose room that is; None: it is another place.
NodeId Canvas::mailProgramAt(QPointF scene) const
{
    const int at = m_layout.boxAt(scene);
    if (at < 0)
        return NodeId::None;
    const Box &box = m_layout.boxes()[std::size_t(at)];
    const bool inRoom =
        std::ranges::any_of(box.rooms, [&](const BoxRoom &room) { return room.rect.contains(scene); });
    return inRoom && box.kind == node::NodeKind::Client ? box.nodes.front() : NodeId::None;
}

void Canvas::selectAt(QPointF point)
{
    const QPointF scene = view().inverted().map(point);
    const CanvasPainter canvas = painter();
    for (const Hop &hop : m_picture.hops) {
        const auto place = canvas.placeOf(hop, m_picture.at);
        if (place && QLineF(*place, scene).length() * m_zoom < 16)
            return hop.look == Look::Letter ? m_selection.selectLetter(m_simulation.trace()[hop.record].mail)
                                            : m_selection.selectRecord(hop.record);
    }
    if (const MailId letter = letterAt(scene); letter != MailId::None)
        return m_selection.selectLetter(letter);
    const int box = m_layout.boxAt(scene);
    if (box >= 0)
        return m_selection.selectNode(m_layout.boxes()[std::size_t(box)].nodes.front());
    if (const auto link = linkAt(point))
        return m_selection.selectLink(link->first, link->second);
    m_selection.clear();
}

/// The newest of the letters whose envelope lies there; None: there is none.
MailId Canvas::letterAt(QPointF scene) const
{
    MailId found = MailId::None;
    for (const Resting &letter : m_picture.letters) {
        const int box = m_layout.boxOf(letter.node);
        const double slack = 4 / m_zoom; // an envelope is small
        if (box >= 0
            && CanvasPainter::envelopeAt(m_layout.boxes()[std::size_t(box)], letter.place)
                   .adjusted(-8 - slack, -4 - slack, slack, slack)
                   .contains(scene))
            found = letter.mail;
    }
    return found;
}

void Canvas::selectMachine(int step)
{
    const int count = int(m_layout.boxes().size());
    if (count == 0)
        return;
    const int now = m_layout.boxOf(m_selection.node());
    const int next = now < 0 ? (step > 0 ? 0 : count - 1) : (now + step + count) % count;
    m_selection.selectNode(m_layout.boxes()[std::size_t(next)].nodes.front());
}

// ---- arranging ----------------------------------------------------------------------------------------

/// Where a box that is being dragged would go.
void Canvas::paintGhost(QPainter &painter) const
{
    if (m_grabbed < 0 || !m_dragged || m_dragged == m_pressed)
        return;
    const Theme &theme = Theme::of(palette());
    QRectF ghost = view().mapRect(m_layout.boxes()[std::size_t(m_grabbed)].rect);
    ghost.translate(*m_dragged - *m_pressed);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 2, Qt::DashLine));
    QColor veil = theme.box;
    veil.setAlphaF(0.5F);
    painter.setBrush(veil);
    painter.drawRoundedRect(ghost, 10, 10);
}

void Canvas::moveSelected(QPointF halfCells)
{
    const int box = m_layout.boxOf(m_selection.node());
    if (box >= 0)
        moveBox(box, m_layout.cellOfBox(box) + halfCells / 2);
}

void Canvas::moveBox(int box, QPointF cell)
{
    const Box &moved = m_layout.boxes()[std::size_t(box)];
    const NodeId anchor = moved.anchor;
    if (anchor == NodeId::None || cell == m_layout.cellOfBox(box))
        return update();
    const QPointF free = m_layout.freeCell(cell, box);
    const bool isReal = moved.kind == node::NodeKind::RealClient; // comes and goes: no file knows it
    m_moved[anchor] = free;
    m_stage.machines[raw(anchor)].cell = free;
    arrange();
    if (!isReal)
        emit machineMoved(m_stage.machines[raw(anchor)].name, free);
}

// ---- links and faults ----------------------------------------------------------------------------------

std::vector<Pair> Canvas::links() const
{
    std::vector<Pair> drawn;
    std::set<std::pair<int, int>> lines; // several machines of one folded box share a line
    const auto add = [&](const Pair &pair) {
        const std::pair<int, int> line = std::minmax(m_layout.boxOf(pair.first), m_layout.boxOf(pair.second));
        if (line.first >= 0 && line.first != line.second && lines.insert(line).second)
            drawn.push_back(pair);
    };
    for (const Pair &pair : m_stage.links)
        add(pair);
    for (const Pair &pair : m_picture.pairs)
        add(pair);
    return drawn;
}

std::optional<Pair> Canvas::linkAt(QPointF point) const
{
    constexpr double kReach = 8; // pixels beside the line
    for (const Pair &pair : links()) {
        const QLineF line = view().map(*m_layout.link(pair.first, pair.second));
        if (line.length() < 1)
            continue;
        const QPointF along = (line.p2() - line.p1()) / line.length(), from = point - line.p1();
        const double done = QPointF::dotProduct(from, along);
        const double aside = std::abs(along.x() * from.y() - along.y() * from.x());
        if (done >= 0 && done <= line.length() && aside <= kReach)
            return pair;
    }
    return std::nullopt;
}

QPointF Canvas::placeOf(NodeId node) const
{
    const int box = m_layout.boxOf(node);
    return box < 0 ? QPointF() : view().map(m_layout.boxes()[std::size_t(box)].rect.center());
}

QPointF Canvas::placeOf(const Pair &link) const
{
    const auto line = m_layout.link(link.first, link.second);
    return line ? view().map(line->center()) : QPointF();
}

void Canvas::selectNextLink()
{
    const std::vector<Pair> all = links();
    if (all.empty())
        return;
    const auto now = m_selection.link() ? std::ranges::find(all, *m_selection.link()) : all.end();
    const Pair &next = now == all.end() || now + 1 == all.end() ? all.front() : *(now + 1);
    m_selection.selectLink(next.first, next.second);
}

/// A folded box, and a line to it, stand for several.
std::vector<FaultPlace> Canvas::selectedPlaces() const
{
    std::vector<FaultPlace> places;
    if (const auto link = m_selection.link()) {
        const auto lineOf = [this](const Pair &pair) {
            return std::pair<int, int>(std::minmax(m_layout.boxOf(pair.first), m_layout.boxOf(pair.second)));
        };
        std::set<Pair> all(m_stage.links);
        all.insert(m_picture.pairs.begin(), m_picture.pairs.end());
        all.insert(*link);
        for (const Pair &pair : all)
            if (const auto a = lineOf(pair), b = lineOf(*link); a.first == b.first && a.second == b.second)
                places.push_back({pair.first, pair.second});
    } else if (const int box = m_layout.boxOf(m_selection.node()); box >= 0) {
        for (NodeId node : m_layout.boxes()[std::size_t(box)].nodes)
            places.push_back({node, NodeId::None});
    }
    return places;
}

void Canvas::placeBreakButton()
{
    constexpr int kMargin = 10;
    m_break->setVisible(!selectedPlaces().empty());
    m_break->adjustSize();
    m_break->move(width() - m_break->width() - kMargin, kMargin);
    update();
}

void Canvas::showFaults()
{
    const QPointF at = m_selection.link() ? placeOf(*m_selection.link()) : placeOf(m_selection.node());
    m_faultMenu->popUp(selectedPlaces(), mapToGlobal(at.toPoint()));
}

void Canvas::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() != QContextMenuEvent::Mouse)
        return showFaults();
    selectAt(event->pos());
    m_faultMenu->popUp(selectedPlaces(), event->globalPos());
}

} // namespace mf::ui
