#include "ui/inspector/item_model.h"

#include <QFont>

#include <algorithm>
#include <set>
#include <tuple>

namespace mf::ui {

struct ItemModel::Row {
    Item item; // without children: they are rows of their own
    Row *parent = nullptr;
    Rows children;

    std::size_t place() const
    {
        const auto self =
            std::ranges::find_if(parent->children, [&](const auto &child) { return child.get() == this; });
        return std::size_t(self - parent->children.begin());
    }
};

namespace {

bool sameFace(const Item &a, const Item &b)
{
    return std::tie(a.label, a.value, a.tip, a.tone, a.link)
           == std::tie(b.label, b.value, b.tip, b.tone, b.link);
}

} // namespace

ItemModel::ItemModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Row>())
    , m_theme(Theme::light())
{ }

ItemModel::~ItemModel() = default;

// ---- changing what is different ---------------------------------------------------------------------------

void ItemModel::show(Items items) { merge(*m_root, std::move(items)); }

void ItemModel::merge(Row &parent, Items items)
{
    dropUnwanted(parent, items);
    for (std::size_t i = 0; i < items.size(); ++i) {
        // What stands here under another key comes later in the new order: it is taken out and put in again.
        const auto later = std::find_if(parent.children.begin() + std::ptrdiff_t(i), parent.children.end(),
                                        [&](const auto &row) { return row->item.key == items[i].key; });
        if (later == parent.children.end()) {
            insert(parent, i, std::move(items[i]));
            continue;
        }
        if (const auto place = std::size_t(later - parent.children.begin()); place > i)
            remove(parent, i, place - i);
        update(*parent.children[i], std::move(items[i]));
    }
    if (parent.children.size() > items.size())
        remove(parent, items.size(), parent.children.size() - items.size());
}

void ItemModel::dropUnwanted(Row &parent, const Items &items)
{
    std::set<QString> wanted;
    for (const Item &item : items)
        wanted.insert(item.key);
    for (std::size_t end = parent.children.size(); end > 0;) {
        std::size_t first = end;
        while (first > 0 && !wanted.contains(parent.children[first - 1]->item.key))
            --first;
        if (first < end)
            remove(parent, first, end - first);
        end = first == 0 ? 0 : first - 1;
    }
}

void ItemModel::fill(Row &parent, Items items)
{
    for (Item &item : items) {
        Row &row = *parent.children.emplace_back(std::make_unique<Row>());
        row.parent = &parent;
        Items children = std::exchange(item.children, {});
        row.item = std::move(item);
        fill(row, std::move(children));
    }
}

void ItemModel::insert(Row &parent, std::size_t place, Item item)
{
    auto row = std::make_unique<Row>();
    row->parent = &parent;
    Items children = std::exchange(item.children, {});
    row->item = std::move(item);
    fill(*row, std::move(children));
    beginInsertRows(indexOf(parent), int(place), int(place));
    parent.children.insert(parent.children.begin() + std::ptrdiff_t(place), std::move(row));
    endInsertRows();
}

void ItemModel::remove(Row &parent, std::size_t first, std::size_t count)
{
    const auto from = parent.children.begin() + std::ptrdiff_t(first);
    beginRemoveRows(indexOf(parent), int(first), int(first + count - 1));
    parent.children.erase(from, from + std::ptrdiff_t(count));
    endRemoveRows();
}

void ItemModel::update(Row &row, Item item)
{
    Items children = std::exchange(item.children, {});
    const bool same = sameFace(row.item, item);
    row.item = std::move(item);
    if (!same)
        emit dataChanged(indexOf(row, Label), indexOf(row, Value));
    merge(row, std::move(children));
}

void ItemModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_root->children.empty())
        emit dataChanged(index(0, 0), index(int(m_root->children.size()) - 1, Value));
}

// ---- telling ----------------------------------------------------------------------------------------------

ItemModel::Row &ItemModel::at(const QModelIndex &index) const
{
    return index.isValid() ? *static_cast<Row *>(index.internalPointer()) : *m_root;
}

const Item &ItemModel::item(const QModelIndex &index) const { return at(index).item; }

QModelIndex ItemModel::indexOf(Row &row, int column) const
{
    return row.parent ? createIndex(int(row.place()), column, &row) : QModelIndex();
}

QModelIndex ItemModel::find(const QStringList &keys) const
{
    Row *row = m_root.get();
    for (const QString &key : keys) {
        const auto child =
            std::ranges::find_if(row->children, [&](const auto &one) { return one->item.key == key; });
        if (child == row->children.end())
            return {};
        row = child->get();
    }
    return indexOf(*row);
}

QModelIndex ItemModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent)
               ? createIndex(row, column, at(parent).children[std::size_t(row)].get())
               : QModelIndex();
}

QModelIndex ItemModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(*at(child).parent) : QModelIndex();
}

int ItemModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > Label ? 0 : int(at(parent).children.size());
}

int ItemModel::columnCount(const QModelIndex &) const { return ColumnCount; }

QVariant ItemModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Item &item = at(index).item;
    const bool link = item.leads() && index.column() == Value;
    const QString &words = index.column() == Label ? item.label : item.value;
    switch (role) {
    case Qt::DisplayRole: return words;
    case Qt::ToolTipRole: return item.tip.isEmpty() ? words : item.tip;
    case Qt::AccessibleTextRole:
        return item.value.isEmpty() ? words : item.label + QStringLiteral(": ") + item.value;
    case Qt::FontRole: {
        QFont font;
        font.setBold(item.tone == Tone::Section && index.column() == Label);
        font.setUnderline(link);
        return font;
    }
    case Qt::ForegroundRole:
        if (link)
            return m_theme.accent;
        switch (item.tone) {
        case Tone::Plain:
        case Tone::Section: return {};
        case Tone::Quiet: return m_theme.quietInk;
        case Tone::Good: return m_theme.good;
        case Tone::Later: return m_theme.later;
        case Tone::Trouble: return m_theme.trouble;
        }
        return {};
    default: return {};
    }
}

} // namespace mf::ui
