#include "sim/mail/mime.h"

#include "sim/base/ascii.h"
#include "sim/mail/charset.h"
#include "sim/mail/tokens.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

namespace mf::mail {

namespace {

/// GMime's options, made once: octets without a charset are UTF-8, whatever the locale says, so that equal
/// letters read equal everywhere.
GMimeParserOptions *options()
{
    static GMimeParserOptions *const made = [] {
        startGMime();
        const char *charsets[] = {"utf-8", nullptr};
        GMimeParserOptions *fresh = g_mime_parser_options_new();
        g_mime_parser_options_set_fallback_charsets(fresh, charsets);
        return fresh;
    }();
    return made;
}

/// For GMime, whose texts end at a NUL: a NUL becomes a space.
std::string withoutNul(std::string_view octets)
{
    std::string out(octets);
    std::ranges::replace(out, '\0', ' ');
    return out;
}

} // namespace

Parameters parseParameters(std::string_view fieldValue)
{
    std::string line = withoutNul(unfolded(fieldValue));
    // RFC 2047 section 5 forbids encoded words here, and many a mail program writes file names so. GMime
    // would lose some (see header_text.cpp).
    if (line.contains("=?"))
        line = decodeHeader(line);
    std::string_view rest = line;
    Parameters parameters;
    parameters.value = ascii::trimmed(takeUntil(rest, ";"));
    if (!takeChar(rest, ';'))
        return parameters;
    struct Unref {
        void operator()(gpointer object) const { g_object_unref(object); }
    };
    const std::unique_ptr<GMimeParamList, Unref> list(
        g_mime_param_list_parse(options(), std::string(rest).c_str()));
    const int count = list ? g_mime_param_list_length(list.get()) : 0;
    for (int i = 0; i < count; ++i) {
        GMimeParam *param = g_mime_param_list_get_parameter_at(list.get(), i);
        const char *name = g_mime_param_get_name(param);
        const char *said = g_mime_param_get_value(param);
        if (name)
            parameters.list.emplace_back(ascii::toLower(name), said ? validUtf8(said) : std::string());
    }
    return parameters;
}

std::string decodedBody(const Message &message, const Part &part)
{
    startGMime();
    const std::string_view body = message.text(part.body);
    const std::string name = message.header("Content-Transfer-Encoding", part).value_or("");
    const GMimeContentEncoding encoding = g_mime_content_encoding_from_string(withoutNul(name).c_str());
    if (encoding != GMIME_CONTENT_ENCODING_BASE64 && encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
        && encoding != GMIME_CONTENT_ENCODING_UUENCODE)
        return std::string(body);
    GMimeEncoding state;
    g_mime_encoding_init_decode(&state, encoding);
    std::string out(g_mime_encoding_outlen(&state, body.size()), '\0');
    out.resize(g_mime_encoding_flush(&state, body.data(), body.size(), out.data()));
    return out;
}

std::string charsetOf(const Message &message, const Part &part)
{
    if (const auto field = message.header("Content-Type", part))
        for (const auto &[name, value] : parseParameters(*field).list)
            if (name == "charset")
                return value;
    return "us-ascii";
}

std::string decodedText(const Message &message, const Part &part)
{
    const std::string body = decodedBody(message, part);
    return toUtf8(body, charsetOf(message, part)).value_or(validUtf8(body));
}

} // namespace mf::mail
