// The right side: what is inside the selected machine, letter or event at the viewed step.
#pragma once

#include "ui/inspector/item.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace mf::ui {

class DepthControl;
class ItemTree;
class LetterPage;
class Selection;
class Simulation;

class InspectorPanel final : public QWidget {
    Q_OBJECT

public:
    InspectorPanel(Simulation &simulation, Selection &selection, QWidget *parent = nullptr);
    QString shownText() const;
    ItemTree &machine() { return *m_machine; }
    LetterPage &letter() { return *m_letter; }
    DepthControl &depth() { return *m_depth; }

signals:
    void termWanted(const QString &id); ///< a word that the glossary explains
    void mailProgramWanted(mf::NodeId client);
    void terminalWanted(); ///< at the selected machine

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void refresh();
    void showMachine(NodeId node);
    void showLetter(MailId letter);
    void showRecord(Index record);
    void followLink(const QString &link);
    void showNothing();
    void offerProgram(NodeId node);
    void openProgram();
    void turnTo(QWidget *page);
    void setHeading(const QString &title, const QString &subtitle);
    void follow(const Link &link);

    Simulation &m_simulation;
    Selection &m_selection;
    QLabel *m_title, *m_subtitle;
    QStackedWidget *m_pages;
    QTextBrowser *m_page;
    ItemTree *m_machine;
    LetterPage *m_letter;
    DepthControl *m_depth;
    QPushButton *m_program; // that runs on the machine and has a window
    ListLimits m_limits;
    NodeId m_shownNode = NodeId::None;
    Index m_shownRecord = kNoIndex;
};

} // namespace mf::ui
