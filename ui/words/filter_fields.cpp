#include "sim/story/filter.h"
#include "ui/language.h"
#include "ui/style.h"
#include "ui/text.h"
#include "ui/words/filter_bar.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

/// Whose words these are, for translators.
class FilterFields {
    Q_DECLARE_TR_FUNCTIONS(FilterFields)
};

QString grammar()
{
    return FilterFields::tr(
        "<p>A field alone asks whether an event has it; <b>!</b>, <b>&amp;&amp;</b>, <b>||</b> and "
        "parentheses join tests.</p>"
        "<p>Numbers and times: <b>== != &lt; &lt;= &gt; &gt;=</b> and <b>in {400..499, 554}</b>. "
        "Text: <b>== !=</b>, <b>contains</b>, <b>matches</b> (a pattern) and <b>in {a, b}</b>; "
        "capitals do not matter. What has a space in it stands in quotation marks.</p>");
}

QTableWidget *fieldTable()
{
    const auto fields = story::filterFields();
    auto *table = new QTableWidget(int(fields.size()), 3); // a fixed list of a few dozen rows
    table->setAccessibleName(FilterFields::tr("Fields"));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->verticalHeader()->hide();
    table->setHorizontalHeaderLabels(
        {FilterFields::tr("Field"), FilterFields::tr("Example"), FilterFields::tr("What it is")});
    table->horizontalHeader()->setStretchLastSection(true);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int row = 0; row < int(fields.size()); ++row) {
        const story::FilterField &field = fields[std::size_t(row)];
        const std::string key = "field." + std::string(field.name);
        table->setItem(row, 0, new QTableWidgetItem(text(field.name)));
        table->setItem(
            row, 1, new QTableWidgetItem(text(std::string(field.name) + ' ' + std::string(field.example))));
        table->setItem(row, 2, new QTableWidgetItem(text(story::Words::builtIn(languageCode()).text(key))));
    }
    table->resizeColumnToContents(0);
    table->resizeColumnToContents(1);
    return table;
}

} // namespace

void showFilterFields(QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(FilterFields::tr("What a filter can ask"));
    auto *about = new QLabel(grammar());
    about->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *all = new QVBoxLayout(dialog);
    all->addWidget(about);
    all->addWidget(fieldTable());
    all->addWidget(buttons);
    dialog->resize(fitting({900, 620}, *dialog));
    dialog->open();
}

} // namespace mf::ui
