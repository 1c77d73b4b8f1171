// Moments that a person has marked, to come back to. A mark belongs to the futures that share its past.
#pragma once

#include "sim/world/history.h"

#include <QObject>
#include <QString>

#include <vector>

namespace mf::ui {

class Simulation;

struct Bookmark {
    BranchId branch{};
    StepIndex step = 0;
    Instant at{}; ///< between that step and the next
    QString what; ///< what had just happened
};

class Bookmarks final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kLimit = 500;

    explicit Bookmarks(Simulation &simulation, QObject *parent = nullptr);

    /// Those of the viewed future, in order.
    std::vector<Bookmark> shown() const;
    /// Whether the viewed moment is marked.
    bool isHere() const;
    bool hasNext() const;
    bool hasPrevious() const;

public slots:
    void toggle(); ///< sets one at the viewed moment, or removes it
    void toNext();
    void toPrevious();
    void go(const mf::ui::Bookmark &bookmark);

signals:
    void changed();

private:
    bool isShown(const Bookmark &bookmark) const;

    Simulation &m_simulation;
    std::vector<Bookmark> m_all;
};

} // namespace mf::ui
