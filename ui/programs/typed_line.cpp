#include "ui/programs/typed_line.h"

#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QStringListModel>

namespace mf::ui {

TypedLine::TypedLine(QWidget *parent) : QLineEdit(parent), m_offered(new QStringListModel(this))
{
    auto *completer = new QCompleter(m_offered, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    setCompleter(completer);
    setAccessibleName(tr("Line to type"));
    setPlaceholderText(tr("Type a line and press Return"));
    connect(this, &QLineEdit::returnPressed, this, [this] {
        const QString line = text();
        clear();
        emit linesTyped({line});
    });
}

void TypedLine::offer(const QStringList &lines)
{
    if (m_offered->stringList() != lines)
        m_offered->setStringList(lines);
}

void TypedLine::remember(const QString &line)
{
    if (!line.isEmpty() && (m_history.isEmpty() || m_history.back() != line))
        m_history << line;
    while (m_history.size() > kHistoryLimit)
        m_history.removeFirst();
    m_at = int(m_history.size());
    m_unfinished.clear();
}

void TypedLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Up)
        return recall(-1);
    if (event->key() == Qt::Key_Down)
        return recall(1);
    if (event->matches(QKeySequence::Paste) && pasteLines(QGuiApplication::clipboard()->text()))
        return;
    QLineEdit::keyPressEvent(event);
}

void TypedLine::recall(int step)
{
    const int at = m_at + step;
    if (at < 0 || at > m_history.size())
        return;
    if (m_at == m_history.size())
        m_unfinished = text();
    m_at = at;
    setText(at == m_history.size() ? m_unfinished : m_history[at]);
}

/// All whole lines are typed; what comes after the last line end waits in the field. False: it is one line.
bool TypedLine::pasteLines(const QString &pasted)
{
    QString all = pasted;
    all.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    if (!all.contains(u'\n'))
        return false;
    QStringList lines = (text() + all).split(u'\n');
    const QString rest = lines.takeLast();
    setText(rest);
    emit linesTyped(lines);
    return true;
}

} // namespace mf::ui
