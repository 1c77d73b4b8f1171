// The reader of a mail program: who wrote what to whom, the text, the files that came with it.
#pragma once

#include "sim/mail/reading.h"

#include <QWidget>

#include <memory>

class QFormLayout;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace mf::ui {

class LetterBrowser;

class LetterView final : public QWidget {
    Q_OBJECT

public:
    explicit LetterView(QWidget *parent = nullptr);

    /// Shows a letter; null: `emptyText`, which says what to do.
    void show(std::shared_ptr<const mail::Message> letter, const QString &emptyText = {});
    /// A line above the text, for what happened to the letter; "": none.
    void setNotice(const QString &words);
    const std::shared_ptr<const mail::Message> &letter() const { return m_letter; }

    LetterBrowser &browser() { return *m_text; }
    QListWidget &files() { return *m_files; }
    QString bannerText() const;
    QString sourceText() const;
    /// Writes a file of the letter, over one of that name if there is one: the dialog has asked. The error is
    /// what the system says.
    static QString write(const QString &target, const mail::Message &letter, const mail::AttachedFile &file);

public slots:
    void showSource(bool source);
    void showHtml(bool html);
    void saveFile();

private:
    void fill();
    void fillText();
    void fillHead();
    void fillFiles();
    void noticeLink(const QString &target);

    std::shared_ptr<const mail::Message> m_letter;
    mail::Reading m_reading;
    bool m_asHtml = false;
    QLabel *m_subject;
    QFormLayout *m_head;
    QLabel *m_from, *m_to, *m_cc, *m_date, *m_notice, *m_banner, *m_link, *m_empty;
    LetterBrowser *m_text;
    QPlainTextEdit *m_source;
    QStackedWidget *m_pages;
    QStackedWidget *m_bodies;
    QWidget *m_filesArea;
    QListWidget *m_files;
    QPushButton *m_htmlButton, *m_sourceButton, *m_saveButton;
};

} // namespace mf::ui
