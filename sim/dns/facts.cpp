// What a trace says of a DNS datagram.
#include "sim/dns/message.h"

namespace mf::dns {

namespace {

/// The records' data joined by ", "; of addresses, names and texts the same form as in master files.
std::string printAnswers(const std::vector<Record> &records, std::optional<std::uint16_t> only)
{
    std::string out;
    for (const Record &record : records) {
        if (only && record.type != *only)
            continue;
        std::string data = printRdata(record);
        if (out.size() + data.size() + 2 > kAnswerFactLimitOctets)
            return out + (out.empty() ? "..." : ", ...");
        if (!out.empty())
            out += ", ";
        out += data;
    }
    return out;
}

} // namespace

Facts factsOf(const Message &message)
{
    const bool referral = isReferral(message);
    Facts facts;
    facts.add(Key::Protocol, "dns");
    facts.add(Key::Part, !message.isResponse ? "query" : referral ? "referral" : "response");
    if (!message.questions.empty()) {
        const Question &question = message.questions.front();
        facts.add(Key::Question, question.name.isRoot() ? "." : question.name.print());
        facts.add(Key::Type, typeName(question.type));
    }
    if (!message.isResponse)
        return facts;
    facts.add(Key::Rcode, name(message.rcode));
    const std::string answer =
        referral ? printAnswers(message.authority, type::Ns) : printAnswers(message.answer, std::nullopt);
    if (!answer.empty())
        facts.add(Key::Answer, answer);
    return facts;
}

} // namespace mf::dns
