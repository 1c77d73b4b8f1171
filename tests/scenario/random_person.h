// Somebody who does whatever can be done in the window, by chance, the same for the same seed.
#pragma once

#include "sim/world/history.h"

#include <optional>
#include <random>
#include <string>

namespace mf::test {

class RandomPerson {
public:
    explicit RandomPerson(std::uint64_t seed) : m_random(seed) { }

    std::size_t upTo(std::size_t limit) { return m_random() % limit; }
    /// Something that can be done in that world now; nothing: what came to mind cannot.
    std::optional<PersonAct> act(const World &world);

private:
    std::optional<PersonAct> write(const NodeSpec &client);
    std::optional<PersonAct> tend(const World &world, const NodeSpec &client);
    std::optional<PersonAct> discard(const World &world, const NodeSpec &client);
    std::optional<PersonAct> speak(const World &world, const NodeSpec &client);
    std::optional<PersonAct> breakOrMend(const World &world);

    std::mt19937_64 m_random;
    int m_written = 0;
};

} // namespace mf::test
