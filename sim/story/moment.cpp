#include "sim/story/moment.h"

#include "sim/base/ascii.h"
#include "sim/story/journey.h"

namespace mf::story {

namespace {

bool isQuery(const MomentSpec &moment, const Record &record)
{
    const Facts &facts = record.facts;
    return record.kind == Kind::Datagram && facts.text(Key::Part) == "query"
           && facts.text(Key::Type) == moment.queryType
           && ascii::equals(facts.text(Key::Question), moment.queryName);
}

bool isReply(const MomentSpec &moment, const Record &record)
{
    return record.kind == Kind::Segment && record.facts.text(Key::Code) == moment.reply;
}

} // namespace

std::optional<Index> firstMoment(const MomentSpec &moment, const Trace &trace,
                                 const std::vector<std::string> &nodeNames)
{
    MailId mail = MailId::None; // once the letter is written
    for (const Record &record : trace) {
        if (!moment.letter.empty() && record.kind == Kind::LetterWritten
            && record.facts.text(Key::Letter) == moment.letter)
            mail = record.mail;
        const bool here = moment.node.empty()
                          || (record.from != NodeId::None && nodeNames[raw(record.from)] == moment.node);
        const bool it = !moment.letter.empty()
                            ? mail != MailId::None && record.mail == mail && fateOf(record) == moment.fate
                        : !moment.reply.empty() ? isReply(moment, record)
                                                : isQuery(moment, record);
        if (here && it)
            return record.id;
    }
    return std::nullopt;
}

bool isShown(const Claim &claim, const Trace &trace, const std::vector<std::string> &nodeNames)
{
    const auto shown = firstMoment(claim.shownBy, trace, nodeNames);
    if (!shown || !claim.before)
        return shown.has_value();
    const auto later = firstMoment(*claim.before, trace, nodeNames);
    return later && *shown < *later;
}

} // namespace mf::story
