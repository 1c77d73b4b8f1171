#include "sim/scenario/attached.h"

#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/scenario/patch.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mf {

namespace {

constexpr std::size_t kShownTextLimitOctets = 4'000; // longer ones would be one endless line
constexpr std::size_t kGroupOctets = 76;             // as RFC 2045 section 6.8 breaks base 64
constexpr std::string_view kBase64Key = "base64: \"";
constexpr std::string_view kAnyOctets = "application/octet-stream";

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {"txt", "text/plain"},      {"md", "text/markdown"},    {"csv", "text/csv"},
    {"html", "text/html"},      {"htm", "text/html"},       {"ics", "text/calendar"},
    {"vcf", "text/vcard"},      {"xml", "application/xml"}, {"json", "application/json"},
    {"pdf", "application/pdf"}, {"zip", "application/zip"}, {"png", "image/png"},
    {"jpg", "image/jpeg"},      {"jpeg", "image/jpeg"},     {"gif", "image/gif"},
    {"svg", "image/svg+xml"},   {"webp", "image/webp"},     {"mp3", "audio/mpeg"},
    {"wav", "audio/x-wav"},     {"mp4", "video/mp4"},       {"eml", "message/rfc822"},
};

bool isControl(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7f;
}

/// RFC 2045 section 5.1: no space, no control, no "tspecial".
bool isTypeToken(std::string_view text)
{
    constexpr std::string_view specials = "()<>@,;:\\\"/[]?=";
    return !text.empty() && std::ranges::none_of(text, [&](char c) {
        return isControl(c) || c == ' ' || static_cast<unsigned char>(c) >= 0x80 || specials.contains(c);
    });
}

/// People can read it in a scenario file, and it comes back octet by octet.
bool isShownAsText(std::string_view octets)
{
    return octets.size() <= kShownTextLimitOctets && yaml::firstBadUtf8(octets) == octets.npos
           && std::ranges::none_of(octets, [](char c) { return isControl(c) && c != '\n' && c != '\t'; });
}

std::string inGroups(std::string_view base64)
{
    std::string out;
    for (std::size_t at = 0; at < base64.size(); at += kGroupOctets) {
        out += at == 0 ? "" : " ";
        out += base64.substr(at, kGroupOctets);
    }
    return out;
}

} // namespace

std::size_t octetsOf(std::span<const mail::Attachment> files)
{
    std::size_t octets = 0;
    for (const mail::Attachment &file : files)
        octets += file.octets.size();
    return octets;
}

bool isFileName(std::string_view name)
{
    return !name.empty() && name != "." && name != ".."
           && std::ranges::none_of(name, [](char c) { return isControl(c) || c == '/' || c == '\\'; });
}

bool isMediaType(std::string_view type)
{
    const auto [main, sub] = ascii::cut(type, '/');
    return isTypeToken(main) && isTypeToken(sub);
}

std::string_view mediaTypeOf(std::string_view fileName)
{
    const std::size_t dot = fileName.rfind('.');
    if (dot == fileName.npos)
        return kAnyOctets;
    const std::string ending = ascii::toLower(fileName.substr(dot + 1));
    const auto *const found =
        std::ranges::find(kTypes, ending, &std::pair<std::string_view, std::string_view>::first);
    return found == std::end(kTypes) ? kAnyOctets : found->second;
}

bool hasWords(const mail::Attachment &file)
{
    return isFileName(file.name) && yaml::firstBadUtf8(file.name) == std::string_view::npos
           && (file.type.empty() || isMediaType(file.type));
}

std::string yamlOf(const mail::Attachment &file)
{
    const std::string_view octets = file.octets.view();
    const std::string_view type = file.type.empty() ? kAnyOctets : std::string_view(file.type);
    const std::string what = isShownAsText(octets)
                                 ? fmt::format("text: {}", yamlText(octets))
                                 : fmt::format("{}{}\"", kBase64Key, inGroups(toBase64(octets)));
    return fmt::format("{{ name: {}, type: {}, {} }}", yamlText(file.name), yamlText(type), what);
}

std::string withLinesBroken(std::string_view line, std::string_view lineEnd)
{
    constexpr std::string_view indentation = "        ";
    std::string out;
    while (true) {
        // Nothing else has this: in a text in quotes a backslash would stand before its quote.
        const std::size_t key = line.find(kBase64Key);
        if (key == line.npos)
            return out.append(line);
        const std::size_t begin = key + kBase64Key.size(), end = std::min(line.find('"', begin), line.size());
        out += line.substr(0, begin);
        for (const char c : line.substr(begin, end - begin)) {
            if (c != ' ')
                out += c;
            else
                out.append(lineEnd).append(indentation); // YAML reads a line end in a text as a space
        }
        line.remove_prefix(end);
    }
}

} // namespace mf
