#include "ui/inspector/letter_page.h"

#include "ui/inspector/item_tree.h"
#include "ui/inspector/pages.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

constexpr std::size_t kSourceOctets = 64 * 1024, kHexOctets = 8 * 1024;

QPlainTextEdit *viewer(const QString &name, bool fixedPitch)
{
    auto *edit = new QPlainTextEdit;
    edit->setAccessibleName(name);
    edit->setReadOnly(true);
    edit->setFrameShape(QFrame::NoFrame);
    edit->setTabChangesFocus(true);
    if (fixedPitch) {
        edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    }
    return edit;
}

/// Keeps the place that is read where the text is the same.
void put(QPlainTextEdit *viewer, const QString &text)
{
    if (viewer->toPlainText() != text)
        viewer->setPlainText(text);
}

} // namespace

LetterPage::LetterPage(const Simulation &simulation, QWidget *parent)
    : QWidget(parent)
    , m_simulation(simulation)
    , m_places(new QComboBox)
    , m_delay(new QLabel)
    , m_rows(new ItemTree(tr("Envelope, letter and journey")))
    , m_body(new QTabWidget)
    , m_text(viewer(tr("Text of the letter"), false))
    , m_source(viewer(tr("Source of the letter"), true))
    , m_octets(viewer(tr("Octets of the letter"), true))
{
    m_places->setAccessibleName(tr("Where on its way"));
    m_places->setToolTip(tr("Where on its way the letter is looked at"));
    m_places->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_delay->setAccessibleName(tr("Where the time went"));
    m_delay->setTextFormat(Qt::PlainText);
    m_delay->setWordWrap(true);
    m_delay->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_body->setDocumentMode(true);
    m_body->addTab(m_text, tr("Text"));
    m_body->addTab(m_source, tr("Source"));
    m_body->addTab(m_octets, tr("Bytes"));
    auto *down = new QSplitter(Qt::Vertical);
    down->addWidget(m_rows);
    down->addWidget(m_body);
    down->setStretchFactor(0, 2);
    down->setStretchFactor(1, 1);
    down->setChildrenCollapsible(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(14, 0, 14, 0);
    top->addWidget(m_places, 1);
    all->addLayout(top);
    auto *answer = new QHBoxLayout;
    answer->setContentsMargins(14, 0, 14, 0);
    answer->addWidget(m_delay);
    all->addLayout(answer);
    all->addWidget(down, 1);
    connect(m_places, &QComboBox::currentIndexChanged, this, &LetterPage::choose);
    connect(m_rows, &ItemTree::followed, this, &LetterPage::followed);
}

void LetterPage::show(const LetterAt &letter, const ListLimits &limits)
{
    if (letter.mail != m_letter.mail)
        m_chosen = kNoIndex;
    m_letter = letter;
    m_limits = limits;
    fillPlaces();
    refresh();
}

void LetterPage::fillPlaces()
{
    m_filling = true;
    m_places->clear();
    int chosen = int(m_letter.states.size()) - 1;
    for (int i = 0; i < int(m_letter.states.size()); ++i) {
        m_places->addItem(stateName(m_simulation, m_letter.states[std::size_t(i)]));
        if (m_letter.states[std::size_t(i)].record == m_chosen)
            chosen = i;
    }
    m_places->setCurrentIndex(chosen);
    m_places->setEnabled(m_places->count() > 1);
    m_filling = false;
}

void LetterPage::choose(int place)
{
    if (m_filling || place < 0)
        return;
    // The newest one stays the newest when the letter goes on.
    m_chosen = place + 1 == m_places->count() ? kNoIndex : m_letter.states[std::size_t(place)].record;
    refresh();
}

void LetterPage::refresh()
{
    const auto place = std::size_t(std::max(0, m_places->currentIndex()));
    m_delay->setText(m_simulation.teller().delay(m_letter.delay, m_simulation.trace()));
    m_delay->setVisible(!m_delay->text().isEmpty());
    m_rows->show(letterItems(m_simulation, m_letter, place, m_limits));
    showBody(place < m_letter.states.size() ? m_letter.states[place].letter : Blob());
}

void LetterPage::showBody(const Blob &letter)
{
    m_body->setEnabled(!letter.empty());
    put(m_text, text(story::readableText(letter)));
    put(m_source, printable(Slices(letter), kSourceOctets));
    QString hex = hexLines(letter.slice(0, kHexOctets).view());
    if (letter.size() > kHexOctets)
        hex += tr("… and %1 more octets").arg(letter.size() - kHexOctets);
    put(m_octets, hex);
}

QString LetterPage::shownText() const
{
    const auto place = std::size_t(std::max(0, m_places->currentIndex()));
    return m_places->currentText() + u'\n' + m_delay->text() + u'\n'
           + plainText(letterItems(m_simulation, m_letter, place, m_limits)) + m_text->toPlainText();
}

} // namespace mf::ui
