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

// Spelt out, because lupdate does not look into macros.
constexpr ActionRow kRows[] = {
    {Act::Open, QT_TRANSLATE_NOOP("Actions", "&Open…"), QT_TRANSLATE_NOOP("Actions", "Open a scenario file."),
     "Ctrl+O"},
    {Act::Reload, QT_TRANSLATE_NOOP("Actions", "Open &again"),
     QT_TRANSLATE_NOOP("Actions", "Read the open scenario's file again and start from its beginning."), "F5"},
    {Act::EditText, QT_TRANSLATE_NOOP("Actions", "Edit the te&xt"),
     QT_TRANSLATE_NOOP("Actions", "Change what the scenario's file says."), "Ctrl+E"},
    {Act::ApplyText, QT_TRANSLATE_NOOP("Actions", "A&pply the text"),
     QT_TRANSLATE_NOOP("Actions", "Show what the edited text says, from its beginning."),
     "Ctrl+Return; Ctrl+Enter"},
    {Act::AddMailServer, QT_TRANSLATE_NOOP("Actions", "Add a &mail server"),
     QT_TRANSLATE_NOOP("Actions", "Let one more server take a domain's mail, by another MX record."), ""},
    {Act::Save, QT_TRANSLATE_NOOP("Actions", "&Save"),
     QT_TRANSLATE_NOOP("Actions", "Keep what was done, and where machines are, in the scenario's file."),
     "Ctrl+S"},
    {Act::SaveAs, QT_TRANSLATE_NOOP("Actions", "Save &as…"),
     QT_TRANSLATE_NOOP("Actions", "Keep the scenario, with what was done, in another file."), "Ctrl+Shift+S"},
    {Act::Quit, QT_TRANSLATE_NOOP("Actions", "&Quit"), QT_TRANSLATE_NOOP("Actions", "Close the program."),
     "Ctrl+Q"},
    {Act::PlayPause, QT_TRANSLATE_NOOP("Actions", "&Play"), QT_TRANSLATE_NOOP("Actions", "Run, or pause."),
     "Space"},
    {Act::Next, QT_TRANSLATE_NOOP("Actions", "&Next"), QT_TRANSLATE_NOOP("Actions", "One step forward."),
     "Right"},
    {Act::Back, QT_TRANSLATE_NOOP("Actions", "&Back"), QT_TRANSLATE_NOOP("Actions", "One step back."),
     "Left"},
    {Act::First, QT_TRANSLATE_NOOP("Actions", "&First event"),
     QT_TRANSLATE_NOOP("Actions", "Go back to the beginning."), "Home"},
    {Act::Last, QT_TRANSLATE_NOOP("Actions", "&Last event"),
     QT_TRANSLATE_NOOP("Actions", "Go on until nothing more will happen."), "End"},
    {Act::GoTo, QT_TRANSLATE_NOOP("Actions", "&Go to…"),
     QT_TRANSLATE_NOOP("Actions", "Go to an event (#41) or to a time (2.5s, +4h, 09:15)."), "Ctrl+G"},
    {Act::RunUntil, QT_TRANSLATE_NOOP("Actions", "Run &until…"),
     QT_TRANSLATE_NOOP("Actions", "Run until a time, a letter's fate, a reply, or anything at a machine."),
     "U"},
    {Act::Stop, QT_TRANSLATE_NOOP("Actions", "Stop here"),
     QT_TRANSLATE_NOOP("Actions", "End the long run that is under way."), "Esc"},
    {Act::Slower, QT_TRANSLATE_NOOP("Actions", "Slo&wer"),
     QT_TRANSLATE_NOOP("Actions", "Play at the next slower speed."), "<"},
    {Act::Faster, QT_TRANSLATE_NOOP("Actions", "Fas&ter"),
     QT_TRANSLATE_NOOP("Actions", "Play at the next faster speed."), ">"},
    {Act::ToggleBookmark, QT_TRANSLATE_NOOP("Actions", "Boo&kmark"),
     QT_TRANSLATE_NOOP("Actions", "Mark this moment, or take the mark away."), "B"},
    {Act::NextBookmark, QT_TRANSLATE_NOOP("Actions", "Next bookmark"),
     QT_TRANSLATE_NOOP("Actions", "Go to the next marked moment."), "Ctrl+B"},
    {Act::PreviousBookmark, QT_TRANSLATE_NOOP("Actions", "Previous bookmark"),
     QT_TRANSLATE_NOOP("Actions", "Go to the marked moment before."), "Ctrl+Shift+B"},
    {Act::Fork, QT_TRANSLATE_NOOP("Actions", "Bran&ch here"),
     QT_TRANSLATE_NOOP("Actions", "Open another future at this moment; the one beyond it is kept."), "F"},
    {Act::NextFuture, QT_TRANSLATE_NOOP("Actions", "Next f&uture"),
     QT_TRANSLATE_NOOP("Actions", "Look at the next of the futures."), "Shift+F"},
    {Act::Difference, QT_TRANSLATE_NOOP("Actions", "First &difference"),
     QT_TRANSLATE_NOOP("Actions", "Go to where this future first differs from the other one."), "Ctrl+D"},
    {Act::StepEvent, QT_TRANSLATE_NOOP("Actions", "Step by &event"),
     QT_TRANSLATE_NOOP("Actions", "A step is one event."), "1"},
    {Act::StepLine, QT_TRANSLATE_NOOP("Actions", "Step by &line"),
     QT_TRANSLATE_NOOP("Actions", "A step is one line of a dialogue."), "2"},
    {Act::StepReply, QT_TRANSLATE_NOOP("Actions", "Step by &reply"),
     QT_TRANSLATE_NOOP("Actions", "A step ends with a server's reply."), "3"},
    {Act::StepHop, QT_TRANSLATE_NOOP("Actions", "Step by &hop"),
     QT_TRANSLATE_NOOP("Actions", "A step brings a letter, or a question, one machine further."), "4"},
    {Act::StepDelivery, QT_TRANSLATE_NOOP("Actions", "Step by &delivery"),
     QT_TRANSLATE_NOOP("Actions", "A step ends when a letter lies in a mailbox."), "5"},
    {Act::Cause, QT_TRANSLATE_NOOP("Actions", "To the &cause"),
     QT_TRANSLATE_NOOP("Actions", "Go to the event without which the selected one would not be."),
     "Ctrl+Left"},
    {Act::Consequence, QT_TRANSLATE_NOOP("Actions", "To the c&onsequence"),
     QT_TRANSLATE_NOOP("Actions", "Go to the first event that followed from the selected one."),
     "Ctrl+Right"},
    {Act::NextAtNode, QT_TRANSLATE_NOOP("Actions", "Next at this &machine"),
     QT_TRANSLATE_NOOP("Actions", "Go to the next event at the selected machine."), "Shift+Right"},
    {Act::PreviousAtNode, QT_TRANSLATE_NOOP("Actions", "Previous at this m&achine"),
     QT_TRANSLATE_NOOP("Actions", "Go to the previous event at the selected machine."), "Shift+Left"},
    {Act::NextInSession, QT_TRANSLATE_NOOP("Actions", "Next in this &session"),
     QT_TRANSLATE_NOOP("Actions", "Go to the next event of the selected event's session."), "Alt+Right"},
    {Act::PreviousInSession, QT_TRANSLATE_NOOP("Actions", "Previous in this s&ession"),
     QT_TRANSLATE_NOOP("Actions", "Go to the previous event of that session."), "Alt+Left"},
    {Act::Filter, QT_TRANSLATE_NOOP("Actions", "&Filter events…"),
     QT_TRANSLATE_NOOP("Actions", "Type what the events are to be that are shown."), "/"},
    {Act::FilterFields, QT_TRANSLATE_NOOP("Actions", "What a filter can as&k"),
     QT_TRANSLATE_NOOP("Actions", "List the fields of the filter language."), ""},
    {Act::FollowLetter, QT_TRANSLATE_NOOP("Actions", "Follow this &letter"),
     QT_TRANSLATE_NOOP("Actions",
                       "Show the dialogue of every session that the selected event's letter passed through."),
     "Ctrl+L"},
    {Act::CopyDialogue, QT_TRANSLATE_NOOP("Actions", "Cop&y the dialogue"),
     QT_TRANSLATE_NOOP("Actions", "Copy the dialogue that is shown as text."), "Ctrl+Shift+C"},
    {Act::LadderDns, QT_TRANSLATE_NOOP("Actions", "DNS in the ladder"),
     QT_TRANSLATE_NOOP("Actions", "Give each name server a lifeline of its own in the ladder."),
     "Ctrl+Shift+L"},
    {Act::LadderIn, QT_TRANSLATE_NOOP("Actions", "Larger ladder"),
     QT_TRANSLATE_NOOP("Actions", "Make the ladder larger."), "Ctrl+Alt++; Ctrl+Alt+="},
    {Act::LadderOut, QT_TRANSLATE_NOOP("Actions", "Smaller ladder"),
     QT_TRANSLATE_NOOP("Actions", "Make the ladder smaller."), "Ctrl+Alt+-"},
    {Act::ExportLadder, QT_TRANSLATE_NOOP("Actions", "E&xport the ladder…"),
     QT_TRANSLATE_NOOP("Actions", "Write the ladder as an SVG or PNG picture."), "Ctrl+Shift+E"},
    {Act::Words, QT_TRANSLATE_NOOP("Actions", "Show the &words"),
     QT_TRANSLATE_NOOP("Actions", "Show every event as a table of words."), "W"},
    {Act::Charts, QT_TRANSLATE_NOOP("Actions", "Show the &charts"),
     QT_TRANSLATE_NOOP("Actions", "Show letters, delivery times and replies as charts."), "C"},
    {Act::ChartsPicture, QT_TRANSLATE_NOOP("Actions", "Save the charts as a &picture…"),
     QT_TRANSLATE_NOOP("Actions", "Save the charts as a PNG file."), ""},
    {Act::ChartsTable, QT_TRANSLATE_NOOP("Actions", "Save what is counted as a &table…"),
     QT_TRANSLATE_NOOP("Actions", "Save how many letters waited and arrived, as a CSV file."), ""},
    {Act::Inspector, QT_TRANSLATE_NOOP("Actions", "Look &inside"),
     QT_TRANSLATE_NOOP("Actions", "Show what is inside the selected machine or event."), "I"},
    {Act::Letter, QT_TRANSLATE_NOOP("Actions", "Look at the l&etter"),
     QT_TRANSLATE_NOOP("Actions", "Show what is inside the letter that moved last."), "E"},
    {Act::Depth, QT_TRANSLATE_NOOP("Actions", "Look &deeper"),
     QT_TRANSLATE_NOOP("Actions", "Show an event as a postcard, with its dialogue, or with its bytes."), "V"},
    {Act::Language, QT_TRANSLATE_NOOP("Actions", "&Language"),
     QT_TRANSLATE_NOOP("Actions", "Choose the language of sentences and labels."), ""},
    {Act::Scenarios, QT_TRANSLATE_NOOP("Actions", "&Scenarios"),
     QT_TRANSLATE_NOOP("Actions", "Show the list of scenarios."), "L"},
    {Act::NextMachine, QT_TRANSLATE_NOOP("Actions", "&Next machine"),
     QT_TRANSLATE_NOOP("Actions", "Select the next machine."), "N"},
    {Act::PreviousMachine, QT_TRANSLATE_NOOP("Actions", "&Previous machine"),
     QT_TRANSLATE_NOOP("Actions", "Select the previous machine."), "Shift+N"},
    {Act::NextLink, QT_TRANSLATE_NOOP("Actions", "Next &link"),
     QT_TRANSLATE_NOOP("Actions", "Select the next link."), "K"},
    {Act::MoveLeft, QT_TRANSLATE_NOOP("Actions", "Move to the l&eft"),
     QT_TRANSLATE_NOOP("Actions", "Give the selected machine another place."), "Ctrl+Shift+Left"},
    {Act::MoveRight, QT_TRANSLATE_NOOP("Actions", "Move to the r&ight"),
     QT_TRANSLATE_NOOP("Actions", "Give the selected machine another place."), "Ctrl+Shift+Right"},
    {Act::MoveUp, QT_TRANSLATE_NOOP("Actions", "Move &up"),
     QT_TRANSLATE_NOOP("Actions", "Give the selected machine another place."), "Ctrl+Shift+Up"},
    {Act::MoveDown, QT_TRANSLATE_NOOP("Actions", "Move d&own"),
     QT_TRANSLATE_NOOP("Actions", "Give the selected machine another place."), "Ctrl+Shift+Down"},
    {Act::Break, QT_TRANSLATE_NOOP("Actions", "&Break…"),
     QT_TRANSLATE_NOOP("Actions", "Break something at the selected machine or link, or repair it."), "X"},
    {Act::RepairAll, QT_TRANSLATE_NOOP("Actions", "Repair &all"),
     QT_TRANSLATE_NOOP("Actions", "Mend everything that is broken."), "Shift+X"},
    {Act::Planned, QT_TRANSLATE_NOOP("Actions", "P&lanned…"),
     QT_TRANSLATE_NOOP("Actions", "List what is going to break, and call it off."), "Ctrl+Shift+X"},
    {Act::Doors, QT_TRANSLATE_NOOP("Actions", "Open the d&oors to real programs"),
     QT_TRANSLATE_NOOP("Actions", "Let real mail programs on this computer take part."), "O"},
    {Act::Breakpoints, QT_TRANSLATE_NOOP("Actions", "Break&points…"),
     QT_TRANSLATE_NOOP("Actions", "Stop at a verb or a reply, before the other side has it."), "Shift+B"},
    {Act::UnfoldDns, QT_TRANSLATE_NOOP("Actions", "Open the &DNS box"),
     QT_TRANSLATE_NOOP("Actions", "Show each name server by itself."), "D"},
    {Act::MailProgram, QT_TRANSLATE_NOOP("Actions", "Open the &mail program"),
     QT_TRANSLATE_NOOP("Actions", "Read and write on the selected client."), "M; Return; Enter"},
    {Act::Terminal, QT_TRANSLATE_NOOP("Actions", "&Type by hand"),
     QT_TRANSLATE_NOOP("Actions", "Type SMTP, POP3 or IMAP at a server, line by line."), "T"},
    {Act::ZoomIn, QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
     QT_TRANSLATE_NOOP("Actions", "Make the picture larger."), "Ctrl++; Ctrl+="},
    {Act::ZoomOut, QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
     QT_TRANSLATE_NOOP("Actions", "Make the picture smaller."), "Ctrl+-"},
    {Act::Fit, QT_TRANSLATE_NOOP("Actions", "Show e&verything"),
     QT_TRANSLATE_NOOP("Actions", "Fit the whole network into the picture."), "Ctrl+0"},
    {Act::Glossary, QT_TRANSLATE_NOOP("Actions", "&Glossary"),
     QT_TRANSLATE_NOOP("Actions", "Explain the words of the field, first those of this moment."), "F1"},
    {Act::Lesson, QT_TRANSLATE_NOOP("Actions", "&Lesson"),
     QT_TRANSLATE_NOOP("Actions", "Show the lesson of the scenario."), "Shift+L"},
    {Act::Predict, QT_TRANSLATE_NOOP("Actions", "P&redict"),
     QT_TRANSLATE_NOOP("Actions", "Answer the question; or, if there is none, say what will come next."),
     "P"},
    {Act::SkipQuestion, QT_TRANSLATE_NOOP("Actions", "S&kip the question"),
     QT_TRANSLATE_NOOP("Actions", "Go on without an answer."), "Shift+S"},
    {Act::PreviousStop, QT_TRANSLATE_NOOP("Actions", "To the stop &before"),
     QT_TRANSLATE_NOOP("Actions", "Go back to the stop of the lesson before."), "Shift+P"},
    {Act::History, QT_TRANSLATE_NOOP("Actions", "&Timeline 1965 to today"),
     QT_TRANSLATE_NOOP("Actions", "Show when the parts of mail came about; some open a scenario."), "Y"},
    {Act::Keys, QT_TRANSLATE_NOOP("Actions", "&Keys"), QT_TRANSLATE_NOOP("Actions", "List the keys."), "?"},
    {Act::About, QT_TRANSLATE_NOOP("Actions", "&About Mailflow"),
     QT_TRANSLATE_NOOP("Actions", "Version and licence."), ""},
};

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
