#include "ui/words/filter_bar.h"

#include "ui/language.h"
#include "ui/palette.h"
#include "ui/text.h"
#include "ui/words/filter_edit.h"
#include "ui/words/trace_model.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QToolButton>

namespace mf::ui {

namespace {

constexpr int kSearchMs = 12;      // of a frame's 16
constexpr int kFirstSearchMs = 40; // most searches are done at once
constexpr int kEditMargin = 8;

QToolButton *makeFilterButton(const QString &text, const QString &tip)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QString counted(int number) { return QLocale().toString(number); }

} // namespace

FilterBar::FilterBar(TraceModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_sign(new QLabel)
    , m_edit(new FilterEdit)
    , m_count(new QLabel)
    , m_progress(new QProgressBar)
    , m_cancel(makeFilterButton(tr("Cancel"), tr("Stop searching and show everything")))
    , m_recent(makeFilterButton(tr("Recent"), tr("Filters that were used before")))
    , m_fields(makeFilterButton(tr("Fields"), tr("List what a filter can ask")))
    , m_fault(new QLabel)
{
    m_sign->setFixedWidth(m_sign->fontMetrics().horizontalAdvance(u'W') * 2);
    m_sign->setAlignment(Qt::AlignCenter);
    m_count->setAccessibleName(tr("How many events pass"));
    m_progress->setAccessibleName(tr("How far the search has come"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(90);
    m_recent->setMenu(new QMenu(m_recent));
    m_recent->setPopupMode(QToolButton::InstantPopup);
    m_fault->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_fault->setAccessibleName(tr("What is wrong with the filter"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(4, 2, 4, 2);
    row->addWidget(m_sign);
    row->addWidget(m_edit, 1);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_count, m_progress, m_cancel, m_recent, m_fields})
        row->addWidget(widget);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(m_fault);
    m_slices.setInterval(0);
    m_edit->setSeen([this](const story::FilterField &field) { return m_model.seenValues(field); });
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::judge);
    connect(m_edit, &QLineEdit::returnPressed, this, &FilterBar::apply);
    connect(m_edit, &FilterEdit::escaped, this, &FilterBar::clear);
    connect(m_cancel, &QToolButton::clicked, this, &FilterBar::cancel);
    connect(m_recent->menu(), &QMenu::aboutToShow, this, &FilterBar::fillRecent);
    connect(m_fields, &QToolButton::clicked, this, &FilterBar::fieldsWanted);
    connect(&m_slices, &QTimer::timeout, this, &FilterBar::sift);
    judge();
    tell();
}

// ---- what is typed ------------------------------------------------------------------------------------

void FilterBar::judge()
{
    const QString typed = m_edit->text();
    const auto filter = story::Filter::parse(utf8(typed));
    const bool empty = typed.trimmed().isEmpty();
    m_understood = empty || filter.has_value();
    m_edit->mark(m_understood ? std::nullopt : std::optional(filter.error()));
    m_fault->setVisible(!m_understood);
    if (!m_understood) {
        // Under the place itself, unless that is too far to the right to be read.
        const int place = m_edit->x() + kEditMargin + m_edit->faultPlace();
        m_fault->setIndent(std::clamp(place, 0, std::max(0, width() / 2)));
        m_fault->setText(tr("▴ %1").arg(inLanguage(filter.error().message)));
    }
    m_sign->setText(empty ? QString() : m_understood ? QStringLiteral("✓") : QStringLiteral("✗"));
    m_sign->setAccessibleName(m_understood ? tr("The filter can be understood")
                                           : tr("The filter has an error"));
    m_sign->setToolTip(empty ? QString() : m_sign->accessibleName());
    tint();
}

void FilterBar::apply()
{
    if (const auto search = story::asSearch(utf8(m_edit->text())))
        m_edit->setText(text(*search)); // so that it is seen how a filter says it
    const QString typed = m_edit->text().trimmed();
    auto filter = story::Filter::parse(utf8(typed));
    if (!filter && !typed.isEmpty())
        return; // what is wrong is shown already
    if (filter)
        m_edit->remember(typed);
    m_model.setFilter(filter ? std::optional(std::move(*filter)) : std::nullopt);
    viewMoved();
    emit changed();
}

void FilterBar::clear()
{
    m_edit->clear();
    cancel();
    emit done();
}

void FilterBar::cancel()
{
    if (m_model.isFiltered()) {
        m_model.setFilter(std::nullopt);
        viewMoved();
        emit changed();
    }
}

void FilterBar::fillRecent()
{
    QMenu *menu = m_recent->menu();
    menu->clear();
    for (const QString &filter : m_edit->remembered())
        menu->addAction(QString(filter).replace(u'&', QStringLiteral("&&")), this, [this, filter] {
            m_edit->setText(filter);
            apply();
        });
    if (menu->isEmpty())
        menu->addAction(tr("None yet: Enter applies a filter"))->setEnabled(false);
}

// ---- searching ----------------------------------------------------------------------------------------

void FilterBar::viewMoved()
{
    QElapsedTimer clock;
    clock.start();
    const bool more = m_model.sift([&clock] { return clock.elapsed() >= kFirstSearchMs; });
    more ? m_slices.start() : m_slices.stop();
    tell();
}

void FilterBar::sift()
{
    QElapsedTimer clock;
    clock.start();
    if (m_model.sift([&clock] { return clock.elapsed() >= kSearchMs; }))
        return tell();
    m_slices.stop();
    tell();
    emit changed();
}

void FilterBar::tell()
{
    const bool searching = m_slices.isActive();
    m_progress->setVisible(searching);
    m_cancel->setVisible(searching);
    m_progress->setRange(0, std::max(1, m_model.recordsInView()));
    m_progress->setValue(m_model.judged());
    m_count->setText(m_model.isFiltered()
                         ? tr("%1 of %2").arg(counted(m_model.rowCount()), counted(m_model.recordsInView()))
                         : QString());
}

// ---- looks --------------------------------------------------------------------------------------------

/// Green or red beside ✓ and ✗, never alone.
void FilterBar::tint()
{
    const Theme &theme = Theme::of(palette());
    QPalette colours = m_sign->palette();
    colours.setColor(QPalette::WindowText, m_understood ? theme.good : theme.never);
    m_sign->setPalette(colours);
    colours.setColor(QPalette::WindowText, theme.never);
    m_fault->setPalette(colours);
}

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        tint();
    else if (event->type() == QEvent::LanguageChange)
        judge();
    QWidget::changeEvent(event);
}

} // namespace mf::ui
