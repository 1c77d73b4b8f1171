#include "sim/scenario/describe.h"

#include "sim/scenario/schema.h"
#include "sim/scenario/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace mf::schema {

namespace {

/// All objects, each before those that it leads to.
void collect(const Object &object, std::vector<const Object *> &found)
{
    if (std::ranges::find(found, &object) != found.end())
        return;
    found.push_back(&object);
    for (const Key &key : object.keys)
        for (const Look &look : key.looks)
            if (look.object != nullptr)
                collect(*look.object, found);
}

std::vector<const Object *> allObjects()
{
    std::vector<const Object *> found;
    collect(rootObject(), found);
    return found;
}

std::string hyphened(std::string_view name)
{
    std::string id(name);
    std::erase(id, '\'');
    std::ranges::replace(id, ' ', '-');
    return id;
}

/// No text of the table has anything else that JSON must escape; a test reads the result.
std::string json(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' || c == '\\' ? fmt::format("\\{}", c) : std::string(1, c);
    return out + '"';
}

std::string wordList(std::span<const std::string_view> words)
{
    std::string out;
    for (const std::string_view word : words)
        out += fmt::format("{}{}", out.empty() ? "" : ", ", json(word));
    return fmt::format("[{}]", out);
}

std::string pattern(std::string_view regex)
{
    return fmt::format(R"({{ "type": "string", "pattern": {} }})", json(regex));
}

/// One value of that shape.
std::string oneOf(const Look &look)
{
    switch (look.shape) {
    case Shape::Text: return R"({ "type": ["string", "number", "boolean"] })";
    case Shape::LocalText:
        return R"({ "anyOf": [{ "type": "string" }, )"
               R"({ "type": "object", "additionalProperties": { "type": "string" } }] })";
    case Shape::Number: return R"({ "type": "integer", "minimum": 0 })";
    case Shape::Decimal: return R"({ "type": "number" })";
    case Shape::Flag: return R"({ "type": "boolean" })";
    case Shape::Word: return fmt::format(R"({{ "enum": {} }})", wordList(look.words));
    case Shape::Duration: return pattern(R"(^[0-9]+(\.[0-9]+)? ?(us|ms|s|m|h|d)$)");
    case Shape::Size: return pattern(R"(^[0-9]+(\.[0-9]+)? ?(B|kB|MB|GB|KiB|MiB|GiB)$)");
    case Shape::Bandwidth: return pattern(R"(^(unlimited|[0-9]+(\.[0-9]+)? ?[kMG]?bit/s)$)");
    case Shape::Percentage: return pattern(R"(^[0-9]+(\.[0-9]+)? ?%$)");
    case Shape::Time: return R"({ "type": "string", "format": "date-time" })";
    case Shape::MailAddress: return pattern("^.+@.+$");
    case Shape::IpAddress:
    case Shape::Node:
    case Shape::User:
    case Shape::Letter: return R"({ "type": "string" })";
    case Shape::Object:
        return fmt::format(R"({{ "$ref": "#/$defs/{}" }})", hyphened(look.object->name.pattern));
    }
    return "{}";
}

std::string anyOf(const std::vector<std::string> &schemas)
{
    if (schemas.size() == 1)
        return schemas.front();
    std::string all;
    for (const std::string &schema : schemas)
        all += fmt::format("{}{}", all.empty() ? "" : ", ", schema);
    return fmt::format(R"({{ "anyOf": [{}] }})", all);
}

/// A value as a whole: items of all its lists may stand in one list.
std::string valueSchema(const Key &key)
{
    std::vector<std::string> ways, items;
    for (const Look &look : key.looks) {
        std::string one = oneOf(look);
        if (look.many == Many::One)
            ways.push_back(std::move(one));
        else if (look.many == Many::Map)
            ways.push_back(fmt::format(R"({{ "type": "object", "additionalProperties": {} }})", one));
        else if (look.many == Many::MapOfLists)
            ways.push_back(fmt::format(
                R"({{ "type": "object", "additionalProperties": {{ "type": "array", "items": {} }} }})",
                one));
        else if (look.many == Many::ListMap)
            ways.push_back(
                fmt::format(R"({{ "type": "object", "additionalProperties": {{ "anyOf": [{}, {{ "type": )"
                            R"("array", "items": {} }}] }} }})",
                            one, one));
        else if (std::ranges::find(items, one) == items.end())
            items.push_back(std::move(one));
    }
    if (!items.empty())
        ways.push_back(fmt::format(R"({{ "type": "array", "items": {} }})", anyOf(items)));
    return anyOf(ways);
}

std::string objectSchema(const Object &object)
{
    std::string properties, required;
    for (const Key &key : object.keys) {
        std::string value = valueSchema(key);
        value.insert(1, fmt::format(R"( "description": {},)", json(key.about)));
        properties += fmt::format("{}\n        {}: {}", properties.empty() ? "" : ",", json(key.name), value);
        if (key.use.required)
            required += fmt::format("{}{}", required.empty() ? "" : ", ", json(key.name));
    }
    // A user may be `bob:` with nothing after it.
    const std::string_view type = required.empty() ? R"(["object", "null"])" : R"("object")";
    return fmt::format("    {}: {{\n      \"description\": {},\n      \"type\": {},\n      "
                       "\"additionalProperties\": false,\n"
                       "      \"required\": [{}],\n      \"properties\": {{{}\n      }}\n    }}",
                       json(hyphened(object.name.pattern)), json(object.about), type, required, properties);
}

std::string_view inPlainWords(Shape shape)
{
    switch (shape) {
    case Shape::Text: return "text";
    case Shape::LocalText: return "text, or a map of languages to texts";
    case Shape::Number: return "whole number";
    case Shape::Decimal: return "number";
    case Shape::Flag: return "true or false";
    case Shape::Word: return "word";
    case Shape::Duration: return "time, like 5s";
    case Shape::Size: return "size, like 25MB";
    case Shape::Bandwidth: return "bandwidth, like 10Mbit/s";
    case Shape::Percentage: return "share, like 5%";
    case Shape::Time: return "date and time";
    case Shape::IpAddress: return "IP address";
    case Shape::MailAddress: return "mail address";
    case Shape::Node: return "node";
    case Shape::User: return "user's address";
    case Shape::Letter: return "letter";
    case Shape::Object: return "";
    }
    return "";
}

std::string describe(const Look &look)
{
    std::string one(inPlainWords(look.shape));
    if (look.shape == Shape::Word) {
        one.clear();
        for (const std::string_view word : look.words)
            one += fmt::format("{}`{}`", one.empty() ? "" : ", ", word);
    } else if (look.object != nullptr) {
        one = fmt::format("[{}](#{})", look.object->name.pattern, hyphened(look.object->name.pattern));
    }
    switch (look.many) {
    case Many::One: return one;
    case Many::List: return fmt::format("list of: {}", one);
    case Many::Map: return fmt::format("map from names to: {}", one);
    case Many::MapOfLists: return fmt::format("map from names to lists of: {}", one);
    case Many::ListMap: return fmt::format("map from names to: {}, or a list of it", one);
    }
    return one;
}

} // namespace

std::string jsonSchema()
{
    std::string definitions;
    for (const Object *object : allObjects())
        definitions += fmt::format("{}\n{}", definitions.empty() ? "" : ",", objectSchema(*object));
    return fmt::format("{{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": "
                       "\"Mailflow scenario\",\n"
                       "  \"$ref\": \"#/$defs/{}\",\n  \"$defs\": {{{}\n  }}\n}}\n",
                       hyphened(rootObject().name.pattern), definitions);
}

std::string authorPage()
{
    std::string page = "# What a scenario file may say\n\nMade from the program's own table of keys. Text of "
                       "several lines, lists and maps are YAML's; "
                       "tabs, anchors and tags are not read.\nWhat a file leaves out is made, the same way "
                       "every time. `mailflow check FILE` says "
                       "what is wrong with it, and judges what it expects.\n";
    for (const Object *object : allObjects()) {
        page += fmt::format("\n## {}\n\n{}\n\n| key | value | |\n|---|---|---|\n", object->name.pattern,
                            object->about);
        for (const Key &key : object->keys) {
            std::vector<std::string> looks;
            for (const Look &look : key.looks)
                if (const std::string text = describe(look); std::ranges::find(looks, text) == looks.end())
                    looks.push_back(text);
            std::string value;
            for (const std::string &look : looks)
                value += fmt::format("{}{}", value.empty() ? "" : "; or ", look);
            page += fmt::format("| `{}`{} | {} | {} |\n", key.name, key.use.required ? " (needed)" : "",
                                value, key.about);
        }
    }
    return page;
}

} // namespace mf::schema
