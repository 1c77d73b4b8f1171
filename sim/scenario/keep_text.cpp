#include "sim/scenario/keep_text.h"

#include "sim/scenario/attached.h"
#include "sim/scenario/keep.h"
#include "sim/scenario/patch.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

namespace mf {

namespace {

/// A map on one line; what is empty is left out.
class Line {
public:
    Line &put(std::string_view key, std::string value)
    {
        if (!value.empty())
            m_text += fmt::format("{}{}: {}", m_text.empty() ? "" : ", ", key, value);
        return *this;
    }
    Line &text(std::string_view key, std::string_view value)
    {
        return value.empty() ? *this : put(key, yamlText(value));
    }
    Line &time(std::string_view key, Duration value)
    {
        return value == Duration::zero() ? *this : put(key, durationText(value));
    }
    std::string print() const { return fmt::format("{{ {} }}", m_text); }

private:
    std::string m_text;
};

std::string listOf(const std::vector<std::string> &texts)
{
    std::string out;
    for (const std::string &one : texts)
        out += (out.empty() ? "" : ", ") + yamlText(one);
    return fmt::format("[{}]", out);
}

std::string mapOf(const std::vector<std::pair<std::string, std::string>> &texts)
{
    std::string out;
    for (const auto &[key, value] : texts)
        out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", yamlText(key), yamlText(value));
    return out.empty() ? out : fmt::format("{{ {} }}", out);
}

std::string filesOf(const std::vector<mail::Attachment> &files)
{
    std::string out;
    for (const mail::Attachment &file : files)
        out += fmt::format("{}{}", out.empty() ? "" : ", ", yamlOf(file));
    return out.empty() ? out : fmt::format("[{}]", out);
}

std::string linesOf(const std::vector<node::TypedLine> &lines)
{
    std::string out;
    for (const node::TypedLine &line : lines)
        out += (out.empty() ? "" : ", ") + yamlOf(line);
    return fmt::format("[{}]", out);
}

std::string hangUpOf(const TypeAction &typed)
{
    return typed.hangsUpAfter ? durationText(*typed.hangsUpAfter) : typed.staysOpen ? "false" : "";
}

struct What {
    Line &line;

    void operator()(const SendAction &send) const
    {
        line.put("send", Line()
                             .text("id", send.id)
                             .text("from", send.from)
                             .text("client", send.client)
                             .put("to", listOf(send.to))
                             .put("cc", send.cc.empty() ? std::string() : listOf(send.cc))
                             .text("subject", send.subject)
                             .text("body", send.body)
                             .put("headers", mapOf(send.headers))
                             .put("attachments", filesOf(send.attachments))
                             .print());
    }
    void operator()(const CheckMailAction &check) const
    {
        if (check.mailbox.empty())
            line.text("check-mail", check.client);
        else
            line.put("check-mail",
                     Line().text("client", check.client).text("mailbox", check.mailbox).print());
    }
    void operator()(const MoveAction &move) const
    {
        line.put(
            "move",
            Line().text("letter", move.letter).text("client", move.client).text("to", move.mailbox).print());
    }
    void operator()(const MarkAction &mark) const
    {
        line.put("mark", Line()
                             .text("letter", mark.letter)
                             .text("client", mark.client)
                             .put("as", mark.asRead ? "read" : "unread")
                             .print());
    }
    void operator()(const DeleteAction &gone) const
    {
        line.put("delete", Line()
                               .text("letter", gone.letter)
                               .text("client", gone.client)
                               .put("only-mark", gone.onlyMarks ? "true" : "")
                               .print());
    }
    void operator()(const DiscardAction &gone) const
    {
        line.put("discard", Line().text("letter", gone.letter).text("client", gone.client).print());
    }
    void operator()(const TypeAction &typed) const
    {
        line.put("type", Line()
                             .text("node", typed.node)
                             .text("server", typed.server)
                             .text("service", node::name(typed.service))
                             .put("lines", linesOf(typed.lines))
                             .put("pause", durationText(typed.pause))
                             .put("hang-up", hangUpOf(typed))
                             .print());
    }
    void operator()(const ChangeRecordsAction &change) const
    {
        std::vector<std::pair<std::string, std::string>> zones;
        for (const ZoneText &zone : change.zones)
            zones.emplace_back(zone.origin, zone.text);
        line.put("change-records", mapOf(zones));
    }
    void operator()(const LeaveDomainAction &leave) const
    {
        line.put("leave-domain", Line()
                                     .text("domain", leave.domain)
                                     .text("server", leave.server)
                                     .put("then", leave.taking == node::Taking::Relays ? "relay" : "refuse")
                                     .print());
    }
};

std::string percentOf(std::uint32_t perMillion)
{
    const std::string whole = fmt::format("{}", perMillion / 10'000);
    std::string rest = fmt::format("{:04}", perMillion % 10'000);
    while (!rest.empty() && rest.back() == '0')
        rest.pop_back();
    return fmt::format("{}{}{}%", whole, rest.empty() ? "" : ".", rest);
}

} // namespace

std::string durationText(Duration duration)
{
    constexpr std::pair<std::int64_t, std::string_view> units[] = {
        {3'600'000'000, "h"}, {60'000'000, "m"}, {1'000'000, "s"}, {1'000, "ms"}};
    const std::int64_t count = duration.count();
    for (const auto &[octets, unit] : units)
        if (count != 0 && count % octets == 0)
            return fmt::format("{}{}", count / octets, unit);
    return count == 0 ? "0s" : fmt::format("{}us", count);
}

std::string yamlOf(const node::TypedLine &line)
{
    if (!line.after)
        return yamlText(line.text);
    return fmt::format("{{ after: {}, line: {} }}", durationText(*line.after), yamlText(line.text));
}

std::string yamlOf(const ActionSpec &action)
{
    Line line;
    const When &when = action.when;
    if (when.afterLetter.empty())
        line.put("at", durationText(when.at));
    else
        line.put("after", Line()
                              .text("letter", when.afterLetter)
                              .text("is", name(when.afterFate))
                              .text("node", when.afterNode)
                              .time("delay", when.delay)
                              .print());
    std::visit(What{line}, action.what);
    return line.print();
}

std::string yamlOf(const FaultSpec &fault)
{
    Line line;
    if (fault.isOfLink())
        line.put("link", listOf({fault.linkA, fault.linkB}));
    else
        line.text("node", fault.node);
    line.text("is", name(fault.kind)).time("from", fault.from);
    if (fault.lasts)
        line.put("for", durationText(*fault.lasts));
    const net::LinkSpec &link = fault.link;
    const bool slow = fault.kind == FaultKind::Slow, lossy = fault.kind == FaultKind::Lossy;
    if (slow || lossy) {
        line.time("latency", link.latency).time("jitter", link.jitter);
        if (link.bitsPerSecond != 0)
            line.put("bandwidth", fmt::format("{}bit/s", link.bitsPerSecond));
        if (link.lossPerMillion != 0)
            line.put("loss", percentOf(link.lossPerMillion));
    }
    if (fault.wait)
        line.put("wait", durationText(*fault.wait));
    return line.print();
}

} // namespace mf
