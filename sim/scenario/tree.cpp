#include "sim/scenario/tree.h"

#include "sim/base/check.h"
#include "sim/scenario/tabs.h"

#include <yaml.h>

#include <algorithm>
#include <map>
#include <optional>

namespace mf::yaml {

namespace {

std::string_view view(const yaml_char_t *text) { return reinterpret_cast<const char *>(text); }

/// libyaml's parser, as something that gives one event after the other.
class Parser {
public:
    explicit Parser(std::string_view text)
    {
        MF_CHECK(yaml_parser_initialize(&m_parser) == 1);
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char *>(text.data()),
                                     text.size());
    }
    ~Parser()
    {
        yaml_event_delete(&m_event);
        yaml_parser_delete(&m_parser);
    }
    Parser(const Parser &) = delete;
    Parser &operator=(const Parser &) = delete;

    /// The next event, valid until the next call; null: an error.
    const yaml_event_t *next()
    {
        yaml_event_delete(&m_event);
        return yaml_parser_parse(&m_parser, &m_event) == 1 ? &m_event : nullptr;
    }
    const yaml_parser_t &raw() const { return m_parser; }

private:
    yaml_parser_t m_parser{};
    yaml_event_t m_event{};
};

/// What libyaml says, and what a person can do about it.
struct Advice {
    std::string_view problem;
    English<0> advice;
};
constexpr Advice kAdvice[] = {
    {"mapping values are not allowed in this context",
     English("\":\" inside an unquoted text, or a line indented too far; put the text in quotes")},
    {"did not find expected key",
     English("this line does not fit the ones above it; check its indentation, and for a quote or "
             "bracket left open")},
    {"did not find expected '-' indicator",
     English("this line is in a list but does not begin with \"- \"; check its indentation")},
    {"could not find expected ':'", English("a key needs a \":\" and a space after it")},
    {"found unexpected end of stream", English("the file ends inside a quoted text; close the quote")},
    {"did not find expected ',' or '}'",
     English("the braces are not closed, or a \",\" is missing before this")},
    {"did not find expected ',' or ']'",
     English("the brackets are not closed, or a \",\" is missing before this")},
    {"control characters are not allowed", English("a control character; take it out")},
    {"block sequence entries are not allowed in this context",
     English("\"- \" does not belong here; begin the list on a line of its own")},
    {"found undefined tag handle",
     English("\"!\" begins a tag, and tags are not read here; put the text in quotes")},
};

class Builder {
public:
    Builder(const Source &source, std::string_view text, std::vector<int> shifts, FaultList &faults)
        : m_source(source)
        , m_parser(text)
        , m_shifts(std::move(shifts))
        , m_faults(faults)
    { }

    Document build();
    /// Where libyaml gave up, if it did; the fault is not in the list yet.
    const std::optional<std::pair<Mark, Phrase>> &syntaxError() const { return m_error; }

private:
    const yaml_event_t *next();
    bool value(const yaml_event_t &event, Tree &into, int depth);
    bool list(Tree &into, int depth);
    bool map(Tree &into, int depth);
    bool text(const yaml_event_t &event, Tree &into);
    /// `what` calls it by its name; null: there is none.
    void refuse(Phrase (*what)(std::string_view), const yaml_char_t *name, const Mark &at);
    bool tooMuch(const Mark &at, Phrase message);
    Mark place(const yaml_mark_t &mark);

    const Source &m_source;
    Parser m_parser;
    std::vector<int> m_shifts; // by line: columns that this text has more than the source
    FaultList &m_faults;
    std::optional<std::pair<Mark, Phrase>> m_error;
    Mark m_last{1, 1, 0};
    std::size_t m_nodes = 0;
};

Mark Builder::place(const yaml_mark_t &mark)
{
    const int line = static_cast<int>(mark.line) + 1;
    const std::size_t index = mark.line;
    const int shift = index < m_shifts.size() ? m_shifts[index] : 0;
    m_last = m_source.markFrom(m_last, line, std::max(1, static_cast<int>(mark.column) + 1 - shift));
    return m_last;
}

const yaml_event_t *Builder::next()
{
    if (const yaml_event_t *event = m_parser.next())
        return event;
    const yaml_parser_t &raw = m_parser.raw();
    const std::string_view problem = raw.problem != nullptr ? raw.problem : "it cannot be read";
    Phrase message = phrase("this is not YAML: {}", problem);
    for (const Advice &advice : kAdvice)
        if (problem == advice.problem)
            message = phrase(advice.advice);
    const bool reader = raw.error == YAML_READER_ERROR; // these have an offset in octets and no mark
    m_error = {reader ? m_source.markAt(raw.problem_offset) : place(raw.problem_mark), std::move(message)};
    return nullptr;
}

Document Builder::build()
{
    Document document;
    while (const yaml_event_t *event = next()) {
        switch (event->type) {
        case YAML_STREAM_END_EVENT: document.whole = true; return document;
        case YAML_DOCUMENT_START_EVENT:
            if (m_nodes > 0) {
                m_faults.add(place(event->start_mark),
                             phrase("a second document begins here; a file holds one"));
                return document;
            }
            break;
        case YAML_SCALAR_EVENT:
        case YAML_SEQUENCE_START_EVENT:
        case YAML_MAPPING_START_EVENT:
        case YAML_ALIAS_EVENT:
            if (!value(*event, document.root, 1))
                return document;
            break;
        case YAML_NO_EVENT:
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT: break;
        }
    }
    return document;
}

Phrase aliasOf(std::string_view name) { return phrase("alias \"*{}\"", name); }
Phrase anchorOf(std::string_view name) { return phrase("anchor \"&{}\"", name); }
Phrase tagOf(std::string_view name) { return phrase("tag \"{}\"", name); }

void Builder::refuse(Phrase (*what)(std::string_view), const yaml_char_t *name, const Mark &at)
{
    if (name == nullptr || m_faults.full())
        return;
    m_faults.add(at, phrase("{} is not read here; write what it stands for", what(view(name))));
}

bool Builder::tooMuch(const Mark &at, Phrase message)
{
    m_faults.add(at, std::move(message));
    return false;
}

/// One value and all that is in it. `depth` counts the list or map that it would be.
bool Builder::value(const yaml_event_t &event, Tree &into, int depth)
{
    into.begin = place(event.start_mark);
    into.end = place(event.end_mark);
    if (++m_nodes > kNodeLimit)
        return tooMuch(into.begin, phrase("more than {} values; this is no file of ours", kNodeLimit));
    if (event.type == YAML_ALIAS_EVENT) {
        refuse(aliasOf, event.data.alias.anchor, into.begin);
        return true;
    }
    if (event.type == YAML_SCALAR_EVENT)
        return text(event, into);
    if (depth > kDepthLimit)
        return tooMuch(into.begin, phrase("more than {} lists and maps inside each other", kDepthLimit));
    if (event.type == YAML_SEQUENCE_START_EVENT) {
        const auto &start = event.data.sequence_start;
        refuse(anchorOf, start.anchor, into.begin);
        refuse(tagOf, start.tag, into.begin);
        into.style = start.style == YAML_FLOW_SEQUENCE_STYLE ? Tree::Style::Flow : Tree::Style::Block;
        return list(into, depth);
    }
    const auto &start = event.data.mapping_start;
    refuse(anchorOf, start.anchor, into.begin);
    refuse(tagOf, start.tag, into.begin);
    into.style = start.style == YAML_FLOW_MAPPING_STYLE ? Tree::Style::Flow : Tree::Style::Block;
    return map(into, depth);
}

bool Builder::text(const yaml_event_t &event, Tree &into)
{
    const auto &scalar = event.data.scalar;
    refuse(anchorOf, scalar.anchor, into.begin);
    refuse(tagOf, scalar.tag, into.begin);
    into.text.assign(reinterpret_cast<const char *>(scalar.value), scalar.length);
    switch (scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: into.style = Tree::Style::Quoted; break;
    case YAML_LITERAL_SCALAR_STYLE: into.style = Tree::Style::Literal; break;
    case YAML_FOLDED_SCALAR_STYLE: into.style = Tree::Style::Folded; break;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE: into.style = Tree::Style::Plain; break;
    }
    return true;
}

bool Builder::list(Tree &into, int depth)
{
    into.kind = Tree::Kind::List;
    while (const yaml_event_t *event = next()) {
        if (event->type == YAML_SEQUENCE_END_EVENT) {
            if (into.style == Tree::Style::Flow)
                into.end = place(event->end_mark);
            else if (!into.children.empty())
                into.end = into.children.back().end;
            return true;
        }
        Tree child;
        const bool complete = value(*event, child, depth + 1);
        if (complete || !child.children.empty())
            into.children.push_back(std::move(child));
        if (!complete)
            return false;
    }
    return false;
}

bool Builder::map(Tree &into, int depth)
{
    into.kind = Tree::Kind::Map;
    std::map<std::string, int> lines; // of the keys so far
    while (const yaml_event_t *event = next()) {
        if (event->type == YAML_MAPPING_END_EVENT) {
            if (into.style == Tree::Style::Flow)
                into.end = place(event->end_mark);
            else if (!into.children.empty())
                into.end = into.children.back().end;
            return true;
        }
        Tree key;
        if (!value(*event, key, depth + 1))
            return false;
        const yaml_event_t *second = next();
        Tree child;
        child.key = key.text;
        child.keyAt = key.begin;
        child.keyEnd = key.end;
        const bool complete = second != nullptr && value(*second, child, depth + 1);
        const auto [first, isNew] = lines.emplace(key.text, key.begin.line);
        if (!key.isText())
            m_faults.add(key.begin, phrase("a key must be a text, not a list or map"));
        else if (!isNew)
            m_faults.add(key.begin,
                         phrase("\"{}\" is here twice; first in line {}", key.text, first->second));
        else if (complete || !child.children.empty())
            into.children.push_back(std::move(child));
        if (!complete)
            return false;
    }
    return false;
}

} // namespace

bool Tree::isNothing() const
{
    return isText() && style == Style::Plain && (text.empty() || text == "~" || text == "null");
}

const Tree *Tree::find(std::string_view wanted) const
{
    const auto it = std::ranges::find(children, wanted, &Tree::key);
    return isMap() && it != children.end() ? &*it : nullptr;
}

Document read(const Source &source, FaultList &faults)
{
    const std::string &text = source.text();
    if (source.tooLarge()) {
        faults.add({}, phrase("larger than {} MiB; this is no file of ours", kSizeLimitOctets >> 20));
        return {};
    }
    if (const std::size_t bad = firstBadUtf8(text); bad != text.npos) {
        faults.add(source.markAt(bad), phrase("not UTF-8; save the file in UTF-8"));
        return {};
    }
    Builder builder(source, text, {}, faults);
    Document document = builder.build();
    if (!builder.syntaxError())
        return document;

    const auto &[at, message] = *builder.syntaxError();
    const std::string_view line = source.line(at.line);
    const std::size_t tab = line.find('\t');
    if (tab >= indentationOf(line)) { // npos is
        faults.add(at, message);
        return document;
    }
    faults.add(source.markAt(source.mark(at.line, 1).offset + tab),
               phrase("tab used for indentation; use spaces"));
    reportTabs(source, faults);
    Untabbed spaced = untabbed(source);
    return Builder(source, spaced.text, std::move(spaced.shifts), faults).build();
}

bool sameContent(const Tree &a, const Tree &b)
{
    const bool bothNothing = a.isNothing() && b.isNothing();
    return a.kind == b.kind && a.key == b.key && (bothNothing || a.text == b.text)
           && a.children.size() == b.children.size()
           && std::equal(a.children.begin(), a.children.end(), b.children.begin(), sameContent);
}

Mark placeInText(const Source &source, const Tree &text, std::size_t offset)
{
    const std::string_view before = std::string_view(text.text).substr(0, offset);
    if (text.style != Tree::Style::Literal)
        return before.find('\n') == before.npos && text.style == Tree::Style::Plain
                   ? source.markAt(text.begin.offset + before.size())
                   : text.begin;
    const auto lines = static_cast<int>(std::ranges::count(before, '\n'));
    const std::size_t start = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
    const std::string_view shown =
        std::string_view(text.text).substr(start, text.text.find('\n', start) - start);
    const int line = text.begin.line + 1 + lines;
    const std::string_view whole = source.line(line);
    if (!whole.ends_with(shown))
        return source.mark(line, 1);
    return source.markAt(source.mark(line, 1).offset + whole.size() - shown.size() + (offset - start));
}

} // namespace mf::yaml
