#include "ui/scenarios/faults_panel.h"

#include "ui/text.h"

#include <QClipboard>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace mf::ui {

FaultsPanel::FaultsPanel(QWidget *parent) : QFrame(parent), m_title(new QLabel), m_list(new QPlainTextEdit)
{
    setAccessibleName(tr("Errors"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_title->setWordWrap(true);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_list->setAccessibleName(tr("What is wrong"));
    m_list->setReadOnly(true);
    m_list->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_list->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_list->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = new QPushButton(tr("Copy"));
    auto *again = new QPushButton(tr("Try again"));
    auto *close = new QPushButton(tr("Close"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_list->toPlainText()); });
    connect(again, &QPushButton::clicked, this, [this] { emit againWanted(m_file); });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *button : {copy, again, close})
        buttons->addWidget(button);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 14);
    all->addWidget(m_title);
    all->addWidget(m_list, 1);
    all->addLayout(buttons);
    hide();
}

void FaultsPanel::showFaults(const QString &file, const Faults &faults)
{
    m_file = file;
    QStringList printed;
    for (const Fault &fault : faults)
        printed << text(fault.print()).trimmed();
    m_title->setText(tr("%1 could not be opened. What was open stays open.").arg(QFileInfo(file).fileName()));
    m_list->setPlainText(printed.join(QStringLiteral("\n\n")));
    show();
    raise();
    m_list->setFocus();
}

QString FaultsPanel::shownText() const { return m_list->toPlainText(); }

} // namespace mf::ui
