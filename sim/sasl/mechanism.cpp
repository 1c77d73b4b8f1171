#include "sim/sasl/mechanism.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <array>

namespace mf::sasl {

namespace {

// The order is the order of preference. LOGIN comes last: it takes two more round trips and no RFC describes
// it.
constexpr std::array kMechanisms{
    Mechanism{"PLAIN", true, true},
    Mechanism{"LOGIN", true, false},
};

} // namespace

std::span<const Mechanism> mechanisms() { return kMechanisms; }

const Mechanism *find(std::string_view name)
{
    const auto it =
        std::ranges::find_if(kMechanisms, [&](const auto &m) { return ascii::equals(m.name, name); });
    return it == kMechanisms.end() ? nullptr : &*it;
}

const Mechanism *choose(std::span<const std::string> offered, Stream stream, bool clearIsFine)
{
    for (const Mechanism &mechanism : kMechanisms) {
        if (mechanism.sendsPassword && stream == Stream::Clear && !clearIsFine)
            continue;
        if (std::ranges::any_of(offered,
                                [&](const auto &name) { return ascii::equals(name, mechanism.name); }))
            return &mechanism;
    }
    return nullptr;
}

} // namespace mf::sasl
