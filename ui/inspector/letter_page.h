// Inside a letter: envelope and header fields at one place of its way, its journey, and below what it says, as
// text, as its source and as octets.
#pragma once

#include "ui/inspector/letter_items.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QTabWidget;

namespace mf::ui {

class ItemTree;
class Simulation;

class LetterPage final : public QWidget {
    Q_OBJECT

public:
    explicit LetterPage(const Simulation &simulation, QWidget *parent = nullptr);

    /// The letter at the viewed step. The place on its way that was chosen stays, as long as it is there.
    void show(const LetterAt &letter, const ListLimits &limits);
    using QWidget::show;
    ItemTree &rows() { return *m_rows; }
    QComboBox &places() { return *m_places; }
    QString shownText() const;

signals:
    void followed(const mf::ui::Link &link);

private:
    void fillPlaces();
    void choose(int place);
    void refresh();
    void showBody(const Blob &letter);

    const Simulation &m_simulation;
    QComboBox *m_places;
    QLabel *m_delay; ///< where its time went, in words
    ItemTree *m_rows;
    QTabWidget *m_body;
    QPlainTextEdit *m_text, *m_source, *m_octets;
    LetterAt m_letter;
    ListLimits m_limits;
    Index m_chosen = kNoIndex; ///< the record of the chosen state; kNoIndex: the newest, whichever it is
    bool m_filling = false;
};

} // namespace mf::ui
