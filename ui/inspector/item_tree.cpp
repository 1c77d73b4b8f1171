#include "ui/inspector/item_tree.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>

namespace mf::ui {

ItemTree::ItemTree(const QString &name, QWidget *parent) : QTreeView(parent), m_model(new ItemModel(this))
{
    setAccessibleName(name);
    setModel(m_model);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setIndentation(10);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setTextElideMode(Qt::ElideRight);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(40);
    header()->setResizeContentsPrecision(0); // what is seen decides: a list may be long
    header()->setSectionResizeMode(ItemModel::Label, QHeaderView::Stretch);
    header()->setSectionResizeMode(ItemModel::Value, QHeaderView::ResizeToContents);
    m_model->setTheme(Theme::of(palette()));

    auto *copy = new QAction(tr("&Copy"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(selectedText()); });
    addAction(copy);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ItemTree::openNew);
    connect(this, &QAbstractItemView::activated, this, &ItemTree::follow);
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == ItemModel::Value)
            follow(index);
    });
}

void ItemTree::show(Items items) { m_model->show(std::move(items)); }

QString ItemTree::selectedText() const
{
    QStringList lines;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        const Item &item = m_model->item(index);
        lines << (item.value.isEmpty() || item.leads() ? item.label : item.value);
    }
    return lines.join(u'\n');
}

void ItemTree::openNew(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        if (m_model->item(index).open)
            expand(index);
        if (const int children = m_model->rowCount(index); children > 0)
            openNew(index, 0, children - 1);
    }
}

void ItemTree::follow(const QModelIndex &index)
{
    // A copy: what follows may make this row another one.
    if (const Link link = m_model->item(index).link; link.index() != 0)
        emit followed(link);
}

void ItemTree::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model->setTheme(Theme::of(palette()));
    QTreeView::changeEvent(event);
}

void ItemTree::resizeEvent(QResizeEvent *event)
{
    // A long value leaves its label room.
    header()->setMaximumSectionSize(std::max(60, viewport()->width() / 2));
    QTreeView::resizeEvent(event);
}

} // namespace mf::ui
