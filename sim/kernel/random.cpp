#include "sim/kernel/random.h"

#include "sim/base/check.h"

namespace mf {

RandomStream::RandomStream(std::uint64_t worldSeed, std::string_view consumer) : m_state(worldSeed)
{
    for (const char c : consumer) // FNV-1a folds the name in, next() mixes it
        m_state = (m_state ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    next();
}

std::uint64_t RandomStream::next()
{
    std::uint64_t z = (m_state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

std::uint64_t RandomStream::below(std::uint64_t bound)
{
    MF_CHECK(bound > 0);
    const std::uint64_t reject = (0 - bound) % bound; // 2^64 mod bound: values below it would be favoured
    for (;;)
        if (const std::uint64_t value = next(); value >= reject)
            return value % bound;
}

} // namespace mf
