#include "sim/story/export.h"

#include <fmt/format.h>

namespace mf::story {

namespace {

template <typename Enum>
std::string names(std::size_t count)
{
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", name(static_cast<Enum>(i)));
    return out;
}

struct Column {
    std::string_view name, schema, about;
};
constexpr std::string_view kNumber = R"("type": "integer", "minimum": 0)";
constexpr std::string_view kNumberOrNull = R"("type": ["integer", "null"], "minimum": 0)";
constexpr std::string_view kTextOrNull = R"("type": ["string", "null"])";
constexpr Column kColumns[] = {
    {"id", kNumber, "the record's number, from 0"},
    {"cause", kNumberOrNull, "the record without which this one would not be"},
    {"at_us", kNumber, "when it happened or left, in microseconds since the world began"},
    {"until_us", kNumber, "when it arrives; equal to at_us for what takes no time"},
    {"kind", "", "what happened"},
    {"from", kTextOrNull, "the machine where it happened, or that it left"},
    {"to", kTextOrNull, "the machine that it goes to"},
    {"stream", kNumberOrNull, "the connection"},
    {"mail", kNumberOrNull, "the letter, the same number on its whole way"},
    {"text", R"("type": "string")", "the first line of the octets; of a DNS datagram, what it asks or says"},
    {"bytes_base64", R"("type": "string", "contentEncoding": "base64")",
     "the octets, passwords replaced by stars"},
    {"facts", "", "what else is known; a fact that is there several times is a list"},
};

} // namespace

std::string traceSchema()
{
    std::string properties, required;
    for (const Column &column : kColumns) {
        std::string schema(column.schema);
        if (column.name == "kind")
            schema = fmt::format("\"enum\": [{}]", names<Kind>(kKindCount));
        else if (column.name == "facts")
            schema = fmt::format(
                "\"type\": \"object\", \"propertyNames\": {{ \"enum\": [{}] }}, \"additionalProperties\": "
                "{{ \"anyOf\": [{{ \"type\": \"string\" }}, {{ \"type\": \"array\", \"items\": {{ \"type\": "
                "\"string\" }} }}] }}",
                names<Key>(kKeyCount));
        properties += fmt::format("{}\n    \"{}\": {{ \"description\": \"{}\", {} }}",
                                  properties.empty() ? "" : ",", column.name, column.about, schema);
        required += fmt::format("{}\"{}\"", required.empty() ? "" : ", ", column.name);
    }
    return fmt::format("{{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": "
                       "\"One line of a Mailflow trace\",\n"
                       "  \"type\": \"object\",\n  \"additionalProperties\": false,\n  \"required\": [{}],\n "
                       " \"properties\": {{{}\n  }}\n}}\n",
                       required, properties);
}

} // namespace mf::story
