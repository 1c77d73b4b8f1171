// The rows of an inspector as a model. It is given the whole tree at every step and changes only what is
// different, so that what is open, selected and scrolled stays as it was.
#pragma once

#include "ui/inspector/item.h"
#include "ui/palette.h"

#include <QAbstractItemModel>

#include <memory>

namespace mf::ui {

class ItemModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Label, Value, ColumnCount };

    explicit ItemModel(QObject *parent = nullptr);
    ~ItemModel() override;

    /// Siblings are known again by their keys.
    void show(Items items);
    void setTheme(const Theme &theme);
    const Item &item(const QModelIndex &index) const;
    /// The row that is reached by these keys; invalid: there is none.
    QModelIndex find(const QStringList &keys) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row;
    using Rows = std::vector<std::unique_ptr<Row>>;

    Row &at(const QModelIndex &index) const;
    QModelIndex indexOf(Row &row, int column = Label) const;
    void merge(Row &parent, Items items);
    void insert(Row &parent, std::size_t place, Item item);
    static void fill(Row &parent, Items items);
    void remove(Row &parent, std::size_t first, std::size_t count);
    void update(Row &row, Item item);
    void dropUnwanted(Row &parent, const Items &items);

    std::unique_ptr<Row> m_root;
    Theme m_theme;
};

} // namespace mf::ui
