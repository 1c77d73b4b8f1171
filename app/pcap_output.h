// A pcapng file on disk, written while the world runs.
#pragma once

#include "sim/story/pcap.h"
#include "sim/world/world.h"

#include <cstdio>
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace mf::app {

class PcapOutput {
public:
    /// A file does not grow beyond this: a server may run for weeks.
    static constexpr std::uint64_t kLimitOctets = 512ull * 1024 * 1024;

    /// `world` gives the world as it is whenever a packet is written.
    static std::expected<PcapOutput, std::string> create(const std::string &path,
                                                         std::function<const World &()> world,
                                                         std::uint64_t limitOctets = kLimitOctets);
    /// False: the disk did not take them, or the file is full.
    bool write(const std::vector<Record> &records);
    /// Writes what was held back until its order was known.
    bool finish();

private:
    struct Closer {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Closer>;

    PcapOutput(File file, story::PcapFile packets, std::uint64_t limit)
        : m_file(std::move(file))
        , m_packets(std::move(packets))
        , m_limit(limit)
    { }
    bool put(const std::string &octets);

    File m_file;
    story::PcapFile m_packets;
    std::uint64_t m_limit, m_written = 0;
};

} // namespace mf::app
