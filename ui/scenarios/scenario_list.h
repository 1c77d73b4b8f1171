// The left side: the scenarios of a folder by their titles, variants beneath.
#pragma once

#include "ui/scenarios/shelf.h"

#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace mf::ui {

class ScenarioList final : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioList(QWidget *parent = nullptr);

    void setEntries(const std::vector<ShelfEntry> &entries);
    /// Marks what is open.
    void setCurrent(const QString &file, const QString &variant);
    /// The entry after that file; null: there is none.
    const ShelfEntry *following(const QString &file) const;
    QTreeWidget &tree() { return *m_tree; }
    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void wanted(const QString &file, const QString &variant);
    void historyWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeRoom();
    void choose(QTreeWidgetItem *item);
    void toCurrentLater();

    std::vector<ShelfEntry> m_entries;
    QTreeWidget *m_tree;
    QLabel *m_about;
};

} // namespace mf::ui
