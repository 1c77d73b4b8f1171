#include "sim/mail/reading.h"

#include "sim/base/ascii.h"
#include "sim/mail/mime.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::mail {

namespace {

constexpr std::size_t kFileNameLimitOctets = 200; // most file systems allow 255

std::string parameterOf(const Message &message, const Part &part, std::string_view field,
                        std::string_view parameter)
{
    if (const auto value = message.header(field, part))
        for (const auto &[name, said] : parseParameters(*value).list)
            if (name == parameter)
                return said;
    return {};
}

bool isOfFolder(char c)
{
    return c == '/' || c == '\\' || c == ':' || !(static_cast<unsigned char>(c) >= 0x20);
}

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// A sender's name for a file must not choose where it is written (RFC 2183 section 2.3).
std::string safeName(std::string name, const Part &part, std::size_t number)
{
    name.erase(name.begin(), std::ranges::find_if(name.rbegin(), name.rend(), isOfFolder).base());
    name.erase(0, std::min(name.find_first_not_of(". "), name.size()));
    if (name.size() > kFileNameLimitOctets) {
        std::size_t end = kFileNameLimitOctets;
        while (end > 0 && isContinuation(name[end]))
            --end; // no half character
        name.resize(end);
    }
    if (!name.empty())
        return name;
    const bool plain = part.type == "text" && part.subtype == "plain";
    return fmt::format("part-{}.{}", number, part.isMessage() ? "eml" : plain ? "txt" : "bin");
}

bool isFile(const Message &message, const Part &part)
{
    const std::string said = message.header("Content-Disposition", part).value_or("");
    return ascii::startsWith(said, "attachment")
           || !parameterOf(message, part, "Content-Disposition", "filename").empty();
}

/// Whether some part above is a message: what is inside belongs to that one.
bool isInsideMessage(const Message &message, const Part &part)
{
    for (int i = part.parent; i >= 0; i = message.parts()[static_cast<std::size_t>(i)].parent)
        if (message.parts()[static_cast<std::size_t>(i)].isMessage())
            return true;
    return false;
}

} // namespace

Reading readingOf(const Message &message)
{
    Reading reading;
    for (std::size_t i = 0; i < message.parts().size(); ++i) {
        const Part &part = message.parts()[i];
        if (part.isMultipart() || isInsideMessage(message, part))
            continue;
        const bool text = part.type == "text" && !isFile(message, part);
        if (text && part.subtype == "html" && reading.html == Reading::kNone) {
            reading.html = static_cast<int>(i);
        } else if (text && part.subtype != "html" && reading.plain == Reading::kNone) {
            reading.plain = static_cast<int>(i);
        } else {
            std::string name = parameterOf(message, part, "Content-Disposition", "filename");
            if (name.empty())
                name = parameterOf(message, part, "Content-Type", "name");
            reading.files.push_back({i, safeName(std::move(name), part, reading.files.size() + 1),
                                     part.type + '/' + part.subtype, decodedBody(message, part).size()});
        }
    }
    return reading;
}

Answer answerTo(const Message &message)
{
    Answer answer;
    const auto field = [&](std::string_view name) { return message.header(name).value_or(""); };
    const std::string replyTo = field("Reply-To");
    for (const HeaderAddress &one : parseAddresses(replyTo.empty() ? field("From") : replyTo))
        if (!one.localPart.empty())
            answer.to += (answer.to.empty() ? "" : ", ") + one.localPart + '@' + one.domain;
    const std::string subject = decodeHeader(field("Subject"));
    answer.subject = ascii::startsWith(subject, "re:") ? subject : "Re: " + subject;
    if (const std::string id = field("Message-ID"); !id.empty()) {
        const std::string before = field("References");
        answer.headers = {{"In-Reply-To", id}, {"References", before.empty() ? id : before + ' ' + id}};
    }
    const Reading reading = readingOf(message);
    if (reading.plain == Reading::kNone)
        return answer;
    const std::string text = decodedText(message, message.parts()[static_cast<std::size_t>(reading.plain)]);
    answer.quoted = decodeHeader(field("From")) + ":\n";
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        answer.quoted.append(line.starts_with('>') ? ">" : "> ").append(line).append("\n");
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return answer;
}

const Part *imagePart(const Message &message, std::string_view contentId)
{
    for (const Part &part : message.parts())
        if (part.type == "image" && message.header("Content-ID", part) == fmt::format("<{}>", contentId))
            return &part;
    return nullptr;
}

std::expected<std::vector<Path>, Phrase> parseRecipients(std::string_view text)
{
    std::vector<Path> paths;
    for (const HeaderAddress &one : parseAddresses(text)) {
        if (one.groupStart || one.groupEnd)
            continue;
        const std::string written = one.domain.empty() ? one.localPart : one.localPart + '@' + one.domain;
        auto path = parseMailbox(written);
        if (!path)
            return std::unexpected(phrase("\"{}\": {}", written.empty() ? one.name : written, path.error()));
        if (std::ranges::none_of(paths, [&](const Path &known) { return sameMailbox(known, *path); }))
            paths.push_back(std::move(*path));
    }
    return paths;
}

} // namespace mf::mail
