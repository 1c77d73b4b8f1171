#include "ui/programs/composer.h"

#include "sim/mail/reading.h"
#include "ui/language.h"
#include "ui/palette.h"
#include "ui/style.h"
#include "ui/text.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMessageBox>
#include <QMimeDatabase>
#include <QPlainTextEdit>
#include <QPushButton>

namespace mf::ui {

namespace {

QString joined(const std::vector<std::string> &addresses)
{
    QStringList all;
    for (const std::string &address : addresses)
        all << text(address);
    return all.join(QStringLiteral(", "));
}

QLabel *errorLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->hide();
    return label;
}

void say(QLabel &label, const QString &words)
{
    QPalette colours = QGuiApplication::palette();
    colours.setColor(QPalette::WindowText, Theme::of(colours).trouble);
    label.setPalette(colours);
    label.setText(words);
    label.setVisible(!words.isEmpty());
}

} // namespace

Composer::Composer(const QString &client, const QString &user, const SendAction &draft, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_client(client)
    , m_user(user)
    , m_before(draft)
    , m_attachments(draft.attachments)
    , m_to(new QLineEdit(joined(draft.to)))
    , m_cc(new QLineEdit(joined(draft.cc)))
    , m_subject(new QLineEdit(text(draft.subject)))
    , m_toError(errorLabel())
    , m_ccError(errorLabel())
    , m_filesError(errorLabel())
    , m_orphan(errorLabel())
    , m_body(new QPlainTextEdit(text(draft.body)))
    , m_files(new QListWidget)
    , m_send(new QPushButton(tr("&Send")))
    , m_takeOut(new QPushButton(tr("&Take out")))
{
    setWindowTitle(tr("Write as %1").arg(user));
    resize(fitting({620, 480}, *this));
    layOut();
    listFiles();
    (m_to->text().isEmpty() ? static_cast<QWidget *>(m_to) : m_body)->setFocus();
}

void Composer::layOut()
{
    m_to->setAccessibleName(tr("To"));
    m_to->setPlaceholderText(tr("carol@example.net, bob@example.org"));
    m_cc->setAccessibleName(tr("Cc"));
    m_subject->setAccessibleName(tr("Subject"));
    m_body->setAccessibleName(tr("Text"));
    m_body->setTabChangesFocus(true);
    m_files->setAccessibleName(tr("Attached files"));
    m_files->setMaximumHeight(72);
    m_send->setToolTip(tr("Puts the letter into the outbox; step to see it leave (Ctrl+Return)."));
    m_send->setShortcut(Qt::CTRL | Qt::Key_Return);
    auto *attach = new QPushButton(tr("&Attach…"));
    attach->setToolTip(
        tr("Files of together at most %1.").arg(QLocale().formattedDataSize(kFilesLimitOctets)));

    auto *fields = new QFormLayout;
    fields->setVerticalSpacing(4);
    auto *from = new QLabel(m_user);
    from->setTextFormat(Qt::PlainText);
    fields->addRow(tr("From"), from);
    fields->addRow(tr("To"), m_to);
    fields->addRow(QString(), m_toError);
    fields->addRow(tr("&Cc"), m_cc);
    fields->addRow(QString(), m_ccError);
    fields->addRow(tr("S&ubject"), m_subject);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(attach);
    buttons->addWidget(m_takeOut);
    buttons->addStretch();
    buttons->addWidget(m_send);
    auto *all = new QVBoxLayout(this);
    all->addWidget(m_orphan);
    all->addLayout(fields);
    all->addWidget(m_body, 1);
    all->addWidget(m_files);
    all->addWidget(m_filesError);
    all->addLayout(buttons);
    connect(m_to, &QLineEdit::textEdited, this, [this] { say(*m_toError, {}); });
    connect(m_cc, &QLineEdit::textEdited, this, [this] { say(*m_ccError, {}); });
    connect(attach, &QPushButton::clicked, this, &Composer::chooseFiles);
    connect(m_takeOut, &QPushButton::clicked, this, &Composer::takeOut);
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
}

// ---- what was written ---------------------------------------------------------------------------------

bool Composer::checkAddresses(QLineEdit &field, QLabel &error, std::vector<std::string> &into)
{
    const auto paths = mail::parseRecipients(utf8(field.text()));
    say(error, paths ? QString() : inLanguage(paths.error()));
    if (paths)
        for (const mail::Path &path : *paths)
            into.push_back(path.print());
    return paths.has_value();
}

std::optional<SendAction> Composer::letter()
{
    SendAction letter;
    letter.client = utf8(m_client);
    letter.from = utf8(m_user);
    letter.subject = utf8(m_subject->text());
    letter.body = utf8(m_body->toPlainText());
    letter.headers = m_before.headers;
    letter.attachments = m_attachments;
    const bool to = checkAddresses(*m_to, *m_toError, letter.to);
    const bool cc = checkAddresses(*m_cc, *m_ccError, letter.cc);
    if (!to || !cc) {
        (to ? m_cc : m_to)->setFocus();
        return std::nullopt;
    }
    if (letter.to.empty() && letter.cc.empty()) {
        say(*m_toError, tr("Say who is to get it."));
        m_to->setFocus();
        return std::nullopt;
    }
    return letter;
}

QString Composer::problems() const
{
    QStringList all;
    for (const QLabel *label : {m_toError, m_ccError, m_filesError})
        if (!label->isHidden())
            all << label->text();
    return all.join(u'\n');
}

void Composer::send()
{
    if (!m_send->isEnabled())
        return;
    if (const auto written = letter()) {
        m_closes = true;
        emit sent(*written);
        close();
    }
}

bool Composer::isDirty() const
{
    const bool same = m_to->text() == joined(m_before.to) && m_cc->text() == joined(m_before.cc)
                      && m_subject->text() == text(m_before.subject)
                      && m_body->toPlainText() == text(m_before.body)
                      && m_attachments == m_before.attachments;
    return !m_closes && !same;
}

void Composer::orphan()
{
    m_send->setEnabled(false);
    say(*m_orphan,
        tr("Another scenario is open now, so this letter cannot be sent. Copy what you want to keep."));
}

// ---- files --------------------------------------------------------------------------------------------

bool Composer::attach(const QString &name, const QByteArray &octets)
{
    qint64 all = octets.size();
    for (const mail::Attachment &file : m_attachments)
        all += qint64(file.octets.size());
    const bool fits = all <= kFilesLimitOctets;
    say(*m_filesError, fits ? QString()
                            : tr("%1 does not fit: a letter takes at most %2 of files.")
                                  .arg(name, QLocale().formattedDataSize(kFilesLimitOctets)));
    if (!fits)
        return false;
    const QString type = QMimeDatabase().mimeTypeForFileNameAndData(name, octets).name();
    m_attachments.push_back(
        {utf8(name), utf8(type), Blob(std::string(octets.constData(), std::size_t(octets.size())))});
    listFiles();
    return true;
}

void Composer::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Attach files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &names) {
        for (const QString &name : names) {
            QFile file(name);
            if (file.size() > kFilesLimitOctets || file.open(QIODevice::ReadOnly))
                attach(QFileInfo(name).fileName(),
                       file.isOpen() ? file.readAll() : QByteArray(kFilesLimitOctets + 1, '\0'));
            else
                say(*m_filesError, tr("%1 could not be read: %2.").arg(name, file.errorString()));
        }
    });
    dialog->open();
}

void Composer::takeOut()
{
    const int row = m_files->currentRow();
    if (row < 0)
        return;
    m_attachments.erase(m_attachments.begin() + row);
    say(*m_filesError, {});
    listFiles();
}

void Composer::listFiles()
{
    m_files->clear();
    for (const mail::Attachment &file : m_attachments)
        m_files->addItem(
            tr("%1 · %2").arg(text(file.name), QLocale().formattedDataSize(qint64(file.octets.size()), 1)));
    m_files->setCurrentRow(m_files->count() - 1);
    m_files->setVisible(m_files->count() > 0);
    m_takeOut->setVisible(m_files->count() > 0);
}

// ---- closing ------------------------------------------------------------------------------------------

void Composer::closeEvent(QCloseEvent *event)
{
    if (!isDirty())
        return event->accept();
    event->ignore();
    askBeforeClosing();
}

void Composer::askBeforeClosing()
{
    auto *box =
        new QMessageBox(QMessageBox::Question, tr("Letter not sent"),
                        tr("The letter has not been sent. Throw it away?"), QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *discard = box->addButton(tr("&Throw away"), QMessageBox::DestructiveRole);
    QPushButton *keep = box->addButton(tr("&Keep writing"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    connect(discard, &QPushButton::clicked, this, [this] {
        m_closes = true;
        close();
    });
    box->open();
}

} // namespace mf::ui
