#include "ui/scenarios/scenario_text.h"

#include "sim/scenario/reader.h"
#include "sim/scenario/second_mx.h"
#include "ui/edits.h"
#include "ui/keys.h"
#include "ui/language.h"
#include "ui/palette.h"
#include "ui/scenarios/yaml_edit.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QAction>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

constexpr int kFrame = 10;
constexpr int kPauseMs = 300;       // after the last key, before what is typed is read
constexpr int kFaultLinesShown = 3; // of the list; the rest is scrolled to

QPushButton *buttonOf(QAction &action)
{
    auto *button = new QPushButton(action.text());
    button->setToolTip(action.toolTip());
    button->setFocusPolicy(Qt::TabFocus);
    QObject::connect(&action, &QAction::changed, button,
                     [button, &action] { button->setEnabled(action.isEnabled()); });
    if (action.menu())
        button->setMenu(action.menu());
    else
        QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    button->setEnabled(action.isEnabled());
    return button;
}

} // namespace

ScenarioText::ScenarioText(Simulation &simulation, Edits &edits, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_edits(edits)
    , m_edit(new YamlEdit)
    , m_faults(new QListWidget)
    , m_status(new QLabel)
    , m_endings(new QLabel)
    , m_place(new QLabel)
{
    makeActions();
    m_edit->setAccessibleName(tr("Text of the scenario"));
    m_edit->setPlaceholderText(tr("Open a scenario: its text stands here."));
    m_edit->setReadOnly(true); // until there is one
    m_faults->setAccessibleName(tr("Errors in the text"));
    m_faults->setMaximumHeight(m_faults->fontMetrics().lineSpacing() * kFaultLinesShown + kFrame);
    m_faults->setWordWrap(true);
    m_faults->hide();
    m_status->setTextFormat(Qt::PlainText);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_endings->setAccessibleName(tr("What applying ends"));
    m_endings->hide();
    m_place->setAccessibleName(tr("Place in the text"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 3, 8, 3);
    row->setSpacing(8);
    row->addWidget(m_status, 1);
    row->addWidget(m_endings);
    row->addWidget(m_place);
    row->addWidget(buttonOf(*m_addServer));
    row->addWidget(buttonOf(*m_applyAction));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(m_edit, 1);
    all->addWidget(m_faults);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ScenarioText::read);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &ScenarioText::typed);
    connect(m_edit, &QPlainTextEdit::cursorPositionChanged, this, &ScenarioText::tellPlace);
    connect(m_faults, &QListWidget::currentRowChanged, this, &ScenarioText::goToFault);
    connect(m_faults, &QListWidget::itemActivated, m_edit, qOverload<>(&QWidget::setFocus));
    connect(m_faults, &QListWidget::itemClicked, m_edit, qOverload<>(&QWidget::setFocus));
    connect(&simulation, &Simulation::opened, this, &ScenarioText::opened);
}

void ScenarioText::makeActions()
{
    m_editAction = makeAction(Act::EditText, this);
    m_applyAction = makeAction(Act::ApplyText, this);
    m_addServer = makeAction(Act::AddMailServer, this);
    m_addServer->setMenu(new QMenu(this));
    for (QAction *action : {m_editAction, m_applyAction, m_addServer})
        action->setEnabled(false);
    connect(m_applyAction, &QAction::triggered, this, &ScenarioText::apply);
    connect(m_applyAction, &QAction::changed, this, &ScenarioText::tellEndings);
    connect(m_addServer->menu(), &QMenu::aboutToShow, this, &ScenarioText::fillDomains);
}

void ScenarioText::startEditing()
{
    emit wanted();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void ScenarioText::fillMenu(QMenu &menu) { menu.addActions({m_editAction, m_applyAction, m_addServer}); }

// ---- from the file, and to it -----------------------------------------------------------------------------

void ScenarioText::opened()
{
    if (!m_applies)
        giveUpMending();
    m_addServer->setEnabled(!m_simulation.file().isEmpty());
    connect(&m_simulation.driver(), &live::Driver::connectionsChanged, this, &ScenarioText::tellEndings);
    tellEndings();
}

/// Real programs are connected to the world that goes when the text is applied.
void ScenarioText::tellEndings()
{
    const bool ends = m_isLoaded && m_applyAction->isEnabled() && m_simulation.isOpen();
    const int count = ends ? m_simulation.driver().connectionCount() : 0;
    m_endings->setText(count > 0 ? tr("▴ Applying closes the doors: %n connection(s) end.", nullptr, count)
                                 : QString());
    m_endings->setVisible(count > 0);
}

void ScenarioText::showEvent(QShowEvent *event)
{
    if (!m_isLoaded)
        load();
    QWidget::showEvent(event);
}

/// In another language, what is wrong is said again.
void ScenarioText::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && !m_found.empty())
        showFaults(Faults(m_found));
    QWidget::changeEvent(event);
}

void ScenarioText::load()
{
    QFile file(this->file());
    const QByteArray octets = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    m_usesCrLf = octets.contains("\r\n");
    m_isLoaded = true;
    m_loaded = QString::fromUtf8(octets).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    m_applied = m_loaded;
    if (m_edit->toPlainText() != m_loaded) // else what can be undone is kept
        m_edit->setPlainText(m_loaded);
    m_applyAction->setEnabled(isMending());
    showFaults({});
    tellPlace();
}

void ScenarioText::saved()
{
    if (m_isLoaded && !isMending())
        load();
}

std::string ScenarioText::octets() const
{
    QString text = m_edit->toPlainText();
    if (m_usesCrLf)
        text.replace(u'\n', QStringLiteral("\r\n"));
    return utf8(text);
}

bool ScenarioText::isUnapplied() const { return m_isLoaded && !isMending() && m_applyAction->isEnabled(); }

// ---- typing -----------------------------------------------------------------------------------------------

void ScenarioText::typed()
{
    const QString text = m_edit->toPlainText();
    if (isMending()) {
        emit mendingChanged();
    } else {
        m_edits.setText(hasTyped() ? std::optional(octets()) : std::nullopt);
        m_applyAction->setEnabled(m_isLoaded && text != m_applied);
    }
    const qsizetype characters = m_edit->document()->characterCount() - 1; // it counts its end, too
    characters <= kReadWhileTypingLimit ? m_pause.start() : m_pause.stop();
}

void ScenarioText::read()
{
    const auto read = readScenario(octets(), {});
    showFaults(read ? Faults{} : read.error());
}

bool ScenarioText::apply()
{
    m_pause.stop();
    if (isMending()) {
        read();
        m_found.empty() ? emit openingWanted() : emit wanted();
        return !isMending();
    }
    const auto whole = m_edits.written(octets());
    if (!whole) {
        read(); // all that is wrong, not only the first
        if (m_found.empty())
            showFaults({whole.error()});
        emit wanted();
        return false;
    }
    const auto beyond = int(m_edits.beyondFile().size());
    m_applies = true;
    const auto result = m_simulation.open(m_simulation.file(), m_simulation.variant(), *whole);
    m_applies = false;
    if (!result) {
        showFaults(result.error());
        emit wanted();
        return false;
    }
    replaceText(*whole);
    m_applied = m_edit->toPlainText();
    typed();
    m_pause.stop();
    showFaults({});
    QString told = tr("The window shows what this text says, from its beginning. Save keeps it.");
    if (beyond > 0)
        told += u' ' + tr("%n act(s) that no file has words for are gone.", nullptr, beyond);
    m_status->setText(told);
    emit applied();
    return true;
}

/// Can be undone, as anything that was typed.
void ScenarioText::replaceText(const std::string &whole)
{
    const QString text = QString::fromUtf8(whole).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    const QString before = m_edit->toPlainText();
    if (text == before)
        return;
    qsizetype same = 0, sameAtEnd = 0;
    const qsizetype shorter = std::min(text.size(), before.size());
    while (same < shorter && text[same] == before[same])
        ++same;
    while (sameAtEnd < shorter - same
           && text[text.size() - 1 - sameAtEnd] == before[before.size() - 1 - sameAtEnd])
        ++sameAtEnd;
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(int(same));
    cursor.setPosition(int(before.size() - sameAtEnd), QTextCursor::KeepAnchor);
    cursor.insertText(text.mid(same, text.size() - same - sameAtEnd));
    cursor.setPosition(int(same)); // where the first thing is another one
    m_edit->setTextCursor(cursor);
    m_edit->centerCursor();
}

// ---- one more mail server -----------------------------------------------------------------------------------

void ScenarioText::fillDomains()
{
    m_addServer->menu()->clear();
    if (!m_simulation.isOpen() || isMending())
        return;
    for (const DomainSpec &domain : m_simulation.world().scenario().domains)
        m_addServer->menu()->addAction(tr("for %1").arg(text(domain.name)), this,
                                       [this, name = text(domain.name)] { addMailServer(name); });
}

void ScenarioText::addMailServer(const QString &domain)
{
    emit wanted();
    if (isMending())
        return m_status->setText(tr("%1 is being mended here: first apply it, or open another scenario.")
                                     .arg(QFileInfo(file()).fileName()));
    if (!m_isLoaded)
        load();
    const auto added = withMailServer(octets(), utf8(m_simulation.variant()), utf8(domain));
    if (!added) {
        read();
        if (m_found.empty())
            showFaults({added.error()});
        return;
    }
    replaceText(added->text);
    if (apply())
        m_status->setText(
            tr("%1 takes mail for %2 now, with preference %3: the smallest is tried first. Save keeps it.")
                .arg(text(added->node), domain)
                .arg(added->preference));
}

// ---- what is wrong --------------------------------------------------------------------------------------------

void ScenarioText::showFaults(const Faults &faults)
{
    m_found = faults;
    m_faults->clear();
    QList<QTextEdit::ExtraSelection> marks;
    for (const Fault &fault : faults) {
        const QString message = inLanguage(fault.message);
        m_faults->addItem(fault.line > 0 ? tr("Line %1: %2").arg(fault.line).arg(message) : message);
        const QTextBlock block = m_edit->document()->findBlockByNumber(fault.line - 1);
        if (fault.line < 1 || !block.isValid())
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(Theme::of(palette()).never);
        marks << mark;
    }
    m_edit->setExtraSelections(marks);
    m_faults->setVisible(!faults.empty());
    if (!faults.empty() || m_isLoaded)
        m_status->setText(verdict(faults));
}

QString ScenarioText::verdict(const Faults &faults) const
{
    const int count = int(faults.size());
    if (isMending()) {
        const QString name = QFileInfo(file()).fileName();
        return count > 0
                   ? tr("%1 has %n error(s), and is not open yet.", nullptr, count)
                         .arg(name)
                   : tr("%1 has no error that is seen: Apply opens it.").arg(name);
    }
    if (count > 0)
        return tr("%n error(s): the window still shows what was applied before.", nullptr, count);
    return m_applyAction->isEnabled() ? tr("This can be applied.") : QString();
}

void ScenarioText::goToFault(int row)
{
    if (row < 0 || row >= int(m_found.size()))
        return;
    const Fault &fault = m_found[std::size_t(row)];
    const QTextBlock block = m_edit->document()->findBlockByNumber(fault.line - 1);
    if (fault.line < 1 || !block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::MoveAnchor,
                        std::clamp(fault.column - 1, 0, block.length() - 1));
    m_edit->setTextCursor(cursor);
    m_edit->centerCursor();
}

void ScenarioText::tellPlace()
{
    const QTextCursor cursor = m_edit->textCursor();
    m_place->setText(
        tr("Line %1, column %2").arg(cursor.blockNumber() + 1).arg(cursor.positionInBlock() + 1));
}

QString ScenarioText::shownEndings() const { return m_endings->text(); }
QString ScenarioText::shownStatus() const { return m_status->text(); }

} // namespace mf::ui
