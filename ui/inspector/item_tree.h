// The view of an inspector's rows: sections that fold, links to follow by click or Enter, values to copy.
#pragma once

#include "ui/inspector/item_model.h"

#include <QTreeView>

namespace mf::ui {

class ItemTree final : public QTreeView {
    Q_OBJECT

public:
    explicit ItemTree(const QString &name, QWidget *parent = nullptr);

    ItemModel &rows() { return *m_model; }
    void show(Items items);
    using QTreeView::show;
    /// What is selected, as text: values, or where there is none the label.
    QString selectedText() const;

signals:
    void followed(const mf::ui::Link &link);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void openNew(const QModelIndex &parent, int first, int last);
    void follow(const QModelIndex &index);

    ItemModel *m_model;
};

} // namespace mf::ui
