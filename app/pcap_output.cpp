#include "app/pcap_output.h"

namespace mf::app {

namespace {

story::PcapFile::Host hostOf(const World &world, NodeId node)
{
    if (node == NodeId::None || raw(node) >= world.nodeCount())
        return {};
    return {world.node(node).name(), world.network().addressOf(node)};
}

} // namespace

std::expected<PcapOutput, std::string>
PcapOutput::create(const std::string &path, std::function<const World &()> world, std::uint64_t limitOctets)
{
    File file(std::fopen(path.c_str(), "wb"));
    if (!file)
        return std::unexpected(path + ": cannot be written");
    std::vector<story::PcapFile::Host> hosts;
    for (std::uint32_t i = 0; i < world().nodeCount(); ++i)
        hosts.push_back(hostOf(world(), NodeId{i}));
    story::PcapFile packets([world](NodeId node) { return hostOf(world(), node); }, world().epoch());
    const std::string begin = packets.begin(hosts);
    PcapOutput output(std::move(file), std::move(packets), limitOctets);
    if (!output.put(begin))
        return std::unexpected(path + ": cannot be written");
    return output;
}

bool PcapOutput::write(const std::vector<Record> &records)
{
    std::string octets;
    for (const Record &record : records)
        octets += m_packets.print(record);
    return put(octets);
}

bool PcapOutput::finish() { return put(m_packets.end()); }

bool PcapOutput::put(const std::string &octets)
{
    m_written += octets.size();
    return m_written <= m_limit && std::fwrite(octets.data(), 1, octets.size(), m_file.get()) == octets.size()
           && std::fflush(m_file.get()) == 0;
}

} // namespace mf::app
