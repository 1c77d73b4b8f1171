#include "ui/leaving_question.h"

#include "ui/edits.h"

#include <QFileInfo>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr qsizetype kNamedLimit = 5; // acts; what are more are counted

} // namespace

LeavingQuestion::LeavingQuestion(const Edits &edits, const QString &file, QWidget *parent)
    : QMessageBox(parent)
{
    const bool canBeSaved = edits.canBeSaved();
    setText(canBeSaved ? tr("Keep what you did in the scenario's file?") : tr("Leave what you did?"));
    QStringList more;
    if (canBeSaved)
        more << tr("Faults, acts and places of machines are written into %1; comments stay.")
                    .arg(QFileInfo(file).fileName());
    if (const QStringList lost = edits.beyondFile(); !lost.isEmpty())
        more << lossIn(lost);
    setInformativeText(more.join(QStringLiteral("\n\n")));
    offer(canBeSaved);
}

LeavingQuestion::LeavingQuestion(const QString &file, QWidget *parent) : QMessageBox(parent)
{
    setText(tr("Keep what you typed in %1?").arg(QFileInfo(file).fileName()));
    setInformativeText(tr("It is written as it stands, with the errors that it still has."));
    offer(true);
}

void LeavingQuestion::offer(bool saving)
{
    setIcon(Question);
    setWindowTitle(tr("Mailflow"));
    setTextFormat(Qt::PlainText);
    setStandardButtons((saving ? Save : NoButton) | Discard | Cancel);
    setDefaultButton(saving ? Save : Cancel);
    setEscapeButton(Cancel);
    setAttribute(Qt::WA_DeleteOnClose);
}

QString LeavingQuestion::lossIn(const QStringList &acts)
{
    QStringList lines(
        tr("%n act(s) cannot be kept in a scenario file and will be lost:", nullptr, int(acts.size())));
    for (const QString &act : acts.first(std::min(acts.size(), kNamedLimit)))
        lines << QStringLiteral("• ") + act;
    if (acts.size() > kNamedLimit)
        lines << tr("and %n more", nullptr, int(acts.size() - kNamedLimit));
    return lines.join(u'\n');
}

} // namespace mf::ui
