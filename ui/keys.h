// The one table of keys and actions: menus, buttons, shortcuts and the list under "?" are made from it, so
// they cannot disagree.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <span>

class QAction;
class QWidget;

namespace mf::ui {

enum class Act : std::uint8_t {
    Open,
    Reload,
    EditText,
    ApplyText,
    AddMailServer,
    Save,
    SaveAs,
    Quit,
    PlayPause,
    Next,
    Back,
    First,
    Last,
    GoTo,
    RunUntil,
    Stop,
    Slower,
    Faster,
    ToggleBookmark,
    NextBookmark,
    PreviousBookmark,
    Fork,
    NextFuture,
    Difference,
    StepEvent,
    StepLine,
    StepReply,
    StepHop,
    StepDelivery,
    Cause,
    Consequence,
    NextAtNode,
    PreviousAtNode,
    NextInSession,
    PreviousInSession,
    Filter,
    FilterFields,
    FollowLetter,
    CopyDialogue,
    LadderDns,
    LadderIn,
    LadderOut,
    ExportLadder,
    Words,
    Charts,
    ChartsPicture,
    ChartsTable,
    Inspector,
    Letter,
    Depth,
    Language,
    Scenarios,
    NextMachine,
    PreviousMachine,
    NextLink,
    MoveLeft,
    MoveRight,
    MoveUp,
    MoveDown,
    Break,
    RepairAll,
    Planned,
    Doors,
    Breakpoints,
    UnfoldDns,
    MailProgram,
    Terminal,
    ZoomIn,
    ZoomOut,
    Fit,
    Glossary,
    Lesson,
    Predict,
    SkipQuestion,
    PreviousStop,
    History,
    Keys,
    About,
};
inline constexpr std::size_t kActCount = static_cast<std::size_t>(Act::About) + 1;

struct ActionRow {
    Act act;
    const char *text; ///< for the menu, with its mnemonic
    const char *tip;  ///< a sentence
    const char *keys; ///< portable; several parted by "; "; "" for none
};

/// All actions, in the order of Act.
std::span<const ActionRow> actionRows();
const ActionRow &actionRow(Act act);

/// An action as the table has it: text, tip, shortcuts, and the act's name as object name. Its owner
/// connects it.
QAction *makeAction(Act act, QObject *owner);
QList<QKeySequence> shortcutsOf(Act act);

/// Lets plain keys (no Ctrl, no Alt) reach the focus widget where it takes text or navigation, instead of a
/// shortcut.
class PlainKeyGuard final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override;

    /// Whether the widget uses that key itself.
    static bool takes(const QWidget *widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
};

} // namespace mf::ui
