#include "ui/scenarios/faults_panel.h"

#include "ui/keys.h"
#include "ui/language.h"
#include "ui/text.h"

#include <QClipboard>
#include <QEvent>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace mf::ui {

namespace {

QString printed(const Faults &faults)
{
    QStringList all;
    for (const Fault &fault : faults)
        all << inLanguage(fault).trimmed();
    return all.join(QStringLiteral("\n\n"));
}

} // namespace

FaultsPanel::FaultsPanel(QWidget *parent)
    : QFrame(parent)
    , m_mend(new QPushButton(tr("Edit here")))
    , m_again(new QPushButton(tr("Try again")))
    , m_title(new QLabel)
    , m_list(new QPlainTextEdit)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_title->setWordWrap(true);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_list->setReadOnly(true);
    m_list->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_list->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_list->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = new QPushButton(tr("Copy"));
    auto *close = new QPushButton(tr("Close"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_list->toPlainText()); });
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_about == About::Saving ? emit savingWanted(m_file) : emit againWanted(m_file, m_variant);
    });
    m_mend->setToolTip(tr("Mend the file's text in this window (%1).")
                           .arg(shortcutsOf(Act::EditText).value(0).toString(QKeySequence::NativeText)));
    connect(m_mend, &QPushButton::clicked, this,
            [this] { emit mendingWanted(m_file, m_variant, Faults(m_faults)); });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *button : {copy, m_mend, m_again, close})
        buttons->addWidget(button);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 14);
    all->addWidget(m_title);
    all->addWidget(m_list, 1);
    all->addLayout(buttons);
    hide();
}

void FaultsPanel::showFaults(const QString &file, const QString &variant, const Faults &faults,
                             CanBeMended mendable)
{
    m_faults = faults;
    m_variant = variant;
    m_mend->setVisible(mendable == CanBeMended::Yes);
    show(About::Opening, file, tr("%1 could not be opened. Nothing else has changed."), printed(faults));
}

void FaultsPanel::showNotSaved(const QString &file, const Faults &faults)
{
    m_faults = faults;
    m_mend->hide();
    show(About::Saving, file, tr("%1 could not be saved. What you did is still here."), printed(faults));
}

void FaultsPanel::showLeftOut(const QString &file, const QStringList &acts)
{
    const QString title =
        tr("%1 is saved, but %n act(s) cannot be kept in a scenario file:", nullptr, int(acts.size()));
    m_mend->hide();
    show(About::LeftOut, file, title, acts.join(u'\n'));
}

void FaultsPanel::show(About about, const QString &file, const QString &title, const QString &list)
{
    m_about = about;
    m_file = file;
    m_title->setText(title.arg(QFileInfo(file).fileName()));
    m_list->setPlainText(list);
    const bool isFault = about != About::LeftOut;
    setAccessibleName(isFault ? tr("Errors") : tr("Not saved"));
    m_list->setAccessibleName(isFault ? tr("What is wrong") : tr("What is not in the file"));
    m_again->setVisible(isFault);
    QFrame::show();
    raise();
    m_list->setFocus();
}

/// In another language, what is wrong is said again.
void FaultsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && isVisible() && m_about != About::LeftOut)
        m_about == About::Opening
            ? showFaults(m_file, m_variant, m_faults, m_mend->isHidden() ? CanBeMended::No : CanBeMended::Yes)
            : showNotSaved(m_file, m_faults);
    QFrame::changeEvent(event);
}

bool FaultsPanel::offersMending() const { return isVisible() && m_mend->isVisible(); }

QString FaultsPanel::shownTitle() const { return m_title->text(); }
QString FaultsPanel::shownText() const { return m_list->toPlainText(); }

} // namespace mf::ui
