#include "sim/story/desk.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::story {

namespace {

using Progress = WrittenLetter::Progress;

bool matters(const Record &record)
{
    const bool discarded = record.kind == Kind::LetterDropped;
    const bool kind = record.kind == Kind::LetterWritten || record.kind == Kind::AttemptFailed || discarded;
    return kind && record.from != NodeId::None && record.mail != MailId::None;
}

bool endsCheck(const Record &record)
{
    if (record.kind == Kind::LetterRead)
        return true;
    if (record.kind == Kind::AttemptFailed)
        return record.facts.text(Key::Action) == "check-mail";
    const std::string_view rule = record.facts.text(Key::Rule);
    return record.kind == Kind::Decision
           && (rule == "nothing-new" || rule == "flags-learned" || rule == "mailbox-gone");
}

/// "550 5.1.1 no such user"; a code that no server has given is left out.
std::string saidIn(const Facts &facts)
{
    const std::string_view code = facts.text(Key::Code), status = facts.text(Key::Status);
    const std::string_view reason = facts.text(Key::Reason);
    if (code.empty() || code == "421")
        return std::string(reason);
    return fmt::format("{}{}{} {}", code, status.empty() ? "" : " ", status, reason);
}

Progress progressOf(const node::QueueItemView &item)
{
    if (item.state == "sending")
        return Progress::BeingSent;
    return item.state == "failed" ? Progress::Refused : Progress::Waiting;
}

} // namespace

void Desk::grow(const Trace &trace, Index records)
{
    for (; m_size < records; ++m_size) {
        const Record &record = trace[m_size];
        if (matters(record))
            m_records[record.from].push_back(m_size);
        else if (endsCheck(record))
            m_checks[record.from].push_back(m_size);
    }
}

std::optional<Index> Desk::lastCheck(NodeId client, Index records) const
{
    const auto known = m_checks.find(client);
    if (known == m_checks.end())
        return std::nullopt;
    const auto behind = std::ranges::lower_bound(known->second, records);
    return behind == known->second.begin() ? std::nullopt : std::optional(*std::prev(behind));
}

std::vector<WrittenLetter> Desk::lettersOf(NodeId client, const Trace &trace, Index records,
                                           const node::NodeView &view) const
{
    std::vector<WrittenLetter> letters;
    const auto known = m_records.find(client);
    if (known == m_records.end())
        return letters;
    std::map<MailId, std::size_t> at;
    for (const Index index : known->second) {
        if (index >= records)
            break;
        const Record &record = trace[index];
        if (record.kind == Kind::LetterWritten) {
            at[record.mail] = letters.size();
            letters.push_back({index, record.mail, Progress::Taken, {}, {}, {}});
        } else if (const auto found = at.find(record.mail); found != at.end()) {
            WrittenLetter &letter = letters[found->second];
            if (record.kind == Kind::LetterDropped)
                letter.progress = Progress::Discarded;
            else
                letter.said = saidIn(record.facts);
            letter.about = record.facts.text(Key::Recipient);
        }
    }
    for (const node::QueueItemView &item : view.queue)
        if (const auto found = at.find(item.mail); found != at.end()) {
            letters[found->second].progress = progressOf(item);
            letters[found->second].retryAt = item.nextAttempt;
        }
    return letters;
}

} // namespace mf::story
