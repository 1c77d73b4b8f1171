#include "ui/help.h"

#include "ui/keys.h"
#include "ui/style.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMessageBox>
#include <QTableWidget>
#include <QVBoxLayout>

namespace mf::ui {

QList<std::pair<QString, QString>> keyList()
{
    QList<std::pair<QString, QString>> rows;
    for (const ActionRow &row : actionRows()) {
        const QList<QKeySequence> keys = shortcutsOf(row.act);
        if (!keys.isEmpty())
            rows.emplace_back(QKeySequence::listToString(keys, QKeySequence::NativeText),
                              QCoreApplication::translate("Actions", row.tip));
    }
    return rows;
}

KeysDialog::KeysDialog(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    const auto rows = keyList();
    auto *table = new QTableWidget(int(rows.size()), 2); // a fixed list of a few dozen rows
    table->setAccessibleName(tr("Keys"));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->verticalHeader()->hide();
    table->horizontalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (int i = 0; i < int(rows.size()); ++i) {
        auto *key = new QTableWidgetItem(rows[i].first);
        QFont bold = key->font();
        bold.setBold(true);
        key->setFont(bold);
        table->setItem(i, 0, key);
        table->setItem(i, 1, new QTableWidgetItem(rows[i].second));
    }
    table->resizeColumnToContents(0);
    table->setColumnWidth(0, table->columnWidth(0) + 24);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *all = new QVBoxLayout(this);
    all->addWidget(table);
    all->addWidget(buttons);
    resize(fitting({640, 620}, *this));
}

void showAbout(QWidget *parent)
{
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, QMessageBox::tr("About Mailflow"),
                        QMessageBox::tr("<h3>Mailflow %1</h3>"
                                        "<p>Shows how electronic mail travels, and is a local mail system. "
                                        "Nothing leaves this computer.</p>"
                                        "<p>Free software under the GNU General Public License, version 3 or "
                                        "later. It comes with no warranty.</p>")
                            .arg(QCoreApplication::applicationVersion()),
                        QMessageBox::Close, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace mf::ui
