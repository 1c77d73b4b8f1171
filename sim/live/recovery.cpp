#include "sim/live/recovery.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <map>

namespace mf::live {

namespace {

Delivered keyOf(const store::QueueSaved &saved, const mail::Path &to)
{
    return {saved.letter.mail, ascii::toLower(to.print())};
}

} // namespace

Recovered withoutServed(const std::vector<store::QueueSaved> &queued, const std::set<Delivered> &delivered)
{
    std::map<Delivered, std::uint32_t> furthest; // the highest hop at which somebody waits
    for (const store::QueueSaved &saved : queued)
        for (const mail::Path &to : saved.letter.envelope.to) {
            std::uint32_t &hop = furthest[keyOf(saved, to)];
            hop = std::max(hop, saved.letter.hop);
        }

    Recovered recovered;
    for (store::QueueSaved saved : queued) {
        const auto served = [&](const mail::Path &to) {
            const Delivered key = keyOf(saved, to);
            return delivered.contains(key) || furthest[key] > saved.letter.hop;
        };
        const std::size_t dropped = std::erase_if(saved.letter.envelope.to, served);
        if (saved.letter.envelope.to.empty()) {
            recovered.corrections.push_back(store::QueueRemoved{saved.node, saved.letter.id});
            continue;
        }
        if (dropped > 0)
            recovered.corrections.push_back(saved);
        recovered.queued.push_back(std::move(saved));
    }
    return recovered;
}

} // namespace mf::live
