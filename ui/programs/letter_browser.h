// The text of a letter, shown so that reading it does nothing else: HTML has its looks and the images that
// travel in the letter itself, and nothing is ever fetched, from a network or from this computer's disk.
#pragma once

#include "sim/mail/message.h"

#include <QStringList>
#include <QTextBrowser>

#include <memory>

namespace mf::ui {

class LetterBrowser final : public QTextBrowser {
    Q_OBJECT

public:
    explicit LetterBrowser(QWidget *parent = nullptr);

    void showPlain(const QString &text);
    /// `letter` has the images that the HTML calls by cid:.
    void showHtml(const QString &html, std::shared_ptr<const mail::Message> letter);
    /// What the HTML wanted and did not get: addresses, each once.
    const QStringList &blocked() const { return m_blocked; }

signals:
    /// The pointer is over a link, or a link was chosen; it goes there, but is not followed. "": no more.
    void linkNoticed(const QString &target);

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void block(const QUrl &name);
    void blockImages();

    std::shared_ptr<const mail::Message> m_letter;
    QStringList m_blocked;
};

} // namespace mf::ui
