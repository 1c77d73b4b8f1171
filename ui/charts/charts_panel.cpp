#include "ui/charts/charts_panel.h"

#include "sim/live/whole_file.h"
#include "ui/charts/scale_ticker.h"
#include "ui/keys.h"
#include "ui/palette.h"
#include "ui/picture_file.h"
#include "ui/simulation.h"
#include "ui/text.h"
#include "ui/transport/ticks.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QSaveFile>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace mf::ui {

namespace {

/// Of a curve, so that three of them are told apart without colour.
constexpr Qt::PenStyle kQueuedLine = Qt::DashLine, kUnderWayLine = Qt::DotLine,
                       kDeliveredLine = Qt::SolidLine;
constexpr double kBarWidth = 0.7;

QCustomPlot *makePlot(const QString &name, const QString &title)
{
    auto *plot = new QCustomPlot;
    plot->setAccessibleName(name);
    plot->setMinimumSize(180, 120);
    plot->setFocusPolicy(Qt::NoFocus);
    plot->plotLayout()->insertRow(0);
    auto *heading = new QCPTextElement(plot, title);
    heading->setObjectName(QStringLiteral("title"));
    plot->plotLayout()->addElement(0, 0, heading);
    plot->yAxis->setTicker(QSharedPointer<QCPAxisTickerFixed>::create());
    plot->yAxis->ticker()->setTickCount(4);
    return plot;
}

/// Whole numbers on the axis of counts, few of them.
void fitCounts(QCustomPlot &plot, double most)
{
    const double top = std::max(1.0, most);
    plot.yAxis->setRange(0, top * 1.15);
    auto ticker = plot.yAxis->ticker().staticCast<QCPAxisTickerFixed>();
    ticker->setTickStep(std::max(1.0, std::ceil(top / 4)));
}

QString bucketName(Duration limit)
{
    if (limit == Duration::max())
        return ChartsPanel::tr("longer");
    return ChartsPanel::tr("≤ %1").arg(tickText(Instant(limit)));
}

QCPBars *makeBars(QCustomPlot &plot)
{
    auto *bars = new QCPBars(plot.xAxis, plot.yAxis);
    bars->setWidth(kBarWidth);
    bars->setAntialiased(false);
    return bars;
}

/// A sentence in the middle of a chart.
QCPItemText *makeSentence(QCustomPlot &plot, const QString &words)
{
    auto *sentence = new QCPItemText(&plot);
    sentence->setText(words);
    sentence->position->setType(QCPItemPosition::ptAxisRectRatio);
    sentence->position->setCoords(0.5, 0.5);
    return sentence;
}

void paint(QCPBars &bars, const QColor &colour)
{
    bars.setPen(QPen(colour.darker(120)));
    bars.setBrush(colour);
}

} // namespace

ChartsPanel::ChartsPanel(Simulation &simulation, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_letters(makePlot(tr("Letters over time"), tr("Letters")))
    , m_times(makePlot(tr("How long deliveries took"), tr("Time to deliver")))
    , m_replies(makePlot(tr("Replies by class"), tr("Replies")))
    , m_empty(new QLabel(tr("Nothing has happened yet. Press Next: letters and replies are counted here.")))
    , m_trouble(new QLabel)
    , m_picture(makeAction(Act::ChartsPicture, this))
    , m_table(makeAction(Act::ChartsTable, this))
{
    setAccessibleName(tr("Charts"));
    auto *across = new QHBoxLayout;
    across->addWidget(m_letters, 5);
    across->addWidget(m_times, 4);
    across->addWidget(m_replies, 3);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 4, 8, 4);
    all->addWidget(m_empty);
    all->addWidget(m_trouble);
    all->addLayout(across, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    makeLetters();
    makeTimes();
    makeReplies();
    paintThemed();
    connect(&simulation, &Simulation::opened, this, &ChartsPanel::restart);
    connect(&simulation, &Simulation::traceReplaced, this, &ChartsPanel::restart);
    connect(&simulation, &Simulation::viewMoved, this, &ChartsPanel::refresh);
    connect(m_letters, &QCustomPlot::mouseRelease, this, [this](QMouseEvent *event) { toMomentAt(*event); });
    connect(m_times, &QCustomPlot::mouseRelease, this, [this](QMouseEvent *event) { toDeliveryAt(*event); });
    connect(m_replies, &QCustomPlot::mouseRelease, this, [this](QMouseEvent *event) { toReplyAt(*event); });
    connect(m_picture, &QAction::triggered, this, [this] {
        choose(tr("Save the charts as a picture"), tr("Pictures (*.png)"), &ChartsPanel::savePicture);
    });
    connect(m_table, &QAction::triggered, this, [this] {
        choose(tr("Save what is counted as a table"), tr("Tables (*.csv)"), &ChartsPanel::saveTable);
    });
}

ChartsPanel::~ChartsPanel() = default;

void ChartsPanel::fillMenu(QMenu &menu) { menu.addActions({m_picture, m_table}); }

// ---- what is drawn --------------------------------------------------------------------------------------

void ChartsPanel::makeLetters()
{
    m_ticker = QSharedPointer<ScaleTicker>::create(m_simulation.scale(), m_letters->font());
    m_letters->xAxis->setTicker(m_ticker);
    const auto add = [this](const QString &name) {
        QCPGraph *graph = m_letters->addGraph();
        graph->setName(name);
        graph->setLineStyle(QCPGraph::lsStepLeft);
        return graph;
    };
    m_delivered = add(tr("delivered"));
    m_underWay = add(tr("under way"));
    m_queued = add(tr("in a queue"));
    m_letters->legend->setVisible(true);
    auto *aside = new QCPLayoutGrid; // beside the curves, not on them; what is below takes the rest
    aside->addElement(0, 0, m_letters->legend);
    aside->addElement(1, 0, new QCPLayoutElement(m_letters));
    aside->setRowStretchFactor(0, 0.001);
    m_letters->plotLayout()->addElement(1, 1, aside);
    m_letters->plotLayout()->setColumnStretchFactor(1, 0.001);
}

void ChartsPanel::makeTimes()
{
    m_timeBars = makeBars(*m_times);
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const auto buckets = story::spread({});
    for (std::size_t i = 0; i < buckets.size(); ++i)
        ticker->addTick(double(i), bucketName(buckets[i].limit));
    m_times->xAxis->setTicker(ticker);
    m_times->xAxis->setTickLabelRotation(-35);
    m_times->axisRect()->setMinimumMargins({50, 0, 10, 0}); // the first label leans out to the left
    m_times->xAxis->setRange(-0.6, double(buckets.size()) - 0.4);
    m_noTimes = makeSentence(*m_times, tr("No letter has arrived yet."));
}

void ChartsPanel::makeReplies()
{
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (std::size_t i = 0; i < story::kReplyClassCount; ++i) {
        m_replyBars[i] = makeBars(*m_replies);
        ticker->addTick(double(i), text(story::name(story::kReplyClasses[i])));
    }
    m_replies->xAxis->setTicker(ticker);
    m_replies->xAxis->setRange(-0.6, double(story::kReplyClassCount) - 0.4);
    m_noReplies = makeSentence(*m_replies, tr("Nobody has replied yet."));
}

void ChartsPanel::paintThemed()
{
    const Theme &theme = Theme::of(palette());
    for (QCustomPlot *plot : {m_letters, m_times, m_replies}) {
        plot->setBackground(QBrush(theme.ground));
        for (QCPAxis *axis : {plot->xAxis, plot->yAxis}) {
            axis->setBasePen(QPen(theme.boxLine));
            axis->setTickPen(QPen(theme.boxLine));
            axis->setSubTickPen(Qt::NoPen);
            axis->setTickLabelColor(theme.quietInk);
            axis->setTickLabelFont(font());
            axis->grid()->setPen(QPen(theme.roomLine));
            axis->grid()->setZeroLinePen(QPen(theme.boxLine));
        }
        plot->xAxis->grid()->setVisible(false);
        if (auto *heading = qobject_cast<QCPTextElement *>(plot->plotLayout()->element(0, 0))) {
            heading->setTextColor(theme.ink);
            heading->setFont(font());
        }
    }
    m_delivered->setPen(QPen(theme.good, 2, kDeliveredLine));
    m_underWay->setPen(QPen(theme.accent, 2, kUnderWayLine));
    m_queued->setPen(QPen(theme.later, 2, kQueuedLine));
    m_letters->legend->setBrush(Qt::NoBrush);
    m_letters->legend->setBorderPen(Qt::NoPen);
    m_letters->legend->setTextColor(theme.ink);
    m_letters->legend->setFont(font());
    for (QCPItemText *sentence : {m_noTimes, m_noReplies}) {
        sentence->setColor(theme.quietInk);
        sentence->setFont(font());
    }
    paint(*m_timeBars, theme.letter);
    const QColor replyColours[] = {theme.good, theme.more, theme.later, theme.never};
    for (std::size_t i = 0; i < m_replyBars.size(); ++i)
        paint(*m_replyBars[i], replyColours[i]);
}

// ---- following the view ------------------------------------------------------------------------------------

void ChartsPanel::restart()
{
    m_statistics.clear();
    refresh();
}

/// Nothing is counted while nobody looks: a run of a million records does not wait for charts that are folded.
void ChartsPanel::refresh()
{
    if (!isVisible() || !m_simulation.isOpen())
        return;
    m_statistics.grow(m_simulation.trace(), m_simulation.recordsShown());
    const bool empty = m_simulation.recordsShown() == 0;
    m_empty->setVisible(empty);
    for (QCustomPlot *plot : {m_letters, m_times, m_replies})
        plot->setVisible(!empty);
    refreshLetters();
    refreshTimes();
    refreshReplies();
    setAccessibleDescription(summary());
}

void ChartsPanel::refreshLetters()
{
    const auto counts = m_statistics.counts(m_simulation.recordsShown());
    QVector<double> places{0}, queued{0}, underWay{0}, delivered{0};
    for (const auto &count : counts) {
        places.append(m_simulation.scale().placeOf(count.at));
        queued.append(count.queued);
        underWay.append(count.underWay);
        delivered.append(count.delivered);
    }
    const double now = m_simulation.scale().placeOf(m_simulation.world().now());
    places.append(now);
    for (QVector<double> *values : {&queued, &underWay, &delivered})
        values->append(values->last());
    m_queued->setData(places, queued, true);
    m_underWay->setData(places, underWay, true);
    m_delivered->setData(places, delivered, true);
    double most = 0;
    for (const QVector<double> *values : {&queued, &underWay, &delivered})
        most = std::max(most, *std::ranges::max_element(*values));
    fitCounts(*m_letters, most);
    m_letters->xAxis->setRange(0, std::max(1.0, now));
    m_ticker->setPixels(m_letters->axisRect()->width());
    m_letters->replot(QCustomPlot::rpQueuedReplot);
}

void ChartsPanel::refreshTimes()
{
    const auto buckets = story::spread(m_statistics.deliveries(m_simulation.recordsShown()));
    QVector<double> places, values;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        places.append(double(i));
        values.append(buckets[i].deliveries);
    }
    m_timeBars->setData(places, values, true);
    fitCounts(*m_times, *std::ranges::max_element(values));
    m_noTimes->setVisible(std::ranges::max(values) == 0);
    m_times->replot(QCustomPlot::rpQueuedReplot);
}

void ChartsPanel::refreshReplies()
{
    double most = 0;
    for (std::size_t i = 0; i < m_replyBars.size(); ++i) {
        const double count =
            double(m_statistics.replies(story::kReplyClasses[i], m_simulation.recordsShown()).size());
        m_replyBars[i]->setData({double(i)}, {count}, true);
        most = std::max(most, count);
    }
    fitCounts(*m_replies, most);
    m_noReplies->setVisible(most == 0);
    m_replies->replot(QCustomPlot::rpQueuedReplot);
}

QString ChartsPanel::summary() const
{
    const Index shown = m_simulation.recordsShown();
    const auto counts = m_statistics.counts(shown);
    const auto now = counts.empty() ? story::Statistics::Count{} : counts.back();
    QStringList replies;
    for (std::size_t i = 0; i < story::kReplyClassCount; ++i)
        replies << QStringLiteral("%1: %2")
                       .arg(text(story::name(story::kReplyClasses[i])))
                       .arg(m_statistics.replies(story::kReplyClasses[i], shown).size());
    return tr("In queues: %1, under way: %2, delivered: %3. Replies %4.")
        .arg(now.queued)
        .arg(now.underWay)
        .arg(now.delivered)
        .arg(replies.join(QStringLiteral(", ")));
}

// ---- a click goes to that moment ---------------------------------------------------------------------------

void ChartsPanel::toMomentAt(const QMouseEvent &event)
{
    if (event.button() == Qt::LeftButton && m_letters->axisRect()->rect().contains(event.pos()))
        m_simulation.toTime(m_simulation.scale().timeAt(m_letters->xAxis->pixelToCoord(event.pos().x())));
}

/// To the first letter of that bucket.
void ChartsPanel::toDeliveryAt(const QMouseEvent &event)
{
    const auto wanted = std::size_t(std::max(0.0, std::round(m_times->xAxis->pixelToCoord(event.pos().x()))));
    const auto buckets = story::spread({});
    if (event.button() != Qt::LeftButton || wanted >= buckets.size())
        return;
    const Duration above = wanted == 0 ? Duration::min() : buckets[wanted - 1].limit;
    for (const auto &delivery : m_statistics.deliveries(m_simulation.recordsShown()))
        if (delivery.took > above && delivery.took <= buckets[wanted].limit)
            return m_simulation.toRecord(delivery.record);
}

/// To the newest reply of that class; a further click goes on backwards.
void ChartsPanel::toReplyAt(const QMouseEvent &event)
{
    const double place = std::round(m_replies->xAxis->pixelToCoord(event.pos().x()));
    if (event.button() != Qt::LeftButton || place < 0 || place >= double(story::kReplyClassCount))
        return;
    const auto replies =
        m_statistics.replies(story::kReplyClasses[std::size_t(place)], m_simulation.recordsShown());
    const auto telling = m_simulation.tellingRecord();
    for (auto reply = replies.rbegin(); reply != replies.rend(); ++reply)
        if (reply + 1 == replies.rend() || !telling || *reply < *telling)
            return m_simulation.toRecord(*reply);
}

// ---- export ------------------------------------------------------------------------------------------------

void ChartsPanel::choose(const QString &title, const QString &filter,
                         QString (ChartsPanel::*save)(const QString &))
{
    auto *dialog = new QFileDialog(this, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(save == &ChartsPanel::savePicture ? QStringLiteral("png")
                                                               : QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, save](const QString &file) {
        const QString trouble = (this->*save)(file);
        m_trouble->setText(tr("Not saved: %1").arg(trouble));
        m_trouble->setVisible(!trouble.isEmpty());
    });
    dialog->open();
}

QString ChartsPanel::savePicture(const QString &file)
{
    constexpr int scale = 2; // so that it can be printed
    const QList<QCustomPlot *> plots{m_letters, m_times, m_replies};
    QList<QPixmap> pictures;
    QSize size;
    for (QCustomPlot *plot : plots) {
        pictures.append(plot->toPixmap(0, 0, scale));
        size = {size.width() + pictures.last().width(), std::max(size.height(), pictures.last().height())};
    }
    QPixmap picture(size);
    picture.fill(Theme::of(palette()).ground);
    QPainter painter(&picture);
    int x = 0;
    for (const QPixmap &part : pictures) {
        painter.drawPixmap(x, 0, part.width(), part.height(), part);
        x += part.width();
    }
    painter.end();
    return writePng(picture.toImage(), file);
}

QString ChartsPanel::saveTable(const QString &file)
{
    m_statistics.grow(m_simulation.trace(), m_simulation.recordsShown());
    const std::string table = story::commaSeparated(m_statistics.counts(m_simulation.recordsShown()));
    QSaveFile out(file);
    return live::writeWhole(out, table) ? QString() : out.errorString();
}

// ---- events ------------------------------------------------------------------------------------------------

void ChartsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        paintThemed();
        refresh();
    }
    QWidget::changeEvent(event);
}

void ChartsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ChartsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refresh();
}

} // namespace mf::ui
