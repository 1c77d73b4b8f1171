// Printing of DNS messages: one pass into one string. ldns's own printing compresses names without regard to
// case, knows no size limit, and costs a tree and an allocation for each label.
#include "sim/dns/message.h"

#include <array>

namespace mf::dns {

namespace {

constexpr std::size_t kOptOctets = 11;

class Printer {
public:
    explicit Printer(std::size_t limit) : m_limit(limit) { m_out.reserve(256); }

    void put8(std::size_t value) { m_out += static_cast<char>(value & 0xff); }
    void put16(std::size_t value)
    {
        put8(value >> 8);
        put8(value);
    }
    void put32(std::uint32_t value)
    {
        put16(value >> 16);
        put16(value & 0xffff);
    }
    void patch16(std::size_t at, std::size_t value)
    {
        m_out[at] = static_cast<char>(value >> 8 & 0xff);
        m_out[at + 1] = static_cast<char>(value & 0xff);
    }

    void putName(std::string_view wire);
    void putRdata(const Record &record);
    void putQuestion(const Question &question);
    /// False: it does not fit, and nothing of it was written.
    bool putRecord(const Record &record);
    /// How many of the section's records fit; also written to the header at `countAt`.
    std::size_t putSection(const std::vector<Record> &records, std::size_t countAt);
    void putOpt(const Message &message);
    std::string take() { return std::move(m_out); }

private:
    /// Ends of names that have been written, by where: views into the message that is printed.
    struct Suffix {
        std::string_view wire;
        std::uint16_t at;
    };

    std::string m_out;
    std::size_t m_limit;
    std::array<Suffix, 64> m_suffixes{}; // what is beyond is not shared; the message is right all the same
    std::size_t m_suffixCount = 0;
};

void Printer::putName(std::string_view wire)
{
    constexpr std::size_t pointerLimit = 0x4000; // RFC 1035 section 4.1.4: 14 bits
    while (!wire.empty()) {
        for (std::size_t i = 0; i < m_suffixCount; ++i)
            if (m_suffixes[i].wire == wire)
                return put16(0xc000u | m_suffixes[i].at);
        if (m_suffixCount < m_suffixes.size() && m_out.size() < pointerLimit)
            m_suffixes[m_suffixCount++] = {wire, static_cast<std::uint16_t>(m_out.size())};
        const std::size_t label = 1u + static_cast<unsigned char>(wire.front());
        m_out += wire.substr(0, label);
        wire.remove_prefix(label);
    }
    put8(0);
}

/// RFC 3597 section 4: only names in the types of RFC 1035 are compressed.
void Printer::putRdata(const Record &record)
{
    const std::string_view rdata = record.rdata;
    switch (record.type) {
    case type::Ns:
    case type::Cname:
    case type::Ptr:
        if (!isWellFormed(record))
            break;
        return putName(rdata.substr(0, rdata.size() - 1));
    case type::Mx:
        if (!isWellFormed(record))
            break;
        m_out += rdata.substr(0, 2);
        return putName(rdata.substr(2, rdata.size() - 3));
    case type::Soa: {
        const auto primary = Name::endOfWire(rdata, 0);
        const auto mailbox = primary ? Name::endOfWire(rdata, *primary) : std::nullopt;
        if (!mailbox)
            break;
        putName(rdata.substr(0, *primary - 1));
        putName(rdata.substr(*primary, *mailbox - 1 - *primary));
        m_out += rdata.substr(*mailbox);
        return;
    }
    default: break;
    }
    m_out += rdata;
}

void Printer::putQuestion(const Question &question)
{
    putName(question.name.wire());
    put16(question.type);
    put16(question.cls);
}

bool Printer::putRecord(const Record &record)
{
    const std::size_t begin = m_out.size();
    const std::size_t suffixes = m_suffixCount;
    putName(record.name.wire());
    put16(record.type);
    put16(record.cls);
    put32(record.ttl);
    const std::size_t lengthAt = m_out.size();
    put16(0);
    putRdata(record);
    if (m_out.size() > m_limit) {
        m_out.resize(begin);
        m_suffixCount = suffixes;
        return false;
    }
    patch16(lengthAt, m_out.size() - lengthAt - 2);
    return true;
}

std::size_t Printer::putSection(const std::vector<Record> &records, std::size_t countAt)
{
    std::size_t count = 0;
    while (count < records.size() && putRecord(records[count]))
        ++count;
    patch16(countAt, count);
    return count;
}

void Printer::putOpt(const Message &message)
{
    const Edns &edns = *message.edns;
    put8(0); // owner: the root
    put16(type::Opt);
    put16(edns.udpLimitOctets);
    put8(static_cast<std::size_t>(message.rcode) >> 4);
    put8(edns.version);
    put16(edns.dnssecOk ? 0x8000 : 0);
    put16(edns.options.size());
    m_out += edns.options;
}

std::size_t flagsOf(const Message &message)
{
    return (message.isResponse ? 0x8000u : 0u) | static_cast<std::size_t>(message.opcode) << 11
           | (message.authoritative ? 0x0400u : 0u) | (message.truncated ? 0x0200u : 0u)
           | (message.recursionDesired ? 0x0100u : 0u) | (message.recursionAvailable ? 0x0080u : 0u)
           | (message.authenticData ? 0x0020u : 0u) | (message.checkingDisabled ? 0x0010u : 0u)
           | (static_cast<std::size_t>(message.rcode) & 0xf);
}

} // namespace

std::string print(const Message &message, std::size_t limitOctets)
{
    constexpr std::size_t flagsAt = 2, answerCountAt = 6, authorityCountAt = 8, additionalCountAt = 10;
    constexpr std::size_t tcBit = 0x0200;
    // Room for OPT is kept, so that a truncated answer still has it (RFC 6891 section 7).
    const std::size_t optOctets = message.edns ? kOptOctets + message.edns->options.size() : 0;
    Printer out(limitOctets > optOctets + kHeaderOctets ? limitOctets - optOctets : kHeaderOctets);
    out.put16(message.id);
    out.put16(flagsOf(message));
    out.put16(message.questions.size());
    for (int count = 0; count < 3; ++count)
        out.put16(0);
    for (const Question &question : message.questions)
        out.putQuestion(question);

    bool cut = out.putSection(message.answer, answerCountAt) < message.answer.size();
    cut = cut || out.putSection(message.authority, authorityCountAt) < message.authority.size();
    std::size_t additional = 0;
    if (!cut) {
        additional = out.putSection(message.additional, additionalCountAt);
        cut = additional < message.additional.size() && isReferral(message);
    }
    if (message.edns) {
        out.putOpt(message);
        out.patch16(additionalCountAt, additional + 1);
    }
    if (cut)
        out.patch16(flagsAt, flagsOf(message) | tcBit);
    return out.take();
}

} // namespace mf::dns
