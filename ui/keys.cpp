#include "ui/keys.h"

#include "sim/base/check.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextEdit>
#include <QWidget>

namespace mf::ui {

namespace {

#define ROW(act, text, tip, keys)                                                                            \
    ActionRow { Act::act, QT_TRANSLATE_NOOP("Actions", text), QT_TRANSLATE_NOOP("Actions", tip), keys }

constexpr ActionRow kRows[] = {
    ROW(Open, "&Open…", "Open a scenario file.", "Ctrl+O"),
    ROW(Reload, "Open &again", "Read the open scenario's file again and start from its beginning.", "F5"),
    ROW(Save, "&Save", "Keep what was done, and where machines are, in the scenario's file.", "Ctrl+S"),
    ROW(SaveAs, "Save &as…", "Keep the scenario, with what was done, in another file.", "Ctrl+Shift+S"),
    ROW(Quit, "&Quit", "Close the program.", "Ctrl+Q"),
    ROW(PlayPause, "&Play", "Run, or pause.", "Space"),
    ROW(Next, "&Next", "One step forward.", "Right"),
    ROW(Back, "&Back", "One step back.", "Left"),
    ROW(First, "&First event", "Go back to the beginning.", "Home"),
    ROW(Last, "&Last event", "Go on until nothing more will happen.", "End"),
    ROW(GoTo, "&Go to…", "Go to an event (#41) or to a time (2.5s, +4h, 09:15).", "Ctrl+G"),
    ROW(RunUntil, "Run &until…", "Run until a time, a letter's fate, a reply, or anything at a machine.",
        "U"),
    ROW(Stop, "Stop here", "End the long run that is under way.", "Esc"),
    ROW(Slower, "Slo&wer", "Play at the next slower speed.", "<"),
    ROW(Faster, "Fas&ter", "Play at the next faster speed.", ">"),
    ROW(ToggleBookmark, "Boo&kmark", "Mark this moment, or take the mark away.", "B"),
    ROW(NextBookmark, "Next bookmark", "Go to the next marked moment.", "Ctrl+B"),
    ROW(PreviousBookmark, "Previous bookmark", "Go to the marked moment before.", "Ctrl+Shift+B"),
    ROW(Fork, "Bran&ch here", "Open another future at this moment; the one beyond it is kept.", "F"),
    ROW(NextFuture, "Next f&uture", "Look at the next of the futures.", "Shift+F"),
    ROW(Difference, "First &difference", "Go to where this future first differs from the other one.",
        "Ctrl+D"),
    ROW(StepEvent, "Step by &event", "A step is one event.", "1"),
    ROW(StepLine, "Step by &line", "A step is one line of a dialogue.", "2"),
    ROW(StepReply, "Step by &reply", "A step ends with a server's reply.", "3"),
    ROW(StepHop, "Step by &hop", "A step brings a letter, or a question, one machine further.", "4"),
    ROW(StepDelivery, "Step by &delivery", "A step ends when a letter lies in a mailbox.", "5"),
    ROW(Cause, "To the &cause", "Go to the event without which the selected one would not be.", "Ctrl+Left"),
    ROW(Consequence, "To the c&onsequence", "Go to the first event that followed from the selected one.",
        "Ctrl+Right"),
    ROW(NextAtNode, "Next at this &machine", "Go to the next event at the selected machine.", "Shift+Right"),
    ROW(PreviousAtNode, "Previous at this m&achine", "Go to the previous event at the selected machine.",
        "Shift+Left"),
    ROW(NextInSession, "Next in this &session", "Go to the next event of the selected event's session.",
        "Alt+Right"),
    ROW(PreviousInSession, "Previous in this s&ession", "Go to the previous event of that session.",
        "Alt+Left"),
    ROW(Filter, "&Filter events…", "Type what the events are to be that are shown.", "/"),
    ROW(FilterFields, "What a filter can as&k", "List the fields of the filter language.", ""),
    ROW(FollowLetter, "Follow this &letter",
        "Show the dialogue of every session that the selected event's letter passed through.", "Ctrl+L"),
    ROW(CopyDialogue, "Cop&y the dialogue", "Copy the dialogue that is shown as text.", "Ctrl+Shift+C"),
    ROW(LadderDns, "DNS in the ladder", "Give each name server a lifeline of its own in the ladder.",
        "Ctrl+D"),
    ROW(LadderIn, "Larger ladder", "Make the ladder larger.", "Ctrl+Alt++; Ctrl+Alt+="),
    ROW(LadderOut, "Smaller ladder", "Make the ladder smaller.", "Ctrl+Alt+-"),
    ROW(ExportLadder, "E&xport the ladder…", "Write the ladder as an SVG or PNG picture.", "Ctrl+Shift+E"),
    ROW(Words, "Show the &words", "Show every event as a table of words.", "W"),
    ROW(Charts, "Show the &charts", "Show letters, delivery times and replies as charts.", "C"),
    ROW(ChartsPicture, "Save the charts as a &picture…", "Save the charts as a PNG file.", ""),
    ROW(ChartsTable, "Save what is counted as a &table…", "Save how many letters waited and arrived, as a CSV file.", ""),
    ROW(Inspector, "Look &inside", "Show what is inside the selected machine or event.", "I"),
    ROW(Letter, "Look at the l&etter", "Show what is inside the letter that moved last.", "E"),
    ROW(Depth, "Look &deeper", "Show an event as a postcard, with its dialogue, or with its bytes.", "V"),
    ROW(Language, "&Language", "Choose the language of sentences and labels.", ""),
    ROW(Scenarios, "&Scenarios", "Show the list of scenarios.", "L"),
    ROW(NextMachine, "&Next machine", "Select the next machine.", "N"),
    ROW(PreviousMachine, "&Previous machine", "Select the previous machine.", "Shift+N"),
    ROW(NextLink, "Next &link", "Select the next link.", "K"),
    ROW(MoveLeft, "Move to the l&eft", "Give the selected machine another place.", "Ctrl+Shift+Left"),
    ROW(MoveRight, "Move to the r&ight", "Give the selected machine another place.", "Ctrl+Shift+Right"),
    ROW(MoveUp, "Move &up", "Give the selected machine another place.", "Ctrl+Shift+Up"),
    ROW(MoveDown, "Move d&own", "Give the selected machine another place.", "Ctrl+Shift+Down"),
    ROW(Break, "&Break…", "Break something at the selected machine or link, or repair it.", "X"),
    ROW(RepairAll, "Repair &all", "Mend everything that is broken.", "Shift+X"),
    ROW(Doors, "Open the d&oors", "Let real mail programs on this computer take part.", "O"),
    ROW(Breakpoints, "Break&points…", "Stop at a verb or a reply, before the other side has it.", "Shift+B"),
    ROW(UnfoldDns, "Open the &DNS box", "Show each name server by itself.", "D"),
    ROW(MailProgram, "Open the &mail program", "Read and write on the selected client.", "M; Return; Enter"),
    ROW(Terminal, "&Type by hand", "Type SMTP, POP3 or IMAP at a server, line by line.", "T"),
    ROW(ZoomIn, "Zoom &in", "Make the picture larger.", "Ctrl++; Ctrl+="),
    ROW(ZoomOut, "Zoom &out", "Make the picture smaller.", "Ctrl+-"),
    ROW(Fit, "Show e&verything", "Fit the whole network into the picture.", "Ctrl+0"),
    ROW(Glossary, "&Glossary", "Explain the words of the field, first those of this moment.", "F1"),
    ROW(Lesson, "&Lesson", "Show the lesson of the scenario.", "Shift+L"),
    ROW(Predict, "P&redict", "Answer the question; or, if there is none, say what will come next.", "P"),
    ROW(SkipQuestion, "S&kip the question", "Go on without an answer.", "Shift+S"),
    ROW(PreviousStop, "To the stop &before", "Go back to the stop of the lesson before.", "Shift+P"),
    ROW(History, "&Timeline 1965 to today", "Show when the parts of mail came about; some open a scenario.",
        "Y"),
    ROW(Keys, "&Keys", "List the keys.", "?"),
    ROW(About, "&About Mailflow", "Version and licence.", ""),
};
#undef ROW

static_assert(std::size(kRows) == kActCount);

bool takesText(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QTextEdit *>(widget)
           || qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget);
}

bool takesNavigation(const QWidget *widget)
{
    return qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QAbstractSlider *>(widget)
           || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QTabBar *>(widget)
           || qobject_cast<const QMenu *>(widget) || qobject_cast<const QMenuBar *>(widget);
}

bool navigates(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: return true;
    }
    return false;
}

} // namespace

std::span<const ActionRow> actionRows() { return kRows; }

const ActionRow &actionRow(Act act)
{
    const ActionRow &row = kRows[static_cast<std::size_t>(act)];
    MF_CHECK(row.act == act);
    return row;
}

QList<QKeySequence> shortcutsOf(Act act)
{
    if (*actionRow(act).keys == '\0')
        return {};
    return QKeySequence::listFromString(QString::fromLatin1(actionRow(act).keys), QKeySequence::PortableText);
}

QAction *makeAction(Act act, QObject *owner)
{
    const ActionRow &row = actionRow(act);
    auto *action = new QAction(QCoreApplication::translate("Actions", row.text), owner);
    action->setShortcuts(shortcutsOf(act));
    const QString tip = QCoreApplication::translate("Actions", row.tip);
    action->setStatusTip(tip);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
    action->setData(int(act));
    return action;
}

bool PlainKeyGuard::takes(const QWidget *widget, int key, Qt::KeyboardModifiers modifiers)
{
    if (takesText(widget))
        return true;
    if (qobject_cast<const QAbstractButton *>(widget))
        return key == Qt::Key_Space;
    // Shift with an arrow extends a selection, where there can be one.
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    const bool extends = view && view->selectionMode() != QAbstractItemView::SingleSelection
                         && view->selectionMode() != QAbstractItemView::NoSelection;
    if (modifiers == Qt::ShiftModifier && !extends)
        return false;
    return takesNavigation(widget) && navigates(key);
}

bool PlainKeyGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    const Qt::KeyboardModifiers plain = key->modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    auto *widget = qobject_cast<QWidget *>(watched);
    if (widget && (plain == Qt::NoModifier || plain == Qt::ShiftModifier)
        && takes(widget, key->key(), plain)) {
        event->accept();
        return true;
    }
    return false;
}

} // namespace mf::ui
