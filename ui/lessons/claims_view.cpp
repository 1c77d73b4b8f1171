#include "ui/lessons/claims_view.h"

#include "ui/language.h"
#include "ui/simulation.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

QLabel *wrapped(const QString &words, bool bold, QPalette::ColorRole role)
{
    auto *label = new QLabel(words);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(role);
    QFont font = label->font();
    font.setBold(bold);
    label->setFont(font);
    return label;
}

} // namespace

ClaimsView::ClaimsView(Simulation &simulation, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_fold(new QToolButton)
    , m_cards(new QWidget)
{
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setFocusPolicy(Qt::TabFocus);
    m_fold->setToolTip(tr("What is commonly said about this, and what is more exactly so."));
    m_cards->setLayout(new QVBoxLayout);
    m_cards->layout()->setContentsMargins(0, 0, 0, 0);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_fold);
    all->addWidget(m_cards);
    connect(m_fold, &QToolButton::toggled, this, &ClaimsView::setUnfolded);
    connect(&simulation, &Simulation::opened, this, &ClaimsView::fill);
    setUnfolded(false);
    if (simulation.isOpen())
        fill();
    else
        hide();
}

bool ClaimsView::isUnfolded() const { return m_fold->isChecked(); }

void ClaimsView::setUnfolded(bool unfolded)
{
    m_fold->setChecked(unfolded);
    m_fold->setArrowType(unfolded ? Qt::DownArrow : Qt::RightArrow);
    m_cards->setVisible(unfolded);
}

void ClaimsView::fill()
{
    qDeleteAll(m_cards->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    const std::size_t count = m_simulation.lesson().claimCount();
    for (std::size_t i = 0; i < count; ++i)
        m_cards->layout()->addWidget(card(i));
    m_fold->setText(tr("Commonly said (%1)").arg(count));
    setUnfolded(false); // what is claimed may answer what is asked
    setVisible(count > 0);
}

QWidget *ClaimsView::card(std::size_t claim)
{
    const Claim &said = m_simulation.lesson().claim(claim);
    auto *frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    auto *show = new QPushButton(tr("Show the moment"));
    show->setFocusPolicy(Qt::TabFocus);
    show->setAccessibleName(tr("Show the moment: %1").arg(inLanguage(said.exactly)));
    show->setToolTip(tr("Go to the moment that shows this."));
    connect(show, &QPushButton::clicked, this, [this, claim] { m_simulation.toClaim(claim); });
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(3);
    column->addWidget(wrapped(tr("Commonly said"), true, QPalette::PlaceholderText));
    column->addWidget(wrapped(inLanguage(said.commonly), false, QPalette::WindowText));
    column->addSpacing(4);
    column->addWidget(wrapped(tr("More exactly"), true, QPalette::PlaceholderText));
    column->addWidget(wrapped(inLanguage(said.exactly), false, QPalette::WindowText));
    column->addWidget(show, 0, Qt::AlignLeft);
    return frame;
}

} // namespace mf::ui
