#include "ui/lessons/history_timeline.h"

#include "sim/story/milestones.h"
#include "ui/language.h"
#include "ui/palette.h"
#include "ui/style.h"
#include "ui/text.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

constexpr int kScenarioRole = Qt::UserRole, kYearRole = Qt::UserRole + 1, kTitleRole = Qt::UserRole + 2,
              kAboutRole = Qt::UserRole + 3, kSourceRole = Qt::UserRole + 4;
constexpr int kAround = 8, kYearWidth = 54, kLineAt = 70, kTextAt = 90, kDot = 5;

/// One milestone beside the line: its year, its title, what it was, where it is written.
class MilestoneDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *list = qobject_cast<const QListWidget *>(option.widget);
        const int width = list ? list->viewport()->width() : option.rect.width();
        const Parts parts(option, index, width);
        return {width, parts.source.bottom() + kAround};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.palette);
        const bool selected = option.state & QStyle::State_Selected;
        const bool opens = !index.data(kScenarioRole).toString().isEmpty();
        const Parts parts(option, index, option.rect.width());
        painter->save();
        painter->translate(option.rect.topLeft());
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected) {
            painter->setPen(QPen(theme.accent, 2));
            painter->setBrush(theme.room);
            painter->drawRoundedRect(QRect(QPoint(1, 1), option.rect.size() - QSize(3, 3)), 5, 5);
        }
        painter->setPen(QPen(theme.link, 2));
        painter->drawLine(kLineAt, 0, kLineAt, option.rect.height());
        const QPoint dot(kLineAt, parts.title.center().y());
        painter->setPen(QPen(opens ? theme.accent : theme.quietInk, 2));
        painter->setBrush(opens ? theme.accent : theme.box); // filled: there is something to see
        painter->drawEllipse(dot, kDot, kDot);
        paintTexts(*painter, option, index, parts, theme);
        painter->restore();
    }

private:
    struct Parts {
        QRect title, about, source;
        Parts(const QStyleOptionViewItem &option, const QModelIndex &index, int width)
        {
            const auto place = [&](int top, const QFont &font, int role) {
                const QRect room(kTextAt, top, std::max(width - kTextAt - kAround, 60), 10'000);
                return QFontMetrics(font).boundingRect(room, Qt::TextWordWrap, index.data(role).toString());
            };
            title = place(kAround, boldOf(option.font), kTitleRole);
            about = place(title.bottom() + 2, option.font, kAboutRole);
            source = place(about.bottom() + 2, smallOf(option.font), kSourceRole);
        }
    };

    static QFont boldOf(QFont font)
    {
        font.setBold(true);
        return font;
    }
    static QFont smallOf(QFont font)
    {
        font.setPointSizeF(font.pointSizeF() * 0.9);
        return font;
    }

    static void paintTexts(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                           const Parts &parts, const Theme &theme)
    {
        const int width = option.rect.width() - kTextAt - kAround;
        const auto write = [&](const QRect &rect, const QFont &font, const QColor &ink, int role) {
            painter.setFont(font);
            painter.setPen(ink);
            painter.drawText(QRect(kTextAt, rect.top(), width, rect.height()), Qt::TextWordWrap,
                             index.data(role).toString());
        };
        write(parts.title, boldOf(option.font), theme.ink, kTitleRole);
        write(parts.about, option.font, theme.ink, kAboutRole);
        write(parts.source, smallOf(option.font), theme.quietInk, kSourceRole);
        painter.setFont(boldOf(option.font));
        painter.setPen(theme.quietInk);
        painter.drawText(QRect(0, parts.title.top(), kYearWidth, parts.title.height()),
                         Qt::AlignRight | Qt::AlignVCenter, index.data(kYearRole).toString());
    }
};

/// Lines break elsewhere when the width changes.
class MilestoneList final : public QListWidget {
protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QListWidget::resizeEvent(event);
        scheduleDelayedItemsLayout();
    }
};

} // namespace

HistoryTimeline::HistoryTimeline(QWidget *parent)
    : QDialog(parent)
    , m_list(new MilestoneList)
    , m_open(new QPushButton(tr("Open the scenario")))
{
    setWindowTitle(tr("Timeline 1965 to today"));
    m_list->setAccessibleName(tr("Timeline 1965 to today"));
    m_list->setItemDelegate(new MilestoneDelegate(m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // else its coming changes every line's breaks
    m_list->setResizeMode(QListView::Adjust);
    for (const story::Milestone &milestone : story::milestones()) {
        const QString year = QString::number(milestone.year);
        const QString title = inLanguage(milestone.title), about = inLanguage(milestone.about);
        const QString source = tr("Source: %1").arg(text(milestone.source));
        auto *item = new QListWidgetItem(m_list);
        item->setData(kScenarioRole, text(milestone.scenario));
        item->setData(kYearRole, year);
        item->setData(kTitleRole,
                      milestone.scenario.empty() ? title : tr("%1 – opens a scenario").arg(title));
        item->setData(kAboutRole, about);
        item->setData(kSourceRole, source);
        item->setData(Qt::AccessibleTextRole,
                      QStringLiteral("%1: %2. %3 %4").arg(year, title, about, source));
    }
    auto *hint = new QLabel(tr("A filled dot has a scenario: Enter or a double click opens it."));
    hint->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_open, QDialogButtonBox::ActionRole);
    // Enter belongs to the list; else it would press a button as well.
    m_open->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, [this] { choose(m_list->currentItem()); });
    connect(m_list, &QListWidget::itemActivated, this, &HistoryTimeline::choose);
    connect(m_list, &QListWidget::currentItemChanged, this, &HistoryTimeline::refreshButton);
    auto *all = new QVBoxLayout(this);
    all->addWidget(hint);
    all->addWidget(m_list, 1);
    all->addWidget(buttons);
    m_list->setCurrentRow(0);
    m_list->setFocus();
    resize(fitting({620, 640}, *this));
}

void HistoryTimeline::refreshButton()
{
    const QListWidgetItem *item = m_list->currentItem();
    m_open->setEnabled(item && !item->data(kScenarioRole).toString().isEmpty());
}

void HistoryTimeline::choose(QListWidgetItem *item)
{
    const QString scenario = item ? item->data(kScenarioRole).toString() : QString();
    if (scenario.isEmpty())
        return;
    emit scenarioWanted(scenario);
    accept();
}

} // namespace mf::ui
