#include "sim/scenario/keep.h"

#include "sim/base/check.h"
#include "sim/scenario/attached.h"
#include "sim/scenario/keep_text.h"
#include "sim/scenario/patch.h"
#include "sim/scenario/reader.h"
#include "sim/scenario/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

namespace mf {

namespace {

using Kept = std::expected<std::string, Fault>;

std::unexpected<Fault> notKept(Phrase why) { return std::unexpected(Fault{{}, 0, 0, std::move(why), {}}); }

/// The text on its way; each act is added to what is there by then.
class Keeper {
public:
    Keeper(std::string text, std::string_view variant) : m_text(std::move(text)), m_variant(variant) { }

    std::expected<void, Fault> keep(const DoneAct &done);
    std::expected<void, Fault> keep(const std::string &machine, std::pair<double, double> cell);
    std::string take() { return std::move(m_text); }

private:
    std::expected<void, Fault> take(Kept result)
    {
        if (!result)
            return std::unexpected(std::move(result.error()));
        m_text = std::move(*result);
        return {};
    }
    /// The same, with `written` in the neater form where that reads the same.
    std::expected<void, Fault> take(Kept result, std::string_view written, std::string_view neat);
    std::expected<Scenario, Fault> scenario() const;
    /// The list of that key which the variant, or the scenario, has itself; nothing: none.
    bool hasOwn(std::string_view key) const;
    std::string path(std::string_view key) const
    {
        return m_variant.empty() ? std::string(key) : fmt::format("variants/{}/{}", m_variant, key);
    }
    template <typename Item>
    std::expected<void, Fault> append(std::string_view key, const std::vector<Item> &there, const Item &item);
    std::expected<void, Fault> begin(FaultSpec fault, Instant at);
    std::expected<void, Fault> end(const FaultSpec &fault, Instant at);
    std::expected<void, Fault> callOff(const FaultSpec &fault);
    std::expected<void, Fault> goOn(const std::optional<TypedBefore> &typed,
                                    const std::optional<std::string> &line);

    std::string m_text;
    std::string m_variant;
};

/// On one line, as a variant's own list.
template <typename Item>
std::string listOf(const std::vector<Item> &items)
{
    std::string all;
    for (const Item &one : items)
        all += (all.empty() ? "" : ", ") + yamlOf(one);
    return fmt::format("[{}]", all);
}

decltype(ActionSpec::what) tending(const TendLetterAt &act, const std::string &letter)
{
    switch (act.tending) {
    case node::Tending::MarkSeen:
    case node::Tending::MarkUnseen:
        return MarkAction{letter, act.client, act.tending == node::Tending::MarkSeen};
    case node::Tending::Delete: return DeleteAction{letter, act.client};
    case node::Tending::Move: return MoveAction{letter, act.client, act.target};
    }
    std::unreachable();
}

SendAction withoutFiles(SendAction letter)
{
    letter.attachments.clear();
    return letter;
}

std::string_view lineEndOf(std::string_view text)
{
    const std::size_t end = text.find('\n');
    return end != text.npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

std::optional<yaml::Tree> writtenTree(std::string_view text)
{
    const yaml::Source source(text, "");
    yaml::FaultList faults(source);
    yaml::Document document = yaml::read(source, faults);
    return faults.empty() && document.whole ? std::optional(std::move(document.root)) : std::nullopt;
}

std::expected<Scenario, Fault> Keeper::scenario() const
{
    auto file = readScenario(m_text, "");
    if (!file)
        return std::unexpected(file.error().front());
    if (Scenario *found = file->named(m_variant))
        return std::move(*found);
    return notKept(phrase("it has no variant \"{}\" any more", m_variant));
}

bool Keeper::hasOwn(std::string_view key) const
{
    const auto root = writtenTree(m_text);
    const yaml::Tree *at = root ? &*root : nullptr;
    if (at && !m_variant.empty()) {
        at = at->find("variants");
        at = at ? at->find(m_variant) : nullptr;
    }
    const yaml::Tree *list = at ? at->find(key) : nullptr;
    return list && list->isList() && !list->children.empty();
}

template <typename Item>
std::expected<void, Fault> Keeper::append(std::string_view key, const std::vector<Item> &there,
                                          const Item &item)
{
    const std::string line = yamlOf(item);
    if (hasOwn(key))
        return take(patched(m_text, fmt::format("{}/{}", path(key), there.size()), line), line, line);
    if (!m_variant.empty()) { // shared with the scenario until now; the variant's own replaces it
        std::vector<Item> own = there;
        own.push_back(item);
        return take(patched(m_text, path(key), listOf(own)), line, line);
    }
    auto flow = patched(m_text, path(key), fmt::format("[{}]", line));
    // As people write it: an item a line.
    return take(std::move(flow), fmt::format("\n{}: [{}]", key, line),
                fmt::format("\n{}:\n  - {}", key, line));
}

std::expected<void, Fault> Keeper::take(Kept result, std::string_view written, std::string_view neat)
{
    if (!result)
        return std::unexpected(std::move(result.error()));
    std::string better = *result;
    if (const auto at = better.rfind(written); at != better.npos)
        better.replace(at, written.size(), withLinesBroken(neat, lineEndOf(better)));
    const bool isBetter = better != *result;
    const auto before = isBetter ? writtenTree(*result) : std::nullopt, after = writtenTree(better);
    m_text = before && after && sameContent(*before, *after) ? std::move(better) : std::move(*result);
    return {};
}

std::expected<void, Fault> Keeper::begin(FaultSpec fault, Instant at)
{
    const auto now = scenario();
    if (!now)
        return std::unexpected(now.error());
    fault.from = std::max(fault.from, at.time_since_epoch());
    return append("faults", now->faults, fault);
}

/// What was repaired lasted until then; it had begun in the file.
std::expected<void, Fault> Keeper::end(const FaultSpec &fault, Instant at)
{
    const auto now = scenario();
    if (!now)
        return std::unexpected(now.error());
    for (std::size_t i = now->faults.size(); i-- > 0;) {
        const FaultSpec &there = now->faults[i];
        const Duration lasted = at.time_since_epoch() - there.from;
        const bool stands = lasted >= Duration::zero() && (!there.lasts || *there.lasts > lasted);
        if (!there.isLike(fault) || !stands)
            continue;
        if (!hasOwn("faults")) { // shared with the scenario, where it goes on
            std::vector<FaultSpec> own = now->faults;
            own[i].lasts = lasted;
            return take(patched(m_text, path("faults"), listOf(own)));
        }
        return take(patched(m_text, fmt::format("{}/{}/for", path("faults"), i), durationText(lasted)));
    }
    return {}; // nothing was broken
}

/// What was called off is not in the file any more; it may not have been there yet.
std::expected<void, Fault> Keeper::callOff(const FaultSpec &fault)
{
    const auto now = scenario();
    if (!now)
        return std::unexpected(now.error());
    const auto isMeant = [&](const FaultSpec &there) {
        return there.isLike(fault) && there.from == fault.from;
    };
    std::vector<FaultSpec> others = now->faults;
    std::erase_if(others, isMeant);
    for (std::size_t i = now->faults.size(); i-- > 0;) {
        if (!isMeant(now->faults[i]))
            continue;
        if (!hasOwn("faults")) // shared with the scenario until now
            return take(patched(m_text, path("faults"), listOf(others)));
        if (auto gone = take(without(m_text, path("faults"), i)); !gone)
            return gone;
    }
    return {};
}

/// A line more, or the end, of a conversation by hand that the file has.
std::expected<void, Fault> Keeper::goOn(const std::optional<TypedBefore> &typed,
                                        const std::optional<std::string> &line)
{
    MF_CHECK(typed.has_value()); // else it is Keepable::Not
    const TypedBefore &before = *typed;
    const auto now = scenario();
    if (!now)
        return std::unexpected(now.error());
    for (std::size_t i = now->actions.size(); i-- > 0;) {
        const ActionSpec &there = now->actions[i];
        const auto *call = std::get_if<TypeAction>(&there.what);
        if (!call || !there.when.afterLetter.empty() || there.when.at != before.begun.time_since_epoch()
            || call->node != before.call.node || call->server != before.call.server
            || call->service != before.call.service)
            continue;
        const std::string place = fmt::format("{}/{}/type", path("actions"), i);
        if (!line)
            return take(patched(m_text, fmt::format("{}/hang-up", place), durationText(before.since)));
        return take(patched(m_text, fmt::format("{}/lines/{}", place, call->lines.size()),
                            yamlOf(node::TypedLine{*line, before.since})));
    }
    return {}; // it has been taken out meanwhile
}

std::expected<void, Fault> Keeper::keep(const DoneAct &done)
{
    if (done.much == Keepable::Not)
        return {};
    return std::visit(
        [&](const auto &act) -> std::expected<void, Fault> {
            using Act = std::decay_t<decltype(act)>;
            ActionSpec action;
            action.when.at = done.at.time_since_epoch();
            if constexpr (std::is_same_v<Act, BeginFault>)
                return begin(act.fault, done.at);
            else if constexpr (std::is_same_v<Act, EndFault>)
                return end(act.fault, done.at);
            else if constexpr (std::is_same_v<Act, CallOffFault>)
                return callOff(act.fault);
            else if constexpr (std::is_same_v<Act, TypeLineAt>)
                return goOn(done.typed, act.line);
            else if constexpr (std::is_same_v<Act, HangUpAt>)
                return goOn(done.typed, std::nullopt);
            else if constexpr (std::is_same_v<Act, SendLetter>)
                action.what = done.much == Keepable::Whole ? act.letter : withoutFiles(act.letter);
            else if constexpr (std::is_same_v<Act, CheckMailAt>)
                action.what = CheckMailAction{act.client, act.mailbox};
            else if constexpr (std::is_same_v<Act, DiscardLetterAt>)
                action.what = DiscardAction{done.letter, act.client};
            else if constexpr (std::is_same_v<Act, TendLetterAt>)
                action.what = tending(act, done.letter);
            else if constexpr (std::is_constructible_v<decltype(action.what), Act>)
                action.what = act;
            const auto now = scenario();
            if (!now)
                return std::unexpected(now.error());
            return append("actions", now->actions, action);
        },
        done.act);
}

std::expected<void, Fault> Keeper::keep(const std::string &machine, std::pair<double, double> cell)
{
    const auto root = writtenTree(m_text);
    const yaml::Tree *nodes = root ? root->find("nodes") : nullptr;
    const bool isWritten = nodes && nodes->find(machine);
    const std::string place = isWritten ? fmt::format("nodes/{}/position", machine) : "view/at/" + machine;
    return take(patched(m_text, place, fmt::format("[{}, {}]", cell.first, cell.second)));
}

} // namespace

namespace {

/// The stream that a step has opened; None: none.
StreamId openedAt(const History &history, StepIndex step)
{
    for (Index i = history.step(step).firstRecord; i < history.recordsAfter(step + 1); ++i)
        if (const StreamId stream = history.trace()[i].stream; stream != StreamId::None)
            return stream;
    return StreamId::None;
}

std::optional<TypedBefore> typedBefore(const History &history, StepIndex step, StreamId stream)
{
    std::optional<Instant> last;
    for (StepIndex i = step; stream != StreamId::None && i-- > 0;) {
        const History::StepInfo &info = history.step(i);
        const auto *act = info.command < 0 ? nullptr : std::get_if<PersonAct>(&history.command(info));
        if (!act)
            continue;
        if (const auto *line = std::get_if<TypeLineAt>(act); line && line->stream == stream && !last)
            last = info.at;
        else if (const auto *call = std::get_if<TypeAction>(act); call && openedAt(history, i) == stream)
            return TypedBefore{info.at, *call, history.step(step).at - last.value_or(info.at)};
    }
    return std::nullopt;
}

} // namespace

std::optional<DoneAct> doneAt(const History &history, StepIndex step)
{
    const History::StepInfo &info = history.step(step);
    const auto *act = info.command < 0 ? nullptr : std::get_if<PersonAct>(&history.command(info));
    if (!act)
        return std::nullopt;
    DoneAct done{info.at, *act};
    bool hadEffect = true;
    if (info.firstRecord < history.recordsAfter(step + 1)) {
        const Facts &facts = history.trace()[info.firstRecord].facts;
        done.letter = facts.text(Key::Letter);
        hadEffect = !facts.has(Key::Reason); // typed where no connection stood any more
    }
    if (const auto *line = std::get_if<TypeLineAt>(act); line && hadEffect)
        done.typed = typedBefore(history, step, line->stream);
    else if (const auto *end = std::get_if<HangUpAt>(act); end && hadEffect)
        done.typed = typedBefore(history, step, end->stream);
    return done;
}

Keepable Judge::operator()(const DoneAct &done)
{
    const PersonAct &act = done.act;
    if (const auto *sent = std::get_if<SendLetter>(&act)) {
        const std::vector<mail::Attachment> &files = sent->letter.attachments;
        const std::size_t octets = octetsOf(files);
        if (!std::ranges::all_of(files, hasWords) || octets > kFilesLimitOctets
            || m_filesOctets + octets > kKeptFilesLimitOctets)
            return Keepable::WithoutFiles;
        m_filesOctets += octets;
        return Keepable::Whole;
    }
    // A file names letters that its own actions write.
    if (std::holds_alternative<TendLetterAt>(act) || std::holds_alternative<DiscardLetterAt>(act))
        return done.letter.empty() ? Keepable::Not : Keepable::Whole;
    const bool isTyped = std::holds_alternative<TypeLineAt>(act) || std::holds_alternative<HangUpAt>(act);
    return isTyped && !done.typed ? Keepable::Not : Keepable::Whole;
}

std::expected<std::string, Fault> kept(std::string_view text, std::string_view variant, const Doings &doings)
{
    Keeper keeper{std::string(text), variant};
    for (const DoneAct &done : doings.acts)
        if (auto result = keeper.keep(done); !result)
            return std::unexpected(std::move(result.error()));
    for (const auto &[machine, cell] : doings.places)
        if (auto result = keeper.keep(machine, cell); !result)
            return std::unexpected(std::move(result.error()));
    std::string result = keeper.take();
    if (const auto read = readScenario(result, ""); !read)
        return std::unexpected(read.error().front());
    return result;
}

} // namespace mf
