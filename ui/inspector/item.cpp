#include "ui/inspector/item.h"

#include <QCoreApplication>

namespace mf::ui {

namespace {

void print(const Items &items, int depth, QString &out)
{
    for (const Item &item : items) {
        out += QString(depth * 2, u' ') + item.label;
        if (!item.value.isEmpty())
            out += u'\t' + item.value;
        out += u'\n';
        print(item.children, depth + 1, out);
    }
}

} // namespace

Item moreRow(const QString &list, std::size_t shown, std::size_t all)
{
    Item row;
    row.key = QStringLiteral("more");
    row.label = QCoreApplication::translate("Inspector", "… and %1 more").arg(all - shown);
    row.value = QCoreApplication::translate("Inspector", "show more");
    row.tone = Tone::Quiet;
    row.link = ToMore{list};
    return row;
}

QString plainText(const Items &items)
{
    QString out;
    print(items, 0, out);
    return out;
}

} // namespace mf::ui
