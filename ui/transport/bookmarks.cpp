#include "ui/transport/bookmarks.h"

#include "ui/simulation.h"
#include "ui/transport/narration.h"

#include <algorithm>
#include <tuple>

namespace mf::ui {

namespace {

auto placeOf(const Bookmark &bookmark) { return std::tuple(bookmark.step, bookmark.at); }
auto viewed(const Simulation &simulation)
{
    return std::tuple(simulation.history().position(),
                      std::max(simulation.viewTime(), simulation.world().now()));
}

} // namespace

Bookmarks::Bookmarks(Simulation &simulation, QObject *parent) : QObject(parent), m_simulation(simulation)
{
    connect(&simulation, &Simulation::opened, this, [this] {
        m_all.clear();
        emit changed();
    });
}

bool Bookmarks::isShown(const Bookmark &bookmark) const
{
    const History &history = m_simulation.history();
    return bookmark.step <= history.sharedSteps(bookmark.branch, history.branch());
}

std::vector<Bookmark> Bookmarks::shown() const
{
    std::vector<Bookmark> all;
    std::ranges::copy_if(m_all, std::back_inserter(all), [this](const auto &mark) { return isShown(mark); });
    std::ranges::sort(all, {}, placeOf);
    return all;
}

bool Bookmarks::isHere() const
{
    return m_simulation.isOpen() && std::ranges::any_of(m_all, [this](const Bookmark &mark) {
               return isShown(mark) && placeOf(mark) == viewed(m_simulation);
           });
}

bool Bookmarks::hasNext() const
{
    return m_simulation.isOpen() && std::ranges::any_of(m_all, [this](const Bookmark &mark) {
               return isShown(mark) && placeOf(mark) > viewed(m_simulation);
           });
}

bool Bookmarks::hasPrevious() const
{
    return m_simulation.isOpen() && std::ranges::any_of(m_all, [this](const Bookmark &mark) {
               return isShown(mark) && placeOf(mark) < viewed(m_simulation);
           });
}

void Bookmarks::toggle()
{
    if (!m_simulation.isOpen())
        return;
    const auto erased = std::erase_if(m_all, [this](const Bookmark &mark) {
        return isShown(mark) && placeOf(mark) == viewed(m_simulation);
    });
    if (erased == 0 && m_all.size() < kLimit) {
        const auto [step, at] = viewed(m_simulation);
        m_all.push_back(
            {m_simulation.history().branch(), step, at, narrate(m_simulation, m_simulation.teller())});
    }
    emit changed();
}

void Bookmarks::toNext()
{
    for (const Bookmark &mark : shown())
        if (placeOf(mark) > viewed(m_simulation))
            return go(mark);
}

void Bookmarks::toPrevious()
{
    const std::vector<Bookmark> marks = shown();
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
        if (placeOf(*mark) < viewed(m_simulation))
            return go(*mark);
}

void Bookmarks::go(const Bookmark &bookmark)
{
    if (m_simulation.isOpen() && isShown(bookmark))
        m_simulation.toStep(bookmark.step, bookmark.at);
}

} // namespace mf::ui
