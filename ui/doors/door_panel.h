// The doors: opens the localhost endpoints of the open scenario and says what to type into a real mail program, whom
// to trust, and who is connected.
#pragma once

#include <QWidget> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/base/fault.h"
#include "sim/live/services.h"
#include "ui/doors/settings.h"

#include <optional>

class QAction;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace mf::ui {

class Simulation;

class DoorPanel final : public QWidget {
    Q_OBJECT

public:
    explicit DoorPanel(Simulation &simulation, QWidget *parent = nullptr);

    /// The one switch, for menu and toolbar. Its panel is there while it is on.
    QAction &doors() { return *m_switch; }
    /// Which ports are taken when it is switched on; the usual ones at first.
    void setPlan(const live::PortPlan &plan) { m_plan = plan; }
    /// The world is another one, but its doors are to be the same: opens them where they were open before it came.
    void openAgain();
    QComboBox &users() { return *m_users; }
    /// All that can be read in it, a line a setting.
    QString shownText() const;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void turn(bool open);
    void openDoors();
    void showFaults();
    void showUser();
    void showConnections();
    void addLine(const QString &name, const QString &value);
    void addServer(const QString &what, const ServerSetting &server);
    void clearForm();
    void makePages();
    QWidget *makeSettings();
    QWidget *makeTrouble();

    Simulation &m_simulation;
    live::PortPlan m_plan;
    std::optional<live::PortPlan> m_wanted; // instead, this once
    QAction *m_switch;
    QStackedWidget *m_pages; // settings, trouble
    QComboBox *m_users;
    QFormLayout *m_form = nullptr;
    QLabel *m_connected, *m_trouble;
    QList<UserSettings> m_settings;
    Faults m_faults;                                // why the doors stay closed
    QList<live::EndpointInfo> m_open, m_openBefore; // now; of the world before this one
};

} // namespace mf::ui
