#include "sim/story/typing.h"

#include "sim/base/base64.h"
#include "sim/story/saying.h"

#include <fmt/format.h>

namespace mf::story {

namespace {

struct Example {
    std::string_view family, verb;
    std::string_view arguments; ///< {host}, {user}, {recipient} are filled in
};

constexpr Example kExamples[] = {
    {"smtp", "EHLO", "{host}"},
    {"smtp", "HELO", "{host}"},
    {"smtp", "LHLO", "{host}"},
    {"smtp", "AUTH", "PLAIN "},
    {"smtp", "MAIL", "FROM:<{user}>"},
    {"smtp", "RCPT", "TO:<{recipient}>"},
    {"smtp", "VRFY", "{recipient}"},
    {"pop3", "USER", "{user}"},
    {"pop3", "PASS", ""},
    {"pop3", "APOP", "{user} "},
    {"pop3", "AUTH", "PLAIN "},
    {"pop3", "RETR", "1"},
    {"pop3", "TOP", "1 0"},
    {"pop3", "DELE", "1"},
    {"imap", "LOGIN", "{user} "},
    {"imap", "AUTHENTICATE", "PLAIN "},
    {"imap", "SELECT", "INBOX"},
    {"imap", "EXAMINE", "INBOX"},
    {"imap", "LIST", "\"\" \"*\""},
    {"imap", "LSUB", "\"\" \"*\""},
    {"imap", "STATUS", "INBOX (MESSAGES UNSEEN)"},
    {"imap", "CREATE", "Letters"},
    {"imap", "DELETE", "Letters"},
    {"imap", "RENAME", "Letters Papers"},
    {"imap", "SUBSCRIBE", "Letters"},
    {"imap", "UNSUBSCRIBE", "Letters"},
    {"imap", "GETQUOTAROOT", "INBOX"},
    {"imap", "SEARCH", "UNSEEN"},
    {"imap", "FETCH", "1 (FLAGS BODY.PEEK[])"},
    {"imap", "STORE", "1 +FLAGS (\\Seen)"},
    {"imap", "COPY", "1 Letters"},
    {"imap", "MOVE", "1 Letters"},
    {"imap", "SORT", "(REVERSE DATE) UTF-8 ALL"},
    {"imap", "THREAD", "REFERENCES UTF-8 ALL"},
    {"imap", "UID", "FETCH 1:* (FLAGS)"},
};

std::string_view familyOfService(node::Service service)
{
    switch (service) {
    case node::Service::Pop3:
    case node::Service::Pop3s: return "pop3";
    case node::Service::Imap:
    case node::Service::Imaps: return "imap";
    default: return "smtp";
    }
}

bool isShown(const Record &record)
{
    switch (record.kind) {
    case Kind::Segment:
    case Kind::StreamOpening:
    case Kind::StreamOpened:
    case Kind::StreamRefused:
    case Kind::StreamClosed:
    case Kind::StreamBroken:
    case Kind::TlsStarted: return true;
    default: return false;
    }
}

void fillIn(std::string &line, std::string_view name, std::string_view value)
{
    if (const std::size_t at = line.find(name); at != line.npos)
        line.replace(at, name.size(), value);
}

} // namespace

void Typings::grow(const Trace &trace, Index records)
{
    for (; m_size < records; ++m_size) {
        const Record &record = trace[m_size];
        if (record.kind == Kind::StreamOpening && record.cause < m_size) {
            const Record &cause = trace[record.cause];
            const auto service = node::serviceNamed(cause.facts.text(Key::Service));
            if (cause.kind == Kind::Act && cause.facts.text(Key::Action) == "connect" && service) {
                m_byStream[record.stream] = m_talks.size();
                m_talks.push_back({record.stream, record.from, record.to, *service, {}});
            }
        }
        if (!isShown(record) || record.stream == StreamId::None)
            continue;
        if (const auto talk = m_byStream.find(record.stream); talk != m_byStream.end())
            m_talks[talk->second].records.push_back(m_size);
    }
}

const TypedTalk *Typings::newest(NodeId client, NodeId server, node::Service service, Index records) const
{
    for (std::size_t i = m_talks.size(); i-- > 0;) {
        const TypedTalk &talk = m_talks[i];
        const bool theirs = talk.client == client && talk.server == server && talk.service == service;
        if (theirs && talk.records.front() < records)
            return &talk;
    }
    return nullptr;
}

bool isAnswerTo(StreamId stream, const Record &record)
{
    if (record.stream != stream)
        return false;
    switch (record.kind) {
    case Kind::Act: return record.facts.text(Key::Action) == "read";
    case Kind::StreamRefused:
    case Kind::StreamClosed:
    case Kind::StreamBroken: return true;
    default: return false;
    }
}

std::string exampleLine(node::Service service, std::string_view verb, const Typist &typist)
{
    const std::string_view family = familyOfService(service);
    std::string line = family == "imap" ? fmt::format("{} {}", typist.tag, verb) : std::string(verb);
    for (const Example &example : kExamples)
        if (example.family == family && example.verb == verb)
            line.append(" ").append(example.arguments);
    fillIn(line, "{host}", typist.host);
    fillIn(line, "{user}", typist.user);
    fillIn(line, "{recipient}", typist.recipient);
    return line;
}

std::string hintKey(node::Service service, std::string_view verb)
{
    return fmt::format("type.{}.{}", familyOfService(service), verb);
}

std::string plainResponse(std::string_view login, std::string_view password)
{
    std::string octets(1, '\0');
    octets.append(login).push_back('\0');
    return toBase64(octets.append(password));
}

} // namespace mf::story
