// A ladder of a whole run as an SVG file: the same lay-out as in the window.
#pragma once

#include "sim/story/secrets.h"
#include "sim/world/world.h"

#include <map>
#include <string>
#include <vector>

namespace mf::app {

class LadderFile {
public:
    /// Records in their order: what is secret follows from what came before.
    void add(const std::vector<Record> &records);
    /// False: the file cannot be written.
    bool write(const std::string &path, const World &world) const;

private:
    Trace m_trace;
    story::SecretFinder m_finder;
    std::map<Index, Slices> m_masked;
};

} // namespace mf::app
