#include "sim/scenario/patch.h"

#include "sim/base/ascii.h"
#include "sim/scenario/suggest.h"
#include "sim/scenario/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace mf {

using yaml::Tree;

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kSpace = " \t\r\n";

bool isBlock(const Tree &tree) { return !tree.isText() && tree.style == Tree::Style::Block; }
bool isBlockText(const Tree &tree)
{
    return tree.style == Tree::Style::Literal || tree.style == Tree::Style::Folded;
}

/// The child that a step of a path names, or null.
template <typename AnyTree>
AnyTree *childOf(AnyTree &tree, std::string_view step)
{
    if (tree.isMap()) {
        const auto it = std::ranges::find(tree.children, step, &Tree::key);
        return it == tree.children.end() ? nullptr : &*it;
    }
    const auto index = ascii::number<std::size_t>(step);
    return tree.isList() && index && *index < tree.children.size() ? &tree.children[*index] : nullptr;
}

/// What reading the patched text must give.
void put(Tree &tree, std::span<const std::string> path, const Tree &value)
{
    if (path.empty()) {
        std::string key = std::move(tree.key);
        tree = value;
        tree.key = std::move(key);
        return;
    }
    if (Tree *child = childOf(tree, path.front()))
        return put(*child, path.subspan(1), value);
    if (tree.isText())
        tree.kind = Tree::Kind::Map;
    tree.text.clear();
    Tree &added = tree.children.emplace_back();
    if (tree.isMap())
        added.key = path.front();
    put(added, path.subspan(1), value);
}

struct Change {
    std::size_t begin = 0, end = 0; // octets replaced
    std::string by;
};

class Patch {
public:
    Patch(const yaml::Source &source, const Tree &root) : m_text(source.text()), m_root(root)
    {
        const std::size_t newline = m_text.find('\n');
        m_newline = newline != m_text.npos && newline > 0 && m_text[newline - 1] == '\r' ? "\r\n" : "\n";
    }

    /// Ways to do it, the one that looks best first; empty: the path leads through a text.
    std::vector<Change> changes(std::span<const std::string> path, std::string_view value) const;
    /// Ways to take a list's item out; it has others.
    std::vector<Change> removals(const Tree &list, std::size_t index) const;

private:
    std::vector<Change> replace(const Tree &old, bool inMap, std::string_view value) const;
    std::vector<Change> add(const Tree &into, std::string_view key, std::string_view value) const;
    std::size_t contentEnd(const Tree &tree) const;
    std::size_t lineEnd(std::size_t offset) const
    {
        return std::min(m_text.find_first_of("\r\n", offset), m_text.size());
    }
    std::size_t lineStart(std::size_t offset) const
    {
        return offset == 0 ? 0 : m_text.rfind('\n', offset - 1) + 1;
    }

    std::string_view m_text;
    const Tree &m_root;
    std::string m_newline;
};

/// After its last octet that is no white space.
std::size_t Patch::contentEnd(const Tree &tree) const
{
    if (isBlock(tree) && !tree.children.empty())
        return contentEnd(tree.children.back());
    if (!isBlockText(tree))
        return tree.end.offset;
    const std::size_t last = m_text.substr(0, tree.end.offset).find_last_not_of(kSpace);
    return last == m_text.npos ? tree.end.offset : last + 1;
}

std::vector<Change> Patch::replace(const Tree &old, bool inMap, std::string_view value) const
{
    if (old.isNothing() && old.begin.offset == old.end.offset) // `key:` with nothing after it
        return {{old.begin.offset, old.begin.offset, fmt::format(" {}", value)}};
    if (!inMap || !isBlock(old) || old.begin.line == old.keyAt.line)
        return {{old.begin.offset, contentEnd(old), std::string(value)}};
    // The value stands on the lines below its key: it goes behind the colon, before a comment there.
    const std::size_t colon = m_text.find(':', old.keyEnd.offset);
    const std::size_t keyLine = lineEnd(colon);
    const std::string rest(m_text.substr(colon + 1, keyLine - colon - 1));
    return {{colon + 1, lineEnd(contentEnd(old)), fmt::format(" {}{}", value, rest)}};
}

std::vector<Change> Patch::add(const Tree &into, std::string_view key, std::string_view value) const
{
    const std::string entry =
        into.isList() ? std::string(value) : fmt::format("{}: {}", yamlText(key), value);
    if (!isBlock(into)) {
        if (into.children.empty())
            return {{into.begin.offset + 1, into.end.offset - 1,
                     into.isMap() ? fmt::format(" {} ", entry) : entry}};
        const std::size_t end = into.children.back().end.offset;
        return {{end, end, fmt::format(", {}", entry)}};
    }
    // As the first child: behind the same indentation, and the same "- ".
    const Tree &first = into.children.front(), &last = into.children.back();
    const std::size_t at = into.isList() ? into.begin.offset : first.keyAt.offset;
    const std::string indentation(at - lineStart(at), ' ');
    const std::string line = fmt::format("{}{}{}", indentation, into.isList() ? "- " : "", entry);
    const std::size_t neat = lineEnd(contentEnd(last)), safe = lineEnd(last.end.offset);
    return {{neat, neat, m_newline + line},
            {lineStart(last.end.offset), lineStart(last.end.offset), line + m_newline},
            {safe, safe, m_newline + line}};
}

std::vector<Change> Patch::changes(std::span<const std::string> path, std::string_view value) const
{
    const Tree *at = &m_root, *parent = nullptr;
    std::size_t known = 0;
    while (known < path.size()) {
        const Tree *child = childOf(*at, path[known]);
        if (child == nullptr)
            break;
        parent = at;
        at = child;
        ++known;
    }
    // What is missing below becomes maps in the value.
    std::string whole(value);
    const std::size_t kept = known == path.size() || at->isNothing() ? known : known + 1;
    for (std::size_t i = path.size(); i > kept; --i)
        whole = fmt::format("{{ {}: {} }}", yamlText(path[i - 1]), whole);
    if (kept == known)
        return replace(*at, parent != nullptr && parent->isMap(), whole);
    if (at->isText() || (at->isList() && path[known] != std::to_string(at->children.size())))
        return {};
    return add(*at, path[known], whole);
}

std::vector<Change> Patch::removals(const Tree &list, std::size_t index) const
{
    const Tree &item = list.children[index];
    if (isBlock(list)) { // its lines, the comments that stand above it stay
        const std::size_t end = lineEnd(contentEnd(item));
        const std::size_t next = m_text.find('\n', end);
        return {{lineStart(item.begin.offset), next == m_text.npos ? m_text.size() : next + 1, {}}};
    }
    if (index + 1 < list.children.size())
        return {{item.begin.offset, list.children[index + 1].begin.offset, {}}};
    return {{list.children[index - 1].end.offset, item.end.offset, {}}};
}

std::optional<Tree> treeOf(std::string_view text)
{
    const yaml::Source source(text, "");
    yaml::FaultList faults(source);
    yaml::Document document = yaml::read(source, faults);
    if (!faults.empty() || !document.whole)
        return std::nullopt;
    return std::move(document.root);
}

std::unexpected<Fault> notPatched(Phrase message)
{
    return std::unexpected(Fault{{}, 0, 0, std::move(message), {}});
}

std::string_view markOf(std::string_view text)
{
    return text.starts_with(kByteOrderMark) ? kByteOrderMark : std::string_view();
}

std::vector<std::string> stepsOf(std::string_view path)
{
    std::vector<std::string> steps;
    for (const std::string_view step : ascii::split(path, '/'))
        steps.emplace_back(step);
    return steps;
}

/// The text after the first of these changes that gives what is expected; nothing: none does.
std::optional<std::string> changed(std::string_view text, const std::vector<Change> &ways,
                                   const Tree &expected)
{
    for (const Change &change : ways) {
        std::string result(text.substr(0, change.begin));
        result += change.by;
        result += text.substr(change.end);
        if (const auto again = treeOf(result); again && sameContent(*again, expected))
            return result;
    }
    return std::nullopt;
}

} // namespace

std::expected<std::string, Fault> patched(std::string_view text, std::string_view path,
                                          std::string_view value)
{
    const std::string_view mark = markOf(text);
    text.remove_prefix(mark.size());
    const auto root = treeOf(text);
    const auto wanted = treeOf(value);
    if (!root || !root->isMap())
        return notPatched(phrase("the file has errors; mend them first"));
    if (!wanted || value.find_first_of("\r\n") != value.npos)
        return notPatched(phrase("{} is not a YAML value on one line", schema::quoted(value)));

    const std::vector<std::string> steps = stepsOf(path);
    Tree expected = *root;
    put(expected, steps, *wanted);
    const yaml::Source source(text, "");
    if (auto result = changed(text, Patch(source, *root).changes(steps, value), expected))
        return std::string(mark) + *result;
    return notPatched(phrase("{} cannot be set there without touching more than it", schema::quoted(path)));
}

std::expected<std::string, Fault> without(std::string_view text, std::string_view list, std::size_t index)
{
    const std::string_view mark = markOf(text);
    const std::string_view body = text.substr(mark.size());
    auto root = treeOf(body);
    Tree *at = root ? &*root : nullptr;
    for (const std::string &step : stepsOf(list))
        at = at ? childOf(*at, step) : nullptr;
    if (!at || !at->isList() || index >= at->children.size())
        return notPatched(phrase("{} has no such item", schema::quoted(list)));
    if (at->children.size() == 1)
        return patched(text, list, "[]");
    const yaml::Source source(body, "");
    const std::vector<Change> ways = Patch(source, *root).removals(*at, index);
    at->children.erase(at->children.begin() + static_cast<std::ptrdiff_t>(index));
    if (auto result = changed(body, ways, *root))
        return std::string(mark) + *result;
    return notPatched(
        phrase("an item of {} cannot be taken out without touching more than it", schema::quoted(list)));
}

namespace {

/// The escape of a character of several octets that YAML would take for a line end, or not at all; nothing: it
/// stands for itself. YAML 1.2 sections 5.1, 5.4 and 5.7.
std::string_view escapeOf(std::string_view character)
{
    constexpr std::pair<std::string_view, std::string_view> escapes[] = {
        {"\xc2\x85", "\\N"},         {"\xe2\x80\xa8", "\\L"},     {"\xe2\x80\xa9", "\\P"},
        {"\xef\xbb\xbf", "\\ufeff"}, {"\xef\xbf\xbe", "\\ufffe"}, {"\xef\xbf\xbf", "\\uffff"},
    };
    for (const auto &[octets, escape] : escapes)
        if (character.starts_with(octets))
            return escape;
    return {};
}

} // namespace

std::string yamlText(std::string_view text)
{
    constexpr std::string_view plain = "._-/@+";
    const bool isPlain =
        !text.empty() && ascii::isAlpha(text.front()) && std::ranges::all_of(text, [&](char c) {
            return ascii::isAlpha(c) || ascii::isDigit(c) || plain.contains(c);
        });
    if (isPlain && text != "null" && text != "true" && text != "false")
        return std::string(text);
    std::string quoted = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto octet = static_cast<unsigned char>(c);
        const std::string_view next = text.substr(i),
                               escape = octet < 0x80 ? std::string_view() : escapeOf(next);
        if (c == '"' || c == '\\')
            quoted += fmt::format("\\{}", c);
        else if (c == '\n')
            quoted += "\\n";
        else if (octet < 0x20 || octet == 0x7f)
            quoted += fmt::format("\\x{:02x}", octet);
        else if (octet == 0xc2 && next.size() > 1 && static_cast<unsigned char>(next[1]) < 0xa0
                 && escape.empty())
            quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[++i])); // U+0080 to U+009F
        else if (!escape.empty())
            quoted += escape, i += octet == 0xc2 ? 1 : 2;
        else
            quoted += c;
    }
    return quoted + '"';
}

} // namespace mf
