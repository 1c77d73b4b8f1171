// A file that travels with a letter.
#include "sim/base/base64.h"
#include "sim/scenario/attached.h"
#include "sim/scenario/keys.h"
#include "sim/scenario/suggest.h"

#include <string>

namespace mf::schema {

using yaml::Tree;

namespace {

struct TextOfFile {
    static constexpr Look looks[] = {{Shape::Text}};
    static void read(Reading &reading, const Tree &value, Blob &into)
    {
        if (reading.isText(value))
            into = Blob::copyOf(value.text);
    }
};

struct OctetsOfFile {
    static constexpr Look looks[] = {{Shape::Text}};
    static void read(Reading &reading, const Tree &value, Blob &into)
    {
        if (!reading.isText(value))
            return;
        std::string base64 = value.text;
        std::erase_if(base64, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
        if (auto octets = fromBase64(base64))
            into = Blob(std::move(*octets));
        else
            reading.fault(value.begin,
                          phrase("this is not base 64 (A-Z, a-z, 0-9, + and /, filled up with = to "
                                 "a multiple of four); for plain words write text:"));
    }
};

constexpr Key kAttachedKeys[] = {
    key<&mail::Attachment::name, values::Text>("name", "what it is called, without folders",
                                               {.required = true}),
    key<&mail::Attachment::type, values::Text>(
        "type", "its media type, like image/png; by the end of its name if not given"),
    key<&mail::Attachment::octets, TextOfFile>("text", "what is in it, as UTF-8; or else:"),
    key<&mail::Attachment::octets, OctetsOfFile>("base64",
                                                 "its octets in base 64, spaces and line ends anywhere"),
};

void checkAttached(Reading &reading, const Tree &tree, void *read)
{
    auto &file = *static_cast<mail::Attachment *>(read);
    const Tree *name = tree.find("name"), *type = tree.find("type");
    if (name != nullptr && name->isText() && !isFileName(file.name))
        reading.fault(
            name->begin,
            phrase("{} is not the name of a file; write it without folders, on one line", quoted(file.name)));
    if (type != nullptr && type->isText() && !isMediaType(file.type))
        reading.fault(type->begin,
                      phrase("{} is not a media type; write it like image/png", quoted(file.type)));
    if ((tree.find("text") != nullptr) == (tree.find("base64") != nullptr))
        reading.fault(tree.begin, phrase("what is in the file? write text: or base64:, one of them"));
    if (type == nullptr)
        file.type = mediaTypeOf(file.name);
}

} // namespace

constinit const Object kAttachedObject{English("attached file"), "A file that travels with a letter.",
                                       kAttachedKeys, checkAttached};

} // namespace mf::schema
