#include "sim/story/export.h"

#include "sim/base/base64.h"
#include "sim/story/display.h"
#include "sim/story/saying.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace mf::story {

namespace {

template <typename Id>
std::string numberOrNull(Id id)
{
    return id == Id::None ? "null" : std::to_string(raw(id));
}

/// Keys in the order in which they first appear; a key that is there twice has a list.
std::string factsAsJson(const Facts &facts, bool hideText, std::string_view shownText)
{
    std::vector<std::pair<Key, std::vector<std::string>>> groups;
    facts.forEach([&](Key key, std::string_view value) {
        const bool hidden = hideText && (key == Key::Text || key == Key::Argument);
        std::string text = jsonString(hidden ? key == Key::Text ? shownText : kStars : value);
        for (auto &[known, values] : groups)
            if (known == key)
                return values.push_back(std::move(text));
        groups.push_back({key, {std::move(text)}});
    });
    std::string out;
    for (const auto &[key, values] : groups) {
        std::string joined;
        for (const std::string &value : values)
            joined += fmt::format("{}{}", joined.empty() ? "" : ",", value);
        out += fmt::format("{}\"{}\":{}", out.empty() ? "" : ",", name(key),
                           values.size() == 1 ? joined : fmt::format("[{}]", joined));
    }
    return fmt::format("{{{}}}", out);
}

} // namespace

std::string JsonLines::print(const Record &record)
{
    const auto node = [this](NodeId id) {
        return id == NodeId::None ? std::string("null") : jsonString(m_names(id));
    };
    SecretFinder::Masked masked = m_finder.mask(record);
    if (m_secrets == Secrets::Shown)
        masked = {record.bytes.flatten(), false};
    const bool hidesFacts = m_secrets == Secrets::Masked && (masked.changed || record.facts.has(Key::Secret));
    const std::string text = shownText(record, masked.octets);
    return fmt::format("{{\"id\":{},\"cause\":{},\"at_us\":{},\"until_us\":{},\"kind\":\"{}\",\"from\":{},"
                       "\"to\":{},\"stream\":{},\"mail\":{},"
                       "\"text\":{},\"bytes_base64\":\"{}\",\"facts\":{}}}\n",
                       record.id, record.cause == kNoIndex ? "null" : std::to_string(record.cause),
                       record.at.time_since_epoch().count(), record.until.time_since_epoch().count(),
                       name(record.kind), node(record.from), node(record.to), numberOrNull(record.stream),
                       numberOrNull(record.mail), jsonString(text), toBase64(masked.octets),
                       factsAsJson(record.facts, hidesFacts, text));
}

} // namespace mf::story
