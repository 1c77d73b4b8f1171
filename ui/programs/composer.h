// Where a person writes a letter. It hands over what was written; nothing of it is lost on closing without
// being asked.
#pragma once

#include "sim/world/scenario.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace mf::ui {

class Composer final : public QWidget {
    Q_OBJECT

public:
    /// All files of a letter together; more is refused with the reason beneath.
    static constexpr qint64 kFilesLimitOctets = 10'000'000;

    /// Writes as that user on that client. `draft` fills the fields: to, cc, subject, body, headers, files.
    Composer(const QString &client, const QString &user, const SendAction &draft, QWidget *parent = nullptr);

    /// What has been typed, or nothing: then the fields say what is wrong.
    std::optional<SendAction> letter();
    /// Something would be lost.
    bool isDirty() const;
    /// The network that it was to be sent in is gone: it can only be read and copied.
    void orphan();
    /// False: it would be too much; said beneath.
    bool attach(const QString &name, const QByteArray &octets);
    QString problems() const;

public slots:
    void send();

signals:
    void sent(const mf::SendAction &letter);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void layOut();
    bool checkAddresses(QLineEdit &field, QLabel &error, std::vector<std::string> &into);
    void chooseFiles();
    void takeOut();
    void listFiles();
    void askBeforeClosing();

    QString m_client, m_user;
    SendAction m_before; // as it was opened
    std::vector<mail::Attachment> m_attachments;
    bool m_closes = false;
    QLineEdit *m_to, *m_cc, *m_subject;
    QLabel *m_toError, *m_ccError, *m_filesError, *m_orphan;
    QPlainTextEdit *m_body;
    QListWidget *m_files;
    QPushButton *m_send, *m_takeOut;
};

} // namespace mf::ui
