#include "tests/support/question_text.h"

#include "sim/base/ascii.h"

#include <array>
#include <fmt/format.h>

namespace mf::test {

namespace {

constexpr std::array<std::pair<Flags::System, std::string_view>, 6> kFlagNames{{
    {Flags::Seen, "\\Seen"},
    {Flags::Answered, "\\Answered"},
    {Flags::Flagged, "\\Flagged"},
    {Flags::Deleted, "\\Deleted"},
    {Flags::Draft, "\\Draft"},
    {Flags::Recent, "\\Recent"},
}};

void addTo(std::string &list, std::string_view word, char separator = ',')
{
    if (!list.empty())
        list += separator;
    list += word;
}

std::string pathText(const mail::Path &path) { return path.isNull() ? "<>" : path.print(); }

std::string uidText(const std::vector<Uid> &uids) { return fmt::format("{}", fmt::join(uids, ",")); }

/// Seconds since 1970; empty: not given.
std::string dateText(const std::optional<CalendarTime> &date)
{
    if (!date)
        return {};
    return std::to_string(std::chrono::floor<std::chrono::seconds>(*date).time_since_epoch().count());
}

struct QuestionWords {
    Words operator()(const FindCredentials &q) const { return {{q.login}, {}}; }
    Words operator()(const VerifySender &q) const { return {{pathText(q.from)}, {{"account", q.account}}}; }
    Words operator()(const VerifyRecipient &q) const
    {
        return {{pathText(q.to)}, {{"from", pathText(q.from)}, {"account", q.account}}};
    }
    Words operator()(const AcceptMessage &q) const
    {
        std::string to;
        for (const mail::Path &path : q.envelope.to)
            addTo(to, pathText(path));
        std::string wishes;
        for (const auto &[recipient, wish] : q.envelope.wishes)
            addTo(wishes, fmt::format("{}:{}:{}", recipient, wish.notify, wish.original));
        return {{},
                {{"from", pathText(q.envelope.from)},
                 {"to", to},
                 {"eightbit", q.envelope.eightBit ? "1" : "0"},
                 {"size", std::to_string(q.envelope.declaredOctets)},
                 {"envid", q.envelope.id},
                 {"ret", std::to_string(static_cast<int>(q.envelope.returned))},
                 {"wishes", wishes},
                 {"octets", std::to_string(q.letter.size())},
                 {"text", q.letter.flatten()},
                 {"helo", q.reception.heloName},
                 {"peer", q.reception.peerAddress},
                 {"protocol", q.reception.protocol},
                 {"account", q.reception.account},
                 {"tls", q.reception.tls}}};
    }
    Words operator()(const OpenMaildrop &q) const { return {{q.account}, {}}; }
    Words operator()(const CommitDeletions &q) const { return {{uidText(q.uids)}, {{"account", q.account}}}; }
    Words operator()(const ReleaseMaildrop &q) const { return {{q.account}, {}}; }
    Words operator()(const OpenMailbox &q) const
    {
        return {{q.mailbox}, {{"readonly", q.readOnly ? "1" : "0"}, {"account", q.account}}};
    }
    Words operator()(const LeaveMailbox &q) const { return {{q.mailbox}, {{"account", q.account}}}; }
    Words operator()(const ListMailboxes &q) const { return {{q.account}, {}}; }
    Words operator()(const ChangeFlags &q) const
    {
        constexpr std::array how{"replace", "add", "remove"};
        return {{q.mailbox, uidText(q.uids)},
                {{"how", how[static_cast<std::size_t>(q.how)]},
                 {"flags", print(q.flags)},
                 {"unchangedsince", q.unchangedSince ? std::to_string(*q.unchangedSince) : ""},
                 {"account", q.account}}};
    }
    Words operator()(const Expunge &q) const
    {
        return {{q.mailbox, uidText(q.uids)}, {{"account", q.account}}};
    }
    Words operator()(const AppendLetters &q) const
    {
        std::string flags, dates, octets, text; // of several letters: with '|' between them
        for (const AppendLetters::Letter &letter : q.letters) {
            const char *between = &letter == &q.letters.front() ? "" : "|";
            flags.append(between).append(print(letter.flags));
            dates.append(between).append(dateText(letter.date));
            octets.append(between).append(std::to_string(letter.octets.size()));
            text.append(between).append(letter.octets.flatten());
        }
        return {
            {q.mailbox},
            {{"flags", flags}, {"date", dates}, {"octets", octets}, {"text", text}, {"account", q.account}}};
    }
    Words operator()(const CopyLetters &q) const
    {
        return {{q.mailbox, uidText(q.uids), q.target}, {{"account", q.account}}};
    }
    Words operator()(const MoveLetters &q) const
    {
        return {{q.mailbox, uidText(q.uids), q.target}, {{"account", q.account}}};
    }
    Words operator()(const CreateMailbox &q) const
    {
        return {{q.mailbox}, {{"use", std::to_string(q.specialUse)}, {"account", q.account}}};
    }
    Words operator()(const DeleteMailbox &q) const { return {{q.mailbox}, {{"account", q.account}}}; }
    Words operator()(const RenameMailbox &q) const
    {
        return {{q.mailbox, q.newName}, {{"account", q.account}}};
    }
    Words operator()(const Subscribe &q) const
    {
        return {{q.mailbox}, {{"on", q.subscribed ? "1" : "0"}, {"account", q.account}}};
    }
    Words operator()(const AskQuota &q) const { return {{q.account}, {}}; }
    Words operator()(const LoadBody &q) const { return {{std::to_string(raw(q.blob))}, {}}; }
    Words operator()(const ResolveQuery &q) const { return {{std::to_string(q.octets.size())}, {}}; }
};

std::string replyText(const Reply &reply)
{
    const std::string status = reply.status.none() ? std::string() : reply.status.print() + ' ';
    return fmt::format("{} {}{}", reply.code, status, reply.text);
}

struct ReportWords {
    Words operator()(const Noted &noted) const
    {
        Words words{{std::string(name(noted.kind))}, {}};
        noted.facts.forEach([&](Key key, std::string_view value) {
            words.named.emplace(std::string(name(key)), std::string(value));
        });
        return words;
    }
    Words operator()(const RecipientDone &done) const
    {
        return {{"RecipientDone", std::to_string(done.recipient), replyText(done.reply)}, {}};
    }
    Words operator()(const LetterFetched &fetched) const
    {
        return {{"LetterFetched", fetched.mailbox, fetched.serverId},
                {{"octets", std::to_string(fetched.letter.size())},
                 {"text", fetched.letter.flatten()},
                 {"flags", print(fetched.flags)}}};
    }
    Words operator()(const LetterGone &gone) const
    {
        return {{"LetterGone", gone.mailbox, gone.serverId}, {}};
    }
    Words operator()(const LetterFlagged &flagged) const
    {
        return {{"LetterFlagged", flagged.mailbox, flagged.serverId}, {{"flags", print(flagged.flags)}}};
    }
    Words operator()(const MailboxChecked &checked) const
    {
        return {{"MailboxChecked", checked.mailbox, checked.upTo},
                {{"modseq", std::to_string(checked.modSeq)}}};
    }
    Words operator()(const MailboxesListed &listed) const
    {
        Words words{{"MailboxesListed"}, {}};
        for (const ListedMailbox &one : listed.mailboxes) {
            std::string word = one.selectable ? one.name : '(' + one.name + ')';
            if (one.specialUse != 0)
                word += ':' + std::to_string(one.specialUse);
            words.positional.push_back(std::move(word));
        }
        return words;
    }
    Words operator()(const MailboxGone &gone) const { return {{"MailboxGone", gone.mailbox}, {}}; }
    Words operator()(const ClientDone &done) const
    {
        return {{"ClientDone", done.ok ? "ok" : "failed", done.reason}, {}};
    }
    Words operator()(const MessageFetched &fetched) const
    {
        return {{"MessageFetched"}, {{"octets", std::to_string(fetched.octets.size())}}};
    }
};

std::optional<EnhancedStatus> parseStatus(std::string_view text)
{
    const auto parts = ascii::split(text, '.');
    if (parts.size() != 3)
        return std::nullopt;
    std::array<int, 3> values{};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto value = ascii::number<unsigned>(parts[i]);
        if (!value)
            return std::nullopt;
        values[i] = static_cast<int>(*value);
    }
    return EnhancedStatus{values[0], values[1], values[2]};
}

std::optional<Reply> parseReply(std::string_view text)
{
    const auto [code, rest] = ascii::cut(ascii::trimmed(text), ' ');
    const auto number = ascii::number<unsigned>(code);
    if (!number || code.size() != 3)
        return std::nullopt;
    const auto [first, after] = ascii::cut(rest, ' ');
    if (const auto status = parseStatus(first))
        return Reply{static_cast<int>(*number), *status, unescaped(after)};
    return Reply{static_cast<int>(*number), {}, unescaped(rest)};
}

std::optional<Reply> fineReply(const Question &question)
{
    if (std::holds_alternative<VerifySender>(question))
        return Reply{250, {2, 1, 0}, "sender ok"};
    if (std::holds_alternative<VerifyRecipient>(question))
        return Reply{250, {2, 1, 5}, "recipient ok"};
    if (std::holds_alternative<AcceptMessage>(question))
        return Reply{250, {2, 0, 0}, "accepted"};
    return std::nullopt;
}

std::optional<Answer> credentialsOf(const Words &words)
{
    const auto named = [&](const char *key) {
        const auto it = words.named.find(key);
        return it == words.named.end() ? std::string() : it->second;
    };
    const bool any = !words.positional.empty() && words.positional[0] == "any";
    if (!words.positional.empty() && words.positional[0] == "unknown")
        return Credentials{};
    if (any || words.named.contains("password"))
        return Credentials{true, any, named("password"), named("account")};
    return std::nullopt;
}

std::optional<Answer> refusalOf(std::string_view why)
{
    constexpr std::array names{"NoSuchMailbox", "AlreadyExists", "InUse",      "CannotDo",
                               "OverQuota",     "LimitReached",  "Unavailable"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (why == names[i])
            return Refused{static_cast<Refusal>(i)};
    return std::nullopt;
}

} // namespace

Words wordsOf(const Question &question)
{
    Words words = std::visit(QuestionWords{}, question);
    words.positional.insert(words.positional.begin(), std::string(name(question)));
    return words;
}

Words wordsOf(const Report &report) { return std::visit(ReportWords{}, report.what); }

bool fits(const Words &expected, const Words &found)
{
    // What is left of the last positional word may be written without quotes: RecipientDone 0 250 2.0.0
    // accepted.
    std::vector<std::string> positional = expected.positional;
    while (positional.size() > found.positional.size() && !found.positional.empty()) {
        const std::string last = positional.back();
        positional.pop_back();
        positional.back() += ' ' + last;
    }
    if (positional.size() > found.positional.size())
        return false;
    for (std::size_t i = 0; i < positional.size(); ++i)
        if (!matches(positional[i], found.positional[i]))
            return false;
    for (const auto &[key, value] : expected.named) {
        const auto it = found.named.find(key);
        if (it == found.named.end() || !matches(value, it->second))
            return false;
    }
    return true;
}

std::string print(const Words &words)
{
    std::string out;
    for (const std::string &word : words.positional)
        addTo(out, ascii::escaped(word), ' ');
    for (const auto &[key, value] : words.named)
        out += fmt::format(" {}=\"{}\"", key, ascii::escaped(value));
    return out;
}

std::optional<Answer> answerOf(std::string_view text, const Question &question)
{
    if (text == "ok") {
        if (const auto fine = fineReply(question))
            return Verdict{{*fine}};
        return std::nullopt;
    }
    if (text == "done")
        return Done{};
    const Words words = parseWords(text);
    if (words.positional.size() == 2 && words.positional[0] == "refused")
        return refusalOf(words.positional[1]);
    if (std::holds_alternative<AskQuota>(question) && words.positional.size() == 2)
        return Quota{ascii::number<std::uint64_t>(words.positional[0]).value_or(0),
                     ascii::number<std::uint64_t>(words.positional[1]).value_or(0)};
    if (std::holds_alternative<FindCredentials>(question))
        return credentialsOf(words);
    Verdict verdict;
    for (const std::string_view one : ascii::split(text, '|')) {
        const auto reply = parseReply(one);
        if (!reply)
            return std::nullopt;
        verdict.replies.push_back(*reply);
    }
    return verdict;
}

Flags parseFlags(std::string_view commaSeparated)
{
    Flags flags;
    for (const std::string_view word : ascii::split(commaSeparated, ',')) {
        bool known = word.empty();
        for (const auto &[flag, flagName] : kFlagNames)
            if (ascii::equals(word, flagName)) {
                flags.system = static_cast<std::uint8_t>(flags.system | flag);
                known = true;
            }
        if (!known)
            flags.keywords.emplace_back(word);
    }
    return flags;
}

std::string print(const Flags &flags)
{
    std::string out;
    for (const auto &[flag, flagName] : kFlagNames)
        if (flags.has(flag))
            addTo(out, flagName);
    for (const std::string &keyword : flags.keywords)
        addTo(out, keyword);
    return out;
}

std::vector<Uid> parseUids(std::string_view commaSeparated)
{
    std::vector<Uid> uids;
    for (const std::string_view word : ascii::split(commaSeparated, ','))
        if (const auto uid = ascii::number<Uid>(word))
            uids.push_back(*uid);
    return uids;
}

} // namespace mf::test
