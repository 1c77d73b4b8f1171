// Reading of DNS messages: one pass over the octets, nothing allocated but what the message keeps. ldns reads a
// tree with an allocation for each field, forgives RDATA with octets left over, and cost more than all the rest
// of an answer; tests compare the two.
#include "sim/dns/message.h"

#include <algorithm>
#include <array>

namespace mf::dns {

namespace {

/// Where names stand in RDATA that may have them compressed: in the types of RFC 1035, and in those for which
/// RFC 3597 section 4 wants them to be read.
struct NameLayout {
    std::uint16_t type;
    std::uint8_t before;  ///< octets
    std::uint8_t strings; ///< then character-strings
    std::uint8_t names;   ///< then names
    std::uint8_t after;   ///< then octets, to the end
};
constexpr std::array kNameLayouts{
    NameLayout{type::Ns, 0, 0, 1, 0},   NameLayout{3, 0, 0, 1, 0}, // MD, MF
    NameLayout{4, 0, 0, 1, 0},          NameLayout{type::Cname, 0, 0, 1, 0},
    NameLayout{type::Soa, 0, 0, 2, 20}, NameLayout{7, 0, 0, 1, 0}, // MB, MG, MR
    NameLayout{8, 0, 0, 1, 0},          NameLayout{9, 0, 0, 1, 0},
    NameLayout{type::Ptr, 0, 0, 1, 0},  NameLayout{14, 0, 0, 2, 0}, // MINFO
    NameLayout{type::Mx, 2, 0, 1, 0},   NameLayout{17, 0, 0, 2, 0}, // RP
    NameLayout{18, 2, 0, 1, 0},                                     // AFSDB, RT
    NameLayout{21, 2, 0, 1, 0},         NameLayout{26, 2, 0, 2, 0}, // PX
    NameLayout{type::Srv, 6, 0, 1, 0},  NameLayout{35, 4, 3, 1, 0}, // NAPTR
};

const NameLayout *layoutOf(std::uint16_t type)
{
    const auto layout = std::ranges::find(kNameLayouts, type, &NameLayout::type);
    return layout != kNameLayouts.end() ? &*layout : nullptr;
}

/// Takes things off the front of a message. What is not there makes it fail, for good.
class Scanner {
public:
    explicit Scanner(std::string_view wire) : m_wire(wire) { }

    bool failed() const { return m_failed; }
    void fail() { m_failed = true; }
    std::size_t at() const { return m_at; }

    unsigned take8()
    {
        const std::string_view octet = takeOctets(1);
        return octet.empty() ? 0u : static_cast<unsigned char>(octet[0]);
    }
    std::uint16_t take16()
    {
        const unsigned high = take8();
        return static_cast<std::uint16_t>(high << 8 | take8());
    }
    std::uint32_t take32()
    {
        const std::uint32_t high = take16();
        return high << 16 | take16();
    }
    std::string_view takeOctets(std::size_t count)
    {
        if (m_failed || m_wire.size() - m_at < count) {
            m_failed = true;
            return {};
        }
        const std::string_view octets = m_wire.substr(m_at, count);
        m_at += count;
        return octets;
    }
    /// The name in uncompressed wire form, without the root's zero octet, in `into`.
    void takeName(std::string &into);

private:
    std::string_view m_wire;
    std::size_t m_at = 0;
    bool m_failed = false;
};

/// RFC 1035 section 4.1.4. A pointer leads to an earlier name: before where it, or the pointer that led to it,
/// stands. So there are no loops.
void Scanner::takeName(std::string &into)
{
    std::array<char, Name::kLimitOctets> labels;
    std::size_t length = 0;
    std::size_t at = m_at;
    std::size_t earliest = m_at;
    bool jumped = false;
    while (!m_failed && at < m_wire.size()) {
        const auto octet = static_cast<unsigned char>(m_wire[at]);
        if (octet == 0) {
            if (!jumped)
                m_at = at + 1;
            into.append(labels.data(), length);
            return;
        }
        if ((octet & 0xc0) == 0xc0) {
            if (m_wire.size() - at < 2)
                break;
            const std::size_t target = (octet & 0x3fu) << 8 | static_cast<unsigned char>(m_wire[at + 1]);
            if (target >= earliest || target < kHeaderOctets)
                break;
            if (!jumped)
                m_at = at + 2;
            jumped = true;
            at = earliest = target;
            continue;
        }
        const std::size_t label = 1u + octet;
        // Labels of other kinds (0x40, 0x80) are of no use any more (RFC 6891 section 5).
        const bool fits = octet <= Name::kLabelLimitOctets && m_wire.size() - at >= label
                          && length + label < Name::kLimitOctets;
        if (!fits)
            break;
        std::ranges::copy(m_wire.substr(at, label), labels.begin() + static_cast<std::ptrdiff_t>(length));
        length += label;
        at += label;
    }
    m_failed = true;
}

Name takeDomainName(Scanner &in)
{
    std::string wire;
    in.takeName(wire);
    return in.failed() ? Name{} : Name::ofWire(std::move(wire));
}

/// RDATA with its names uncompressed. It ends where its length says, or the message is not well-formed.
std::string takeRdata(Scanner &in, std::uint16_t type)
{
    const std::size_t length = in.take16();
    const NameLayout *layout = layoutOf(type);
    if (layout == nullptr)
        return std::string(in.takeOctets(length));
    const std::size_t end = in.at() + length;
    std::string rdata;
    rdata += in.takeOctets(layout->before);
    for (int i = 0; i < layout->strings; ++i) {
        const unsigned octets = in.take8();
        rdata += static_cast<char>(octets);
        rdata += in.takeOctets(octets);
    }
    for (int i = 0; i < layout->names; ++i) {
        in.takeName(rdata);
        rdata += '\0';
    }
    rdata += in.takeOctets(layout->after);
    if (in.at() != end)
        in.fail();
    return rdata;
}

Question takeQuestion(Scanner &in)
{
    Question question;
    question.name = takeDomainName(in);
    question.type = in.take16();
    question.cls = in.take16();
    return question;
}

Record takeRecord(Scanner &in)
{
    Record record;
    record.name = takeDomainName(in);
    record.type = in.take16();
    record.cls = in.take16();
    record.ttl = in.take32();
    record.rdata = takeRdata(in, record.type);
    if (record.cls == kClassIn && !isWellFormed(record)) // of other classes nobody looks inside
        in.fail();
    return record;
}

/// Options fill their field (RFC 6891 section 6.1.2).
bool areOptions(std::string_view octets)
{
    Scanner in(octets);
    while (!in.failed() && in.at() < octets.size()) {
        in.take16(); // code
        in.takeOctets(in.take16());
    }
    return !in.failed();
}

/// RFC 6891 section 6.1: at the root, once in a message.
bool takeEdns(Message &message, Record &&opt)
{
    if (message.edns || !opt.name.isRoot() || !areOptions(opt.rdata))
        return false;
    Edns edns;
    edns.udpLimitOctets = opt.cls;
    edns.version = static_cast<std::uint8_t>(opt.ttl >> 16);
    edns.dnssecOk = (opt.ttl & 0x8000u) != 0;
    edns.options = std::move(opt.rdata);
    message.rcode = static_cast<Rcode>(opt.ttl >> 24 << 4 | static_cast<unsigned>(message.rcode));
    message.edns = std::move(edns);
    return true;
}

void takeSection(std::vector<Record> &out, Scanner &in, unsigned count)
{
    while (count-- > 0 && !in.failed()) {
        out.push_back(takeRecord(in));
        if (out.back().type == type::Opt)
            in.fail(); // it is no data: its place is the additional section
    }
}

void takeAdditional(Message &message, Scanner &in, unsigned count)
{
    while (count-- > 0 && !in.failed()) {
        Record record = takeRecord(in);
        if (record.type == type::Opt) {
            if (!takeEdns(message, std::move(record)))
                in.fail();
        } else if (record.type != type::Tsig) {
            message.additional.push_back(std::move(record));
        }
    }
}

void takeFlags(Message &message, unsigned flags)
{
    message.isResponse = (flags & 0x8000u) != 0;
    message.opcode = static_cast<Opcode>(flags >> 11 & 0xfu);
    message.authoritative = (flags & 0x0400u) != 0;
    message.truncated = (flags & 0x0200u) != 0;
    message.recursionDesired = (flags & 0x0100u) != 0;
    message.recursionAvailable = (flags & 0x0080u) != 0;
    message.authenticData = (flags & 0x0020u) != 0;
    message.checkingDisabled = (flags & 0x0010u) != 0;
    message.rcode = static_cast<Rcode>(flags & 0xfu);
}

/// FORMERR with what the header still tells (RFC 1035 section 4.1.1), or NOTIMP: what other opcodes mean by their
/// sections nobody here knows. Nothing to who answered an answer.
Unreadable refusalOf(std::string_view octets)
{
    Scanner in(octets);
    Message query;
    query.id = in.take16();
    takeFlags(query, in.take16());
    if (octets.size() < kHeaderOctets || query.isResponse)
        return {};
    return {responseTo(query, query.opcode == Opcode::Query ? Rcode::FormErr : Rcode::NotImp)};
}

} // namespace

std::expected<Message, Unreadable> parse(std::string_view octets)
{
    Message message;
    Scanner in(octets);
    message.id = in.take16();
    takeFlags(message, in.take16());
    std::array<unsigned, 4> counts{};
    for (unsigned &count : counts)
        count = in.take16();
    for (unsigned i = 0; i < counts[0] && !in.failed(); ++i)
        message.questions.push_back(takeQuestion(in));
    takeSection(message.answer, in, counts[1]);
    takeSection(message.authority, in, counts[2]);
    takeAdditional(message, in, counts[3]);
    // Octets after the last record are nobody's: every server lets them pass.
    if (in.failed() || octets.size() > kMessageLimitOctets)
        return std::unexpected(refusalOf(octets));
    return message;
}

} // namespace mf::dns
