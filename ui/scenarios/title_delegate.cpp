#include "ui/scenarios/title_delegate.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>
#include <QTreeView>

#include <algorithm>
#include <cmath>

namespace mf::ui {

namespace {

constexpr int kRowAcross = 4, kRowDown = 5; // between a row's edges and its words
constexpr int kNumberGap = 7;               // between number and title

struct RowWords {
    QString number, title;
};

RowWords rowWordsOf(const QModelIndex &index)
{
    const QString number = index.data(TitleDelegate::kNumberRole).toString();
    return {number, index.data(Qt::DisplayRole).toString().mid(number.size()).trimmed()};
}

/// Where the titles begin: beneath each other, so digits of one width are counted on.
int titleIndent(const QString &number, const QFontMetrics &metrics)
{
    return number.isEmpty() ? 0 : metrics.horizontalAdvance(number) + kNumberGap;
}

/// Breaks inside a word only where it is wider than the row.
double layOutWords(QTextLayout &layout, double width)
{
    QTextOption wraps;
    wraps.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wraps);
    layout.beginLayout();
    double height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

} // namespace

TitleDelegate::TitleDelegate(QTreeView &tree) : QStyledItemDelegate(&tree), m_tree(tree) { }

/// While rows are measured the view does not know yet how wide they are.
int TitleDelegate::widthOf(const QModelIndex &index) const
{
    int depth = m_tree.rootIsDecorated() ? 1 : 0;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        ++depth;
    return m_tree.viewport()->width() - depth * m_tree.indentation();
}

QSize TitleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const RowWords words = rowWordsOf(index);
    const int room = widthOf(index) - 2 * kRowAcross - titleIndent(words.number, row.fontMetrics);
    QTextLayout layout(words.title, row.font);
    const double height = layOutWords(layout, std::max(room, 1));
    return {widthOf(index), int(std::ceil(height)) + 2 * kRowDown};
}

void TitleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    row.text.clear(); // the style paints what is behind the words
    const QStyle &style = row.widget ? *row.widget->style() : *QApplication::style();
    style.drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);

    const QPalette::ColorGroup group = !(row.state & QStyle::State_Enabled)  ? QPalette::Disabled
                                       : !(row.state & QStyle::State_Active) ? QPalette::Inactive
                                                                             : QPalette::Active;
    const bool isSelected = row.state & QStyle::State_Selected;
    const RowWords words = rowWordsOf(index);
    const QRectF inside = QRectF(row.rect).adjusted(kRowAcross, kRowDown, -kRowAcross, -kRowDown);
    const int indent = titleIndent(words.number, row.fontMetrics);
    QTextLayout number(words.number, row.font), title(words.title, row.font);
    layOutWords(number, indent);
    layOutWords(title, std::max(inside.width() - indent, 1.0));
    painter->save();
    painter->setPen(row.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
    number.draw(painter, inside.topLeft());
    title.draw(painter, inside.topLeft() + QPointF(indent, 0));
    painter->restore();
}

} // namespace mf::ui
