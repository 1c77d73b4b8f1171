#include "ui/words/filter_edit.h"

#include "ui/text.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QSettings>
#include <QTextCharFormat>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr int kOfferWidth = 260;
const QString kRememberedKey = QStringLiteral("events/filters");

/// What windows before this one, or beside it, have asked.
QStringList keptFilters()
{
    const QStringList kept = QSettings().value(kRememberedKey).toStringList();
    return kept.first(std::min(kept.size(), qsizetype(FilterEdit::kRememberedLimit)));
}

bool endsOffer(int key)
{
    switch (key) {
    case Qt::Key_Enter:
    case Qt::Key_Return:
    case Qt::Key_Escape:
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return true;
    default: return false;
    }
}

/// Where the word that begins at `from` ends.
int wordEnd(const QString &text, int from)
{
    int end = from;
    while (end < text.size() && !text[end].isSpace())
        ++end;
    return std::max(end, from + 1);
}

/// A fault's column counts characters, the line edit counts UTF-16.
int placeOfColumn(const QString &text, int column)
{
    int place = 0;
    for (int seen = 1; seen < column && place < text.size(); ++seen)
        place += text[place].isHighSurrogate() ? 2 : 1;
    return place;
}

} // namespace

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(&m_words, this))
    , m_remembered(keptFilters())
{
    setAccessibleName(tr("Filter"));
    setPlaceholderText(
        tr("Filter, for example: smtp.reply >= 400   (Enter applies, Ctrl+Space offers words)"));
    setMaxLength(int(story::Filter::kLimitOctets));
    setClearButtonEnabled(true);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setAccessibleName(tr("Words that may stand here"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterEdit::putIn);
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_recalled = -1;
        showOffer(Offer::WhatIsTyped);
    });
}

void FilterEdit::mark(const std::optional<Fault> &fault)
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (fault && !text().isEmpty()) {
        const int from = std::min(placeOfColumn(text(), fault->column), int(text().size()) - 1);
        QTextCharFormat wave;
        wave.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.setUnderlineColor(palette().color(QPalette::Text));
        attributes.append(
            {QInputMethodEvent::TextFormat, from - cursorPosition(), wordEnd(text(), from) - from, wave});
        m_faultPlace = fontMetrics().horizontalAdvance(text().left(from));
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

// ---- completion ---------------------------------------------------------------------------------------

QStringList FilterEdit::offer(Offer offer)
{
    const std::string all = utf8(text());
    const std::string before = utf8(text().left(cursorPosition()));
    const story::FilterCompletion found = story::completionAt(all, before.size(), m_seen);
    m_from = int(QString::fromStdString(before.substr(0, found.from)).size());
    QStringList words;
    if (offer == Offer::WhatIsTyped && found.from == found.until)
        return words;
    for (const std::string &word : found.words)
        words << mf::ui::text(word);
    return words;
}

void FilterEdit::showOffer(Offer how)
{
    m_words.setStringList(offer(how));
    if (m_words.stringList().isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.setWidth(kOfferWidth);
    m_completer->complete(place);
}

void FilterEdit::putIn(const QString &word)
{
    const QString behind = text().mid(cursorPosition());
    const QString before = text().left(m_from) + word + u' ';
    setText(before + (behind.startsWith(u' ') ? behind.mid(1) : behind));
    setCursorPosition(int(before.size()));
    emit textEdited(text());
}

// ---- keys ---------------------------------------------------------------------------------------------

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    const bool offering = m_completer->popup()->isVisible();
    if (offering && endsOffer(event->key())) {
        event->ignore(); // the list of words takes it
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        emit escaped();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        showOffer(Offer::All);
        return;
    }
    if (!offering && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        recall(event->key() == Qt::Key_Up ? +1 : -1);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

// ---- what was asked before ----------------------------------------------------------------------------

void FilterEdit::remember(const QString &filter)
{
    m_remembered = keptFilters();
    m_remembered.removeAll(filter);
    m_remembered.prepend(filter);
    while (m_remembered.size() > kRememberedLimit)
        m_remembered.removeLast();
    QSettings().setValue(kRememberedKey, m_remembered);
    m_recalled = -1;
}

void FilterEdit::recall(int direction)
{
    const int wanted = std::clamp(m_recalled + direction, -1, int(m_remembered.size()) - 1);
    if (wanted == m_recalled)
        return;
    if (m_recalled < 0)
        m_typed = text();
    m_recalled = wanted;
    setText(wanted < 0 ? m_typed : m_remembered[wanted]);
}

} // namespace mf::ui
