#include "sim/imap/envelope.h"

#include "sim/base/ascii.h"
#include "sim/imap/field_parameters.h"
#include "sim/imap/lexer.h"
#include "sim/mail/mime.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace mf::imap {

namespace {

using mail::Message;
using mail::Part;

/// A NUL can stand in no string of IMAP (RFC 3501 section 9: CHAR8): it is told as a space.
void appendText(std::string &out, std::string text)
{
    std::ranges::replace(text, '\0', ' ');
    appendString(out, text);
}

void appendNstring(std::string &out, const std::optional<std::string> &text)
{
    if (text)
        appendText(out, *text);
    else
        out += "NIL";
}

void appendNonEmpty(std::string &out, const std::string &text)
{
    if (text.empty())
        out += "NIL";
    else
        appendText(out, text);
}

/// (name source-route mailbox host). A group begins with its name where a mailbox stands, and ends with
/// nothing there.
void appendAddress(std::string &out, const mail::HeaderAddress &address)
{
    out += '(';
    if (address.groupEnd) {
        out += "NIL NIL NIL NIL)";
        return;
    }
    if (address.groupStart) {
        out += "NIL NIL ";
        appendText(out, address.name);
        out += " NIL)";
        return;
    }
    appendNonEmpty(out, address.name);
    out += ' ';
    appendNonEmpty(out, address.route);
    out += ' ';
    appendText(out, address.localPart);
    out += ' ';
    appendText(out, address.domain);
    out += ')';
}

void appendAddresses(std::string &out, const Message &message, const Part &part, std::string_view field)
{
    const auto value = message.header(field, part);
    const auto addresses = value ? mail::parseAddresses(*value) : std::vector<mail::HeaderAddress>{};
    if (addresses.empty()) {
        out += "NIL";
        return;
    }
    out += '(';
    for (const mail::HeaderAddress &address : addresses)
        appendAddress(out, address);
    out += ')';
}

/// RFC 3501 section 7.4.2: where Sender or Reply-To are missing or empty, From stands for them.
std::string_view fieldOrFrom(const Message &message, const Part &part, std::string_view field)
{
    const auto value = message.header(field, part);
    return value && !mail::parseAddresses(*value).empty() ? field : "From";
}

void appendParameters(std::string &out, const WrittenParameters &parameters)
{
    if (parameters.list.empty()) {
        out += "NIL";
        return;
    }
    char before = '(';
    for (const auto &[name, value] : parameters.list) {
        out += before;
        before = ' ';
        appendText(out, name);
        out += ' ';
        appendText(out, value);
    }
    out += ')';
}

/// RFC 3501 section 9: body-fld-lang = nstring / "(" string *(SP string) ")"
void appendLanguages(std::string &out, std::string_view field)
{
    std::vector<std::string_view> languages;
    for (const std::string_view one : ascii::split(field, ','))
        if (const std::string_view language = ascii::trimmed(one); !language.empty())
            languages.push_back(language);
    if (languages.size() < 2)
        return appendNonEmpty(out, std::string(languages.empty() ? "" : languages.front()));
    char before = '(';
    for (const std::string_view language : languages) {
        out += std::exchange(before, ' ');
        appendText(out, std::string(language));
    }
    out += ')';
}

/// body-fld-dsp, body-fld-lang and body-fld-loc, which close the extension data of every part.
void appendExtensions(std::string &out, const Message &message, const Part &part)
{
    if (const auto field = message.header("Content-Disposition", part); field && !field->empty()) {
        const WrittenParameters disposition = writtenParameters(*field);
        out += " (";
        appendText(out, disposition.value);
        out += ' ';
        appendParameters(out, disposition);
        out += ") ";
    } else {
        out += " NIL ";
    }
    appendLanguages(out, message.header("Content-Language", part).value_or(""));
    out += ' ';
    appendNstring(out, message.header("Content-Location", part));
}

/// Parameters as written; a text that says nothing is US-ASCII (RFC 2045 section 5.2).
WrittenParameters typeParameters(const Message &message, const Part &part)
{
    const auto field = message.header("Content-Type", part);
    WrittenParameters parameters;
    if (field)
        parameters = writtenParameters(*field);
    if (!field && part.type == "text")
        parameters.list = {{"charset", "us-ascii"}};
    return parameters;
}

void appendMultipart(std::string &out, const Message &message, const Part &part, Structure structure)
{
    for (const int child : part.children)
        appendBodyStructure(out, message, message.parts()[static_cast<std::size_t>(child)], structure);
    if (part.children.empty()) // the grammar wants at least one: what there is, as text (BODY[1] gives it)
        out += fmt::format(R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" {} {}))",
                           part.body.size(), part.bodyLines);
    out += ' ';
    appendText(out, part.subtype);
    if (structure == Structure::Short)
        return;
    out += ' ';
    appendParameters(out, typeParameters(message, part));
    appendExtensions(out, message, part);
}

/// What all parts that are no multiparts have: type, subtype, parameters, id, description, encoding, octets.
void appendFixedFields(std::string &out, const Message &message, const Part &part, bool letterInside)
{
    // A letter that is nested too deep to be looked into is octets, for message/rfc822 would need its
    // envelope.
    const bool opaque = part.type == "message" && part.subtype == "rfc822" && !letterInside;
    appendText(out, opaque ? "application" : part.type);
    out += ' ';
    appendText(out, opaque ? "octet-stream" : part.subtype);
    out += ' ';
    appendParameters(out, typeParameters(message, part));
    out += ' ';
    appendNstring(out, message.header("Content-ID", part));
    out += ' ';
    appendNstring(out, message.header("Content-Description", part));
    out += ' ';
    const std::string encoding = message.header("Content-Transfer-Encoding", part).value_or("");
    appendText(out, encoding.empty() ? "7bit" : encoding);
    out += fmt::format(" {}", part.body.size());
}

} // namespace

void appendEnvelope(std::string &out, const Message &message, const Part &part)
{
    out += '(';
    appendNstring(out, message.header("Date", part));
    out += ' ';
    appendNstring(out, message.header("Subject", part));
    out += ' ';
    appendAddresses(out, message, part, "From");
    out += ' ';
    appendAddresses(out, message, part, fieldOrFrom(message, part, "Sender"));
    out += ' ';
    appendAddresses(out, message, part, fieldOrFrom(message, part, "Reply-To"));
    for (const std::string_view field : {"To", "Cc", "Bcc"}) {
        out += ' ';
        appendAddresses(out, message, part, field);
    }
    for (const std::string_view field : {"In-Reply-To", "Message-ID"}) {
        out += ' ';
        appendNstring(out, message.header(field, part));
    }
    out += ')';
}

void appendBodyStructure(std::string &out, const Message &message, const Part &part, Structure structure)
{
    out += '(';
    if (part.type == "multipart") {
        appendMultipart(out, message, part, structure);
        out += ')';
        return;
    }
    const bool letterInside = part.isMessage() && !part.children.empty();
    appendFixedFields(out, message, part, letterInside);
    if (letterInside) {
        const Part &inner = message.parts()[static_cast<std::size_t>(part.children.front())];
        out += ' ';
        appendEnvelope(out, message, inner);
        out += ' ';
        appendBodyStructure(out, message, inner, structure);
    }
    if (part.type == "text" || letterInside)
        out += fmt::format(" {}", part.bodyLines);
    if (structure == Structure::Extended) {
        out += ' ';
        appendNstring(out, message.header("Content-MD5", part));
        appendExtensions(out, message, part);
    }
    out += ')';
}

const std::string &envelopeOf(const Message &message)
{
    return message.rendering(Message::Rendering::Envelope, [&message] {
        std::string out;
        appendEnvelope(out, message, message.root());
        return out;
    });
}

const std::string &structureOf(const Message &message, Structure structure)
{
    const auto which =
        structure == Structure::Short ? Message::Rendering::Structure : Message::Rendering::ExtendedStructure;
    return message.rendering(which, [&message, structure] {
        std::string out;
        appendBodyStructure(out, message, message.root(), structure);
        return out;
    });
}

} // namespace mf::imap
