#include "ui/scenarios/yaml_edit.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QTextBlock>

#include <algorithm>

namespace mf::ui {

namespace {

int indentOf(const QString &line)
{
    const auto it = std::find_if(line.begin(), line.end(), [](QChar c) { return c != u' '; });
    return int(it - line.begin());
}

} // namespace

YamlEdit::YamlEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(NoWrap);
    setFrameShape(NoFrame);
}

void YamlEdit::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (event->key() == Qt::Key_Tab && plain)
        return indent();
    if (event->key() == Qt::Key_Backtab)
        return outdent();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && plain)
        return newLine();
    QPlainTextEdit::keyPressEvent(event);
}

void YamlEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    ensureCursorVisible();
}

void YamlEdit::indent()
{
    QTextCursor cursor = textCursor();
    const int to = kIndent - cursor.positionInBlock() % kIndent;
    cursor.insertText(QString(to, u' '));
}

void YamlEdit::outdent()
{
    QTextCursor cursor(textCursor().block());
    const int spaces = std::min(kIndent, indentOf(cursor.block().text()));
    cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor, spaces);
    cursor.removeSelectedText();
}

void YamlEdit::newLine()
{
    QTextCursor cursor = textCursor();
    const int spaces = std::min(indentOf(cursor.block().text()), cursor.positionInBlock());
    cursor.insertText(u'\n' + QString(spaces, u' '));
    setTextCursor(cursor);
    ensureCursorVisible();
}

} // namespace mf::ui
