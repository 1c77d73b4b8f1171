#include "ui/words/glossary_dialog.h"

#include "sim/story/glossary.h"
#include "ui/palette.h"
#include "ui/style.h"
#include "ui/text.h"
#include "ui/words/markup.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace mf::ui {

GlossaryDialog::GlossaryDialog(std::shared_ptr<const story::Glossary> glossary, QWidget *parent)
    : QDialog(parent)
    , m_glossary(std::move(glossary))
    , m_filter(new QLineEdit)
    , m_list(new QListWidget)
    , m_text(new QTextBrowser)
{
    setWindowTitle(tr("Glossary"));
    resize(fitting({620, 380}, *this));
    m_filter->setAccessibleName(tr("Find a term"));
    m_filter->setPlaceholderText(tr("Find a term"));
    m_filter->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Terms"));
    m_text->setAccessibleName(tr("What it means"));
    m_text->setOpenLinks(false);
    for (const story::Term &term : m_glossary->terms()) {
        auto *row = new QListWidgetItem(text(term.title), m_list);
        row->setData(Qt::UserRole, text(term.id));
    }
    auto *left = new QVBoxLayout;
    left->addWidget(m_filter);
    left->addWidget(m_list, 1);
    auto *all = new QHBoxLayout(this);
    all->addLayout(left, 1);
    all->addWidget(m_text, 2);
    connect(m_filter, &QLineEdit::textChanged, this, &GlossaryDialog::filter);
    connect(m_list, &QListWidget::currentRowChanged, this, &GlossaryDialog::showCurrent);
    connect(m_text, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &url) { showTerm(termOf(url.toString())); });
    showTerm({});
}

void GlossaryDialog::showTerm(const QString &id)
{
    m_filter->clear();
    for (int row = 0; row < m_list->count(); ++row)
        if (id.isEmpty() || m_list->item(row)->data(Qt::UserRole).toString() == id) {
            m_list->setCurrentRow(row);
            return;
        }
}

QString GlossaryDialog::shownText() const { return m_text->toPlainText(); }

void GlossaryDialog::filter(const QString &words)
{
    int first = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const auto *term = m_glossary->find(utf8(m_list->item(row)->data(Qt::UserRole).toString()));
        bool fits = words.isEmpty();
        for (const std::string &form : term->forms)
            fits |= text(form).contains(words, Qt::CaseInsensitive);
        m_list->item(row)->setHidden(!fits);
        if (fits && first < 0)
            first = row;
    }
    if (first >= 0 && (!m_list->currentItem() || m_list->currentItem()->isHidden()))
        m_list->setCurrentRow(first);
}

void GlossaryDialog::showCurrent()
{
    const QListWidgetItem *row = m_list->currentItem();
    const auto *term = row ? m_glossary->find(utf8(row->data(Qt::UserRole).toString())) : nullptr;
    if (!term)
        return;
    QStringList forms;
    for (const std::string &form : term->forms)
        forms << text(form);
    m_text->setHtml(
        QStringLiteral("<h3>%1</h3><p>%2</p><p style=\"color:%3\">%4</p>")
            .arg(text(term->title).toHtmlEscaped(),
                 withTerms(text(term->text), *m_glossary, Theme::of(palette())),
                 Theme::of(palette()).quietInk.name(),
                 forms.size() > 1 ? forms.join(QStringLiteral(", ")).toHtmlEscaped() : QString()));
}

} // namespace mf::ui
