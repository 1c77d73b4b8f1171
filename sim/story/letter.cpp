#include "sim/story/letter.h"

#include "sim/mail/message.h"
#include "sim/mail/mime.h"
#include "sim/story/display.h"
#include "sim/story/journey.h"
#include "sim/wire/dot_reader.h"

#include <algorithm>
#include <set>

namespace mf::story {

namespace {

bool isLetterPiece(const Record &record)
{
    return record.kind == Kind::Segment && record.facts.text(Key::Part) == "letter";
}

/// The segments by which a letter came whose last one is `last`, in order: up to the command before them.
std::vector<Index> piecesOf(const Trace &trace, Index last)
{
    std::vector<Index> pieces{last};
    const StreamId stream = trace[last].stream;
    const NodeId sender = trace[last].from;
    const Index first = last > kTransactionLimit ? last - kTransactionLimit : 0;
    for (Index i = last; i-- > first;) {
        const Record &record = trace[i];
        if (record.stream != stream || record.kind != Kind::Segment || record.from != sender)
            continue;
        if (!isLetterPiece(record))
            break;
        pieces.push_back(i);
    }
    std::ranges::reverse(pieces);
    return pieces;
}

void readLetter(LetterState &state, const Trace &trace, Index last)
{
    DotReader reader(kLetterShownOctets);
    for (const Index piece : piecesOf(trace, last)) {
        const Slices &octets = trace[piece].bytes;
        for (std::size_t i = 0; i < octets.pieceCount() && !reader.done() && !reader.tooLarge(); ++i)
            static_cast<void>(reader.feed(octets.piece(i).view()));
    }
    state.cutShort = reader.tooLarge();
    state.letter = reader.takeLetter().joined();
}

LetterState acceptedState(const Trace &trace, const Record &record)
{
    LetterState state;
    state.record = record.id;
    state.at = record.from;
    state.mailFrom = record.facts.text(Key::From);
    state.rcptTo = allOf(record.facts, Key::Recipient);
    if (record.cause != kNoIndex && isLetterPiece(trace[record.cause])) {
        const Record &piece = trace[record.cause];
        state.from = piece.from;
        state.protocol = piece.facts.text(Key::Protocol);
        state.encrypted = piece.facts.has(Key::Encrypted);
        readLetter(state, trace, record.cause);
    }
    return state;
}

std::string rawField(const mail::Message &message, const mail::HeaderField &field)
{
    return std::string(message.text(field.field));
}

std::string unfolded(std::string_view value)
{
    std::string out;
    for (const char c : value)
        if (c != '\r' && c != '\n')
            out += c == '\t' ? ' ' : c;
    const std::size_t start = out.find_first_not_of(' ');
    return start == out.npos ? std::string() : out.substr(start);
}

} // namespace

std::vector<Index> recordsOf(MailId mail, const Trace &trace, Index records)
{
    std::vector<Index> found;
    for (Index i = 0; i < trace.size() && i < records; ++i) {
        const Record &record = trace[i];
        if (record.mail == mail && record.kind >= Kind::LetterWritten && record.kind <= Kind::LetterDropped)
            found.push_back(i);
    }
    return found;
}

std::vector<LetterState> letterStates(const Trace &trace, std::span<const Index> events)
{
    std::vector<LetterState> states;
    for (const Index index : events) {
        const Record &record = trace[index];
        if (record.kind == Kind::LetterAccepted) {
            states.push_back(acceptedState(trace, record));
        } else if (record.kind == Kind::LetterWritten) {
            LetterState state;
            state.record = record.id;
            state.at = record.from;
            state.mailFrom = record.facts.text(Key::From);
            state.rcptTo = allOf(record.facts, Key::To);
            state.cutShort = record.bytes.size() > kLetterShownOctets;
            state.letter = record.bytes.joined().slice(0, kLetterShownOctets);
            states.push_back(std::move(state));
        }
    }
    return states;
}

std::vector<HeaderLine> headerLines(const Blob &letter, const Blob *before)
{
    std::multiset<std::string> known;
    if (before) {
        const auto old = mail::Message::parse(*before);
        for (const mail::HeaderField &field : old->root().fields)
            known.insert(rawField(*old, field));
    }
    const auto message = mail::Message::parse(letter);
    std::vector<HeaderLine> lines;
    for (const mail::HeaderField &field : message->root().fields) {
        const auto same = known.find(rawField(*message, field));
        const bool isNew = before && same == known.end();
        if (same != known.end())
            known.erase(same);
        lines.push_back({displayed(message->text(field.name)),
                         displayed(mail::decodeHeader(unfolded(message->text(field.value)))), isNew});
    }
    return lines;
}

std::string readableText(const Blob &letter)
{
    const auto message = mail::Message::parse(letter);
    for (const mail::Part &part : message->parts())
        if (part.type == "text" && part.subtype == "plain")
            return mail::decodedText(*message, part);
    return {};
}

} // namespace mf::story
