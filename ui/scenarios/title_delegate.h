// Rows of the list of scenarios: the number by which a file is called, and the title beside it over as many lines as
// it needs. What a row's text is for the keyboard and for a screen reader is the whole of it.
#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace mf::ui {

class TitleDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// Of an item: what stands before its title; the item's own text begins with it.
    static constexpr int kNumberRole = Qt::UserRole + 40;

    /// For that tree, whose rows have the width of its viewport.
    explicit TitleDelegate(QTreeView &tree);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int widthOf(const QModelIndex &index) const;

    const QTreeView &m_tree;
};

} // namespace mf::ui
