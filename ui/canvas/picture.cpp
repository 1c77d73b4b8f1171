#include "ui/canvas/picture.h"

#include "sim/world/world.h"

#include <map>

namespace mf::ui {

namespace {

std::vector<std::size_t> stillUnwritten(const TraceIndex &index, const Stage &stage, Index records)
{
    if (stage.unwritten.empty())
        return {};
    std::map<NodeId, std::size_t> written;
    for (const LetterEvent &event : index.letterEvents()) {
        if (event.record >= records)
            break;
        if (event.kind == Kind::LetterWritten)
            ++written[event.node];
    }
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < stage.unwritten.size(); ++i) {
        std::size_t &count = written[stage.unwritten[i].node];
        if (count > 0)
            --count;
        else
            left.push_back(i);
    }
    return left;
}

std::vector<Broken> brokenIn(const World &world)
{
    std::vector<Broken> broken;
    for (const auto &[fault, since, number] : world.standingFaults())
        broken.push_back({world.nodeNamed(fault.isOfLink() ? fault.linkA : fault.node),
                          fault.isOfLink() ? world.nodeNamed(fault.linkB) : NodeId::None, fault.kind});
    return broken;
}

} // namespace

Picture pictureOf(const TraceIndex &index, const Stage &stage, Instant at, Index records, const World *world)
{
    Picture picture;
    picture.at = at;
    picture.hops = index.inFlight(at, records);
    picture.lines = index.standing(records);
    picture.letters = index.resting(records);
    picture.unwritten = stillUnwritten(index, stage, records);
    for (const auto &[pair, first] : index.pairs())
        if (first < records)
            picture.pairs.push_back(pair);
    if (world)
        picture.broken = brokenIn(*world);
    return picture;
}

} // namespace mf::ui
