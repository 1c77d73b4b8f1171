#include "sim/world/scenario.h"

#include <algorithm>
#include <array>

namespace mf {

namespace {

constexpr std::array<std::string_view, 11> kFates{"written",     "accepted", "queued", "relayed",
                                                  "handed-over", "stored",   "read",   "deleted",
                                                  "delayed",     "bounced",  "dropped"};
static_assert(kFates.size() == static_cast<std::size_t>(Fate::Dropped) + 1);

template <typename Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N> &names, std::string_view name)
{
    const auto it = std::ranges::find(names, name);
    if (it == names.end())
        return std::nullopt;
    return static_cast<Enum>(it - names.begin());
}

} // namespace

std::string LocalText::in(std::string_view language) const
{
    const std::string *english = nullptr;
    for (const auto &[code, text] : byLanguage) {
        if (code == language)
            return text;
        if (english == nullptr && (code == "en" || code.empty()))
            english = &text;
    }
    return english != nullptr ? *english : byLanguage.empty() ? std::string() : byLanguage.front().second;
}

std::string_view name(Fate fate) { return kFates[static_cast<std::size_t>(fate)]; }
std::optional<Fate> fateNamed(std::string_view name) { return named<Fate>(kFates, name); }

bool FaultSpec::isLike(const FaultSpec &other) const
{
    if (kind != other.kind || node != other.node)
        return false;
    return !isOfLink() || (linkA == other.linkA && linkB == other.linkB)
           || (linkA == other.linkB && linkB == other.linkA);
}

const NodeSpec *Scenario::node(std::string_view wanted) const
{
    const auto it = std::ranges::find(nodes, wanted, &NodeSpec::name);
    return it == nodes.end() ? nullptr : &*it;
}

} // namespace mf
