#include "sim/story/filter_fields.h"

#include "sim/base/ascii.h"
#include "sim/story/saying.h"

#include <algorithm>

namespace mf::story {

namespace {

using Visit = VisitValue;

void giveNumber(const Visit &visit, std::int64_t value) { visit({{}, value}); }
void giveText(const Visit &visit, std::string_view value)
{
    if (!value.empty())
        visit({value, 0});
}

void giveNode(NodeId id, const FilterSight &sight, const Visit &visit)
{
    if (id != NodeId::None)
        giveText(visit, sight.names(id));
}

/// What the record's protocol is called, also where its facts leave it to its kind.
std::string_view protocolOf(const Record &record)
{
    if (const std::string_view named = record.facts.text(Key::Protocol); !named.empty())
        return named;
    switch (record.kind) {
    case Kind::Datagram:
    case Kind::DatagramLost:
    case Kind::Lookup:
    case Kind::LookupDone:
    case Kind::CacheHit:
    case Kind::CacheStored: return "dns";
    case Kind::TlsStarted: return "tls";
    case Kind::StreamOpening:
    case Kind::StreamOpened:
    case Kind::StreamRefused:
    case Kind::StreamClosing:
    case Kind::StreamClosed:
    case Kind::StreamBroken: return "tcp";
    default: return {};
    }
}

bool isOf(const Record &record, std::string_view family) { return familyOf(protocolOf(record)) == family; }

std::string verbOf(const Record &record)
{
    if (record.kind == Kind::Segment)
        return sayingOf(record).verb;
    return std::string(record.facts.text(Key::Verb));
}

// Templates over what differs, so that the table below can name plain functions.
template <typename Name>
void ofFamily(const Record &record, const FilterSight &, const Visit &visit)
{
    if (isOf(record, Name::value))
        giveNumber(visit, 1);
}

template <typename Name>
void verbs(const Record &record, const FilterSight &, const Visit &visit)
{
    if (isOf(record, Name::value))
        giveText(visit, verbOf(record));
}

template <typename Name>
void statuses(const Record &record, const FilterSight &, const Visit &visit)
{
    if (isOf(record, Name::value))
        giveText(visit, record.facts.text(Key::Code));
}

struct OfSmtp {
    static constexpr std::string_view value = "smtp";
};
struct OfPop3 {
    static constexpr std::string_view value = "pop3";
};
struct OfImap {
    static constexpr std::string_view value = "imap";
};
struct OfDns {
    static constexpr std::string_view value = "dns";
};

template <Key key>
void fact(const Record &record, const FilterSight &, const Visit &visit)
{
    record.facts.forEach([&](Key at, std::string_view value) {
        if (at == key)
            giveText(visit, value);
    });
}

template <Key... keys>
void factOfDns(const Record &record, const FilterSight &sight, const Visit &visit)
{
    if (isOf(record, OfDns::value))
        (fact<keys>(record, sight, visit), ...);
}

/// A reply code of SMTP: three digits. Attempts and relays cite the one that decided.
void smtpReply(const Record &record, const FilterSight &, const Visit &visit)
{
    const auto code = record.facts.number(Key::Code);
    const bool cited = record.kind == Kind::AttemptFailed || record.kind == Kind::LetterRelayed;
    if (code && *code >= 100 && *code <= 599 && (cited || isOf(record, OfSmtp::value)))
        giveNumber(visit, *code);
}

void smtpClass(const Record &record, const FilterSight &sight, const Visit &visit)
{
    smtpReply(record, sight, [&](const FieldValue &code) { giveNumber(visit, code.number / 100); });
}

void letterOf(const Record &record, const FilterSight &sight, const Visit &visit)
{
    if (record.mail == MailId::None)
        return;
    giveText(visit, std::to_string(raw(record.mail)));
    if (const auto name = sight.letters.find(record.mail); name != sight.letters.end())
        giveText(visit, name->second);
}

/// The octets as far as they may be seen; of a record without any, its facts.
void textOf(const Record &record, const FilterSight &sight, const Visit &visit)
{
    if (!record.bytes.empty())
        return giveText(visit, sight.shown(record).flatten(kSearchedOctets));
    const bool secret = record.facts.has(Key::Secret);
    record.facts.forEach([&](Key key, std::string_view value) {
        if (!secret || (key != Key::Text && key != Key::Argument && key != Key::Secret))
            giveText(visit, value);
    });
}

void faultOf(const Record &record, const FilterSight &, const Visit &visit)
{
    if (record.kind == Kind::FaultBegan || record.kind == Kind::FaultEnded)
        giveText(visit, record.facts.text(Key::Fault));
}

constexpr FilterField kFields[] = {
    {"number", FieldType::Number, "== 41",
     [](const Record &r, const FilterSight &, const Visit &v) { giveNumber(v, std::int64_t(r.id) + 1); }},
    {"time", FieldType::Time, ">= 2.5s",
     [](const Record &r, const FilterSight &, const Visit &v) {
         giveNumber(v, r.at.time_since_epoch().count());
     }},
    {"kind", FieldType::Text, "== letter-stored",
     [](const Record &r, const FilterSight &, const Visit &v) { giveText(v, name(r.kind)); }},
    {"node", FieldType::Text, "== \"mx.example.net\"",
     [](const Record &r, const FilterSight &s, const Visit &v) {
         giveNode(r.from, s, v);
         if (r.to != r.from)
             giveNode(r.to, s, v);
     }},
    {"from", FieldType::Text, "contains laptop",
     [](const Record &r, const FilterSight &s, const Visit &v) { giveNode(r.from, s, v); }},
    {"to", FieldType::Text, "== \"mail.example.org\"",
     [](const Record &r, const FilterSight &s, const Visit &v) { giveNode(r.to, s, v); }},
    {"cause", FieldType::Number, "== 12",
     [](const Record &r, const FilterSight &, const Visit &v) {
         if (r.cause != kNoIndex)
             giveNumber(v, std::int64_t(r.cause) + 1);
     }},
    {"stream", FieldType::Number, "== 3",
     [](const Record &r, const FilterSight &, const Visit &v) {
         if (r.stream != StreamId::None)
             giveNumber(v, std::int64_t(raw(r.stream)));
     }},
    {"letter", FieldType::Text, "== hello", letterOf},
    {"protocol", FieldType::Text, "in {smtp, lmtp}",
     [](const Record &r, const FilterSight &, const Visit &v) { giveText(v, protocolOf(r)); }},
    {"verb", FieldType::Text, "== MAIL",
     [](const Record &r, const FilterSight &, const Visit &v) { giveText(v, verbOf(r)); }},
    {"text", FieldType::Text, "contains \"Hello\"", textOf},
    {"octets", FieldType::Number, "> 1000",
     [](const Record &r, const FilterSight &, const Visit &v) {
         if (!r.bytes.empty())
             giveNumber(v, std::int64_t(r.bytes.size()));
     }},
    {"encrypted", FieldType::Flag, "",
     [](const Record &r, const FilterSight &, const Visit &v) {
         if (r.facts.has(Key::Encrypted) || r.kind == Kind::TlsStarted)
             giveNumber(v, 1);
     }},
    {"fault", FieldType::Text, "== down", faultOf},
    {"rule", FieldType::Text, "== greylisted", fact<Key::Rule>},
    {"reason", FieldType::Text, "contains timeout", fact<Key::Reason>},
    {"recipient", FieldType::Text, "== \"carol@example.net\"", fact<Key::Recipient>},
    {"mailbox", FieldType::Text, "== INBOX", fact<Key::Mailbox>},
    {"smtp", FieldType::Flag, "", ofFamily<OfSmtp>},
    {"smtp.verb", FieldType::Text, "in {MAIL, RCPT}", verbs<OfSmtp>},
    {"smtp.reply", FieldType::Number, ">= 400", smtpReply},
    {"smtp.reply.class", FieldType::Number, "== 4", smtpClass},
    {"pop3", FieldType::Flag, "", ofFamily<OfPop3>},
    {"pop3.verb", FieldType::Text, "== RETR", verbs<OfPop3>},
    {"pop3.reply", FieldType::Text, "== \"-ERR\"", statuses<OfPop3>},
    {"imap", FieldType::Flag, "", ofFamily<OfImap>},
    {"imap.verb", FieldType::Text, "matches \"fetch|store\"", verbs<OfImap>},
    {"imap.reply", FieldType::Text, "in {NO, BAD}", statuses<OfImap>},
    {"dns", FieldType::Flag, "", ofFamily<OfDns>},
    {"dns.name", FieldType::Text, "contains example.net", factOfDns<Key::Question, Key::Name>},
    {"dns.type", FieldType::Text, "== MX", factOfDns<Key::Type>},
    {"dns.rcode", FieldType::Text, "== NXDOMAIN", factOfDns<Key::Rcode>},
    {"dns.answer", FieldType::Text, "contains mx", factOfDns<Key::Answer>},
};

} // namespace

std::span<const FilterField> filterFields() { return kFields; }

const FilterField *filterField(std::string_view name)
{
    const auto found = std::ranges::find_if(
        kFields, [&](const FilterField &field) { return ascii::equals(field.name, name); });
    return found == std::end(kFields) ? nullptr : found;
}

std::vector<std::string_view> possibleValues(const FilterField &field)
{
    std::vector<std::string_view> all;
    if (field.name == "kind")
        for (std::size_t i = 0; i < kKindCount; ++i)
            all.push_back(name(static_cast<Kind>(i)));
    return all;
}

} // namespace mf::story
