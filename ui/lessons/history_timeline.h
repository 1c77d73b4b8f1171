// From 1965 to today: when the parts of mail came about, along a line, each with its source; Enter or a double click
// opens the scenario that shows one.
#pragma once

#include <QDialog>

class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace mf::ui {

class HistoryTimeline final : public QDialog {
    Q_OBJECT

public:
    explicit HistoryTimeline(QWidget *parent = nullptr);
    QListWidget &list() { return *m_list; }

signals:
    void scenarioWanted(const QString &fileName);

private:
    void choose(QListWidgetItem *item);
    void refreshButton();

    QListWidget *m_list;
    QPushButton *m_open;
};

} // namespace mf::ui
