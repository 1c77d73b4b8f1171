#include "ui/programs/letter_view.h"

#include "sim/live/whole_file.h"
#include "sim/mail/mime.h"
#include "ui/programs/letter_browser.h"
#include "ui/programs/letter_model.h"
#include "ui/text.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

constexpr std::size_t kSourceLimitOctets = 1'000'000; // that are shown

QLabel *valueLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(name);
    return label;
}

QLabel *bandLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMargin(6);
    label->setAutoFillBackground(true);
    label->setBackgroundRole(QPalette::ToolTipBase);
    label->setForegroundRole(QPalette::ToolTipText);
    label->hide();
    return label;
}

} // namespace

LetterView::LetterView(QWidget *parent)
    : QWidget(parent)
    , m_subject(valueLabel(tr("Subject")))
    , m_head(new QFormLayout)
    , m_from(valueLabel(tr("From")))
    , m_to(valueLabel(tr("To")))
    , m_cc(valueLabel(tr("Cc")))
    , m_date(valueLabel(tr("Date")))
    , m_notice(bandLabel())
    , m_banner(bandLabel())
    , m_link(new QLabel)
    , m_empty(new QLabel)
    , m_text(new LetterBrowser)
    , m_source(new QPlainTextEdit)
    , m_pages(new QStackedWidget)
    , m_bodies(new QStackedWidget)
    , m_filesArea(new QWidget)
    , m_files(new QListWidget)
    , m_htmlButton(new QPushButton(tr("As &HTML")))
    , m_sourceButton(new QPushButton(tr("Show the &source")))
    , m_saveButton(new QPushButton(tr("Save &as…")))
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_subject->setFont(large);
    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->setVerticalSpacing(2);
    m_head->addRow(tr("From"), m_from);
    m_head->addRow(tr("To"), m_to);
    m_head->addRow(tr("Cc"), m_cc);
    m_head->addRow(tr("Date"), m_date);
    m_source->setReadOnly(true);
    m_source->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_source->setAccessibleName(tr("Source of the letter"));
    m_source->setFrameShape(QFrame::NoFrame);
    m_files->setAccessibleName(tr("Attached files"));
    m_files->setMaximumHeight(72);
    m_link->setTextFormat(Qt::PlainText);
    m_link->setForegroundRole(QPalette::PlaceholderText);
    m_link->setWordWrap(true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(24);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    for (QPushButton *button : {m_htmlButton, m_sourceButton})
        button->setCheckable(true);
    m_sourceButton->setToolTip(tr("The octets of the letter as they travelled: headers, parts, encodings."));
    m_htmlButton->setToolTip(tr("The letter brings its text twice: plain, and as HTML."));

    auto *filesRow = new QHBoxLayout(m_filesArea);
    filesRow->setContentsMargins(0, 0, 0, 0);
    filesRow->addWidget(m_files, 1);
    filesRow->addWidget(m_saveButton, 0, Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_link, 1);
    buttons->addWidget(m_htmlButton);
    buttons->addWidget(m_sourceButton);
    m_bodies->addWidget(m_text);
    m_bodies->addWidget(m_source);
    auto *page = new QWidget;
    auto *all = new QVBoxLayout(page);
    all->setContentsMargins(10, 8, 10, 6);
    all->addWidget(m_subject);
    all->addLayout(m_head);
    all->addWidget(m_notice);
    all->addWidget(m_banner);
    all->addWidget(m_bodies, 1);
    all->addWidget(m_filesArea);
    all->addLayout(buttons);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);

    connect(m_htmlButton, &QPushButton::toggled, this, &LetterView::showHtml);
    connect(m_sourceButton, &QPushButton::toggled, this, &LetterView::showSource);
    connect(m_saveButton, &QPushButton::clicked, this, &LetterView::saveFile);
    connect(m_files, &QListWidget::itemActivated, this, &LetterView::saveFile);
    connect(m_text, &LetterBrowser::linkNoticed, this, &LetterView::noticeLink);
}

void LetterView::show(std::shared_ptr<const mail::Message> letter, const QString &emptyText)
{
    m_empty->setText(emptyText);
    m_pages->setCurrentIndex(letter ? 1 : 0);
    if (letter == m_letter || (letter && m_letter && letter->octets() == m_letter->octets()))
        return; // the reader's place in it stays
    m_letter = std::move(letter);
    fill();
}

void LetterView::setNotice(const QString &words)
{
    m_notice->setText(words);
    m_notice->setVisible(!words.isEmpty());
}

QString LetterView::bannerText() const { return m_banner->isHidden() ? QString() : m_banner->text(); }
QString LetterView::sourceText() const { return m_source->toPlainText(); }

void LetterView::fill()
{
    m_link->clear();
    m_source->clear();
    m_reading = m_letter ? mail::readingOf(*m_letter) : mail::Reading{};
    m_asHtml = m_reading.plain == mail::Reading::kNone;
    m_htmlButton->setVisible(m_reading.html != mail::Reading::kNone
                             && m_reading.plain != mail::Reading::kNone);
    m_htmlButton->setChecked(m_asHtml);
    if (!m_letter)
        return;
    fillHead();
    fillText();
    fillFiles();
    showSource(m_sourceButton->isChecked());
}

void LetterView::fillHead()
{
    const QString subject = readableField(*m_letter, "Subject");
    m_subject->setText(subject.isEmpty() ? tr("(no subject)") : subject);
    m_from->setText(readableField(*m_letter, "From"));
    m_to->setText(readableField(*m_letter, "To"));
    m_cc->setText(readableField(*m_letter, "Cc"));
    m_date->setText(readableDate(*m_letter));
    for (QLabel *value : {m_from, m_to, m_cc, m_date}) {
        value->setVisible(!value->text().isEmpty());
        m_head->labelForField(value)->setVisible(!value->text().isEmpty());
    }
}

void LetterView::fillText()
{
    const auto textOf = [this](int part) {
        return text(mail::decodedText(*m_letter, m_letter->parts()[std::size_t(part)]));
    };
    if (m_asHtml && m_reading.html != mail::Reading::kNone)
        m_text->showHtml(textOf(m_reading.html), m_letter);
    else
        m_text->showPlain(m_reading.plain == mail::Reading::kNone ? QString() : textOf(m_reading.plain));
    const QStringList &blocked = m_text->blocked();
    m_banner->setText(tr("Not fetched, so that nobody learns that you read this: %1")
                          .arg(blocked.join(QStringLiteral(", "))));
    m_banner->setVisible(!blocked.isEmpty());
}

void LetterView::fillFiles()
{
    m_files->clear();
    for (const mail::AttachedFile &file : m_reading.files)
        m_files->addItem(
            tr("%1 · %2 · %3")
                .arg(text(file.name), text(file.type), QLocale().formattedDataSize(qint64(file.octets), 1)));
    m_files->setCurrentRow(0);
    m_filesArea->setVisible(m_files->count() > 0);
}

void LetterView::showSource(bool source)
{
    m_sourceButton->setChecked(source);
    if (source && m_letter && m_source->document()->isEmpty())
        m_source->setPlainText(printable(m_letter->octets(), kSourceLimitOctets));
    m_bodies->setCurrentIndex(source ? 1 : 0);
}

void LetterView::showHtml(bool html)
{
    if (html == m_asHtml || !m_letter)
        return;
    m_asHtml = html;
    fillText();
}

void LetterView::noticeLink(const QString &target)
{
    m_link->setText(target.isEmpty()
                        ? QString()
                        : tr("Leads to %1. Links are not opened here.").arg(shortened(target, 120)));
}

// ---- files --------------------------------------------------------------------------------------------

void LetterView::saveFile()
{
    const int row = m_files->currentRow();
    if (!m_letter || row < 0)
        return;
    const mail::AttachedFile file = m_reading.files[std::size_t(row)];
    auto *dialog = new QFileDialog(this, tr("Save the file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // it asks before a file is overwritten
    dialog->selectFile(text(file.name));
    connect(dialog, &QFileDialog::fileSelected, this, [this, letter = m_letter, file](const QString &target) {
        const QString error = write(target, *letter, file);
        if (error.isEmpty())
            return;
        auto *box =
            new QMessageBox(QMessageBox::Warning, tr("The file was not saved"),
                            tr("%1 could not be written: %2.").arg(target, error), QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    dialog->open();
}

QString LetterView::write(const QString &target, const mail::Message &letter, const mail::AttachedFile &file)
{
    const std::string octets = mail::decodedBody(letter, letter.parts()[file.part]);
    QSaveFile out(target);
    return live::writeWhole(out, octets) ? QString() : out.errorString();
}

} // namespace mf::ui
