#include "sim/story/moment.h"

#include "sim/base/ascii.h"
#include "sim/story/journey.h"

#include <fmt/format.h>

#include <utility>

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

bool isCommand(const MomentSpec &moment, const Record &record)
{
    // An IMAP server's answer names the command as well.
    return record.kind == Kind::Segment && !record.facts.has(Key::Code)
           && ascii::equals(record.facts.text(Key::Verb), moment.command);
}

} // namespace

MomentFinder::MomentFinder(std::vector<MomentSpec> moments, std::vector<std::string> nodeNames)
    : m_nodeNames(std::move(nodeNames))
{
    for (MomentSpec &spec : moments)
        m_moments.push_back({std::move(spec), MailId::None, std::nullopt});
}

void MomentFinder::grow(const Trace &trace, Index records)
{
    for (; m_seen < records && m_seen < trace.size(); ++m_seen)
        for (Moment &moment : m_moments)
            if (!moment.record)
                look(moment, trace[m_seen]);
}

void MomentFinder::clear()
{
    m_seen = 0;
    for (Moment &moment : m_moments) {
        moment.mail = MailId::None;
        moment.record.reset();
    }
}

void MomentFinder::look(Moment &moment, const Record &record) const
{
    const MomentSpec &spec = moment.spec;
    if (!spec.letter.empty() && record.kind == Kind::LetterWritten
        && record.facts.text(Key::Letter) == spec.letter)
        moment.mail = record.mail;
    const std::size_t from = raw(record.from);
    if (!spec.node.empty() && (from >= m_nodeNames.size() || m_nodeNames[from] != spec.node))
        return;
    const bool it = !spec.letter.empty() ? moment.mail != MailId::None && record.mail == moment.mail
                                               && fateOf(record) == spec.fate
                    : !spec.reply.empty()   ? isReply(spec, record)
                    : !spec.command.empty() ? isCommand(spec, record)
                                            : isQuery(spec, record);
    if (it)
        moment.record = record.id;
}

std::optional<Index> firstMoment(const MomentSpec &moment, const Trace &trace,
                                 const std::vector<std::string> &nodeNames)
{
    MomentFinder finder({moment}, nodeNames);
    finder.grow(trace, trace.size());
    return finder.found(0);
}

bool isShown(const Claim &claim, const Trace &trace, const std::vector<std::string> &nodeNames)
{
    const auto shown = firstMoment(claim.shownBy, trace, nodeNames);
    if (!shown || !claim.before)
        return shown.has_value();
    const auto later = firstMoment(*claim.before, trace, nodeNames);
    return later && *shown < *later;
}

std::string inWords(const MomentSpec &moment)
{
    std::string text =
        !moment.letter.empty()
            ? fmt::format("letter {} is {}", moment.letter, name(moment.fate.value_or(Fate::Written)))
        : !moment.reply.empty()   ? fmt::format("reply {}", moment.reply)
        : !moment.command.empty() ? fmt::format("command {}", moment.command)
                                  : fmt::format("query {} {}", moment.queryType, moment.queryName);
    if (!moment.node.empty())
        text += " at " + moment.node;
    return text;
}

} // namespace mf::story
