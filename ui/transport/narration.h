// One line above the buttons that says what just happened, or what to do.
#pragma once

#include <QLabel>

namespace mf::ui {

class Simulation;
class Teller;

/// What is said at this moment, in words only.
QString narrate(const Simulation &simulation, const Teller &teller);

class Narration final : public QLabel {
    Q_OBJECT

public:
    explicit Narration(const Simulation &simulation, QWidget *parent = nullptr);
    /// Offers what comes after the open scenario when it is over; "" for none.
    void setFollowing(const QString &title);

protected:
    void changeEvent(QEvent *event) override;

signals:
    void followingWanted();
    void termWanted(const QString &id); ///< a word that the glossary explains

private:
    void refresh();
    void follow(const QString &link);
    void hint(const QString &link);

    const Simulation &m_simulation;
    QString m_following;
};

} // namespace mf::ui
