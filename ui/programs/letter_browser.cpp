#include "ui/programs/letter_browser.h"

#include "sim/mail/mime.h"
#include "sim/mail/reading.h"
#include "ui/text.h"

#include <QBuffer>
#include <QImageReader>
#include <QTextBlock>

namespace mf::ui {

namespace {

constexpr int kBlockedLimit = 100;               // that are named
constexpr qint64 kImageLimitPixels = 25'000'000; // an image that is larger is not decoded

bool isInside(const QUrl &name) { return name.scheme() == QLatin1String("cid"); }

/// Takes the place of what is not shown. Never null: Qt would then look on the disk.
QImage placeholder()
{
    QImage image(12, 12, QImage::Format_ARGB32);
    image.fill(QColor(128, 128, 128, 96));
    return image;
}

/// HTML brings colours of its own, which are meant for white paper.
QPalette paper(QPalette colours)
{
    colours.setColor(QPalette::Base, Qt::white);
    colours.setColor(QPalette::Text, Qt::black);
    colours.setColor(QPalette::Link, QColor(0x1f, 0x4f, 0xb5));
    return colours;
}

QImage decoded(const mail::Message &letter, const QUrl &name)
{
    const mail::Part *part = mail::imagePart(letter, utf8(name.path()));
    if (part == nullptr)
        return placeholder();
    const std::string octets = mail::decodedBody(letter, *part);
    QByteArray bytes(octets.data(), qsizetype(octets.size()));
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer);
    const QSize size = reader.size();
    if (!size.isValid() || qint64(size.width()) * size.height() > kImageLimitPixels)
        return placeholder();
    const QImage image = reader.read();
    return image.isNull() ? placeholder() : image;
}

} // namespace

LetterBrowser::LetterBrowser(QWidget *parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Text of the letter"));
    document()->setDocumentMargin(12);
    connect(this, qOverload<const QUrl &>(&QTextBrowser::highlighted), this,
            [this](const QUrl &target) { emit linkNoticed(target.toString()); });
    connect(this, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &target) { emit linkNoticed(target.toString()); });
}

void LetterBrowser::showPlain(const QString &text)
{
    m_blocked.clear();
    m_letter.reset();
    document()->clear();
    setPalette(QPalette());
    setPlainText(text);
}

void LetterBrowser::showHtml(const QString &html, std::shared_ptr<const mail::Message> letter)
{
    m_blocked.clear();
    m_letter = std::move(letter);
    document()->clear(); // with what was loaded for the letter before
    setPalette(paper(palette()));
    setHtml(html);
    blockImages();
}

QVariant LetterBrowser::loadResource(int type, const QUrl &name)
{
    if (type == QTextDocument::ImageResource && isInside(name) && m_letter)
        return decoded(*m_letter, name);
    block(name);
    if (type == QTextDocument::ImageResource)
        return placeholder();
    return QByteArray(" ");
}

void LetterBrowser::block(const QUrl &name)
{
    const QString shown = shortened(name.toString(), 200);
    if (!m_blocked.contains(shown) && m_blocked.size() < kBlockedLimit)
        m_blocked << shown;
}

/// Images are asked for when they are laid out; the reader is told at once.
void LetterBrowser::blockImages()
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            const QUrl name(format.toImageFormat().name());
            if (format.isImageFormat() && !isInside(name))
                this->block(name);
        }
}

} // namespace mf::ui
