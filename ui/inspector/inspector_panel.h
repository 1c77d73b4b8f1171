// The right side: what is inside the selected machine or event at the viewed step.
#pragma once

#include <QWidget>

class QTextBrowser;

namespace mf::ui {

class Selection;
class Simulation;

class InspectorPanel final : public QWidget {
    Q_OBJECT

public:
    InspectorPanel(Simulation &simulation, Selection &selection, QWidget *parent = nullptr);
    QString shownText() const;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    Simulation &m_simulation;
    Selection &m_selection;
    QTextBrowser *m_page;
};

} // namespace mf::ui
