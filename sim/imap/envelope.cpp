#include "sim/imap/envelope.h"

#include "sim/base/ascii.h"
#include "sim/imap/field_parameters.h"
#include "sim/imap/lexer.h"
#include "sim/mail/mime.h"

namespace mf::imap {

namespace {

using mail::Message;
using mail::Part;

void appendNstring(std::string &out, const std::optional<std::string> &text)
{
    if (text)
        appendString(out, *text);
    else
        out += "NIL";
}

void appendNonEmpty(std::string &out, const std::string &text)
{
    if (text.empty())
        out += "NIL";
    else
        appendString(out, text);
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
        appendString(out, address.name);
        out += " NIL)";
        return;
    }
    appendNonEmpty(out, address.name);
    out += ' ';
    appendNonEmpty(out, address.route);
    out += ' ';
    appendString(out, address.localPart);
    out += ' ';
    appendString(out, address.domain);
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
        appendString(out, name);
        out += ' ';
        appendString(out, value);
    }
    out += ')';
}

/// body-fld-dsp, body-fld-lang and body-fld-loc, which close the extension data of every part.
void appendExtensions(std::string &out, const Message &message, const Part &part)
{
    if (const auto field = message.header("Content-Disposition", part); field && !field->empty()) {
        const WrittenParameters disposition = writtenParameters(*field);
        out += " (";
        appendString(out, disposition.value);
        out += ' ';
        appendParameters(out, disposition);
        out += ") ";
    } else {
        out += " NIL ";
    }
    appendNstring(out, message.header("Content-Language", part));
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
    if (part.children.empty()) // nothing between its boundaries: the grammar wants at least one part
        out += R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 0 0))";
    out += ' ';
    appendString(out, part.subtype);
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
    const bool opaque = part.isMessage() && !letterInside;
    appendString(out, opaque ? "application" : part.type);
    out += ' ';
    appendString(out, opaque ? "octet-stream" : part.subtype);
    out += ' ';
    appendParameters(out, typeParameters(message, part));
    out += ' ';
    appendNstring(out, message.header("Content-ID", part));
    out += ' ';
    appendNstring(out, message.header("Content-Description", part));
    out += ' ';
    appendString(out, message.header("Content-Transfer-Encoding", part).value_or("7bit"));
    out += ' ' + std::to_string(part.body.size());
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
        out += ' ' + std::to_string(part.bodyLines);
    if (structure == Structure::Extended) {
        out += ' ';
        appendNstring(out, message.header("Content-MD5", part));
        appendExtensions(out, message, part);
    }
    out += ')';
}

} // namespace mf::imap
