#include "ui/scenarios/scenario_list.h"

#include "ui/scenarios/title_delegate.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr int kLeastHeight = 104, kLeastRows = 90; // of the whole, of the list
constexpr int kFileRole = Qt::UserRole, kVariantRole = Qt::UserRole + 1, kAboutRole = Qt::UserRole + 2;

QTreeWidgetItem *itemOf(const QString &title, const QString &file, const QString &variant,
                        const QString &about)
{
    auto *item = new QTreeWidgetItem(QStringList(title));
    item->setData(0, kFileRole, file);
    item->setData(0, kVariantRole, variant);
    item->setData(0, kAboutRole, about);
    item->setToolTip(0, about.isEmpty() ? title : title + u'\n' + about);
    return item;
}

bool isSame(const QString &a, const QString &b)
{
    return QFileInfo(a).absoluteFilePath() == QFileInfo(b).absoluteFilePath();
}

} // namespace

ScenarioList::ScenarioList(QWidget *parent) : QWidget(parent), m_tree(new QTreeWidget), m_about(new QLabel)
{
    auto *title = new QLabel(tr("Scenarios"));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    title->setContentsMargins(14, 12, 8, 4);
    m_tree->setAccessibleName(tr("Scenarios"));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(14);
    m_tree->setItemDelegate(new TitleDelegate(*m_tree));
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_about->setWordWrap(true);
    m_about->setContentsMargins(14, 8, 12, 12);
    m_about->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *history = new QPushButton(tr("Timeline 1965 to today…"));
    history->setFlat(true);
    history->setFocusPolicy(Qt::TabFocus);
    connect(history, &QPushButton::clicked, this, &ScenarioList::historyWanted);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(title);
    all->addWidget(m_tree, 1);
    all->addWidget(m_about);
    auto *last = new QHBoxLayout; // with the button's own margin its words begin where the others do
    last->setContentsMargins(10, 0, 8, 6);
    last->addWidget(history, 0, Qt::AlignLeft);
    all->addLayout(last);
    setMinimumSize(180, kLeastHeight); // what is said about a scenario gives way to the list, see makeRoom()
    m_tree->viewport()->installEventFilter(this); // a scroll bar makes it narrower, too
    connect(m_tree, &QTreeWidget::itemClicked, this, &ScenarioList::choose);
    connect(m_tree, &QTreeWidget::itemActivated, this, &ScenarioList::choose);
    setEntries({});
}

void ScenarioList::setEntries(const std::vector<ShelfEntry> &entries)
{
    m_entries = entries;
    m_tree->clear();
    for (const ShelfEntry &entry : entries) {
        QString about = entry.broken ? tr("This file has errors. Open it to see them.") : entry.about;
        if (entry.minutes > 0)
            about += u'\n' + tr("About %1 min.").arg(entry.minutes);
        const QString title = entry.broken ? tr("%1 (has errors)").arg(entry.title) : entry.title;
        QTreeWidgetItem *item =
            itemOf(entry.number.isEmpty() ? title : entry.number + u' ' + title, entry.file, {}, about);
        item->setData(0, TitleDelegate::kNumberRole, entry.number);
        for (const auto &[name, other] : entry.variants)
            item->addChild(itemOf(other, entry.file, name, about));
        m_tree->addTopLevelItem(item);
        item->setExpanded(true);
    }
    m_about->setText(entries.empty()
                         ? tr("No scenarios were found. Open one with Ctrl+O, or drop a file here.")
                         : QString());
}

void ScenarioList::setCurrent(const QString &file, const QString &variant)
{
    toCurrentLater();
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_tree->topLevelItem(i);
        if (!isSame(item->data(0, kFileRole).toString(), file))
            continue;
        m_about->setText(item->data(0, kAboutRole).toString());
        makeRoom();
        for (int k = 0; !variant.isEmpty() && k < item->childCount(); ++k)
            if (item->child(k)->data(0, kVariantRole).toString() == variant)
                return m_tree->setCurrentItem(item->child(k));
        return m_tree->setCurrentItem(item);
    }
    m_tree->setCurrentItem(nullptr);
    if (!m_entries.empty())
        m_about->clear();
}

/// What is said about a scenario takes its room from the list, which is laid out after that; and titles need more
/// lines in a narrower list.
bool ScenarioList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        emit m_tree->itemDelegate()->sizeHintChanged({}); // of every row
        toCurrentLater();
    }
    return QWidget::eventFilter(watched, event);
}

void ScenarioList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

/// In a low window the list is more needed than what is said about the scenario, which each row's tip says, too.
void ScenarioList::makeRoom()
{
    const int others = layout()->minimumSize().height() - m_tree->minimumSizeHint().height()
                       - (m_about->isHidden() ? 0 : m_about->minimumSizeHint().height());
    m_about->setVisible(height() - others - m_about->heightForWidth(width()) >= kLeastRows);
}

void ScenarioList::toCurrentLater()
{
    QTimer::singleShot(0, m_tree, [this] { m_tree->scrollToItem(m_tree->currentItem()); });
}

const ShelfEntry *ScenarioList::following(const QString &file) const
{
    const auto at =
        std::ranges::find_if(m_entries, [&](const ShelfEntry &entry) { return isSame(entry.file, file); });
    return at == m_entries.end() || at + 1 == m_entries.end() ? nullptr : &*(at + 1);
}

void ScenarioList::choose(QTreeWidgetItem *item)
{
    if (item)
        emit wanted(item->data(0, kFileRole).toString(), item->data(0, kVariantRole).toString());
}

} // namespace mf::ui
