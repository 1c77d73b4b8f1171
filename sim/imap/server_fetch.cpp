// Letters are read: FETCH, by sequence number or UID, letter by letter as far as there is room to send.
#include "sim/base/ascii.h"
#include "sim/imap/fetch.h"
#include "sim/imap/server.h"

#include <algorithm>
#include <iterator>

namespace mf::imap {

namespace {

/// Letters whose \Seen is set by one question: enough to share a commit, and few enough that a client that
/// goes away in the middle of a long FETCH finds what it has not got still unseen.
constexpr std::size_t kSeenBatch = 100;
constexpr std::size_t kShownResponseOctets = 200; // for the trace

bool asksFor(const FetchItems &items, FetchItem::What what)
{
    return std::ranges::find(items, what, &FetchItem::what) != items.end();
}

void askFor(FetchItems &items, FetchItem::What what)
{
    if (asksFor(items, what))
        return;
    items.push_back(fetchItem(what));
    std::ranges::rotate(items, std::prev(items.end()));
}

} // namespace

void ServerSession::FetchWork::next()
{
    loaded.reset();
    if (place < places[range].last) {
        ++place;
        return;
    }
    ++range;
    place = range < places.size() ? places[range].first : 0;
}

/// Section 6.4.8: the same commands with UIDs instead of sequence numbers.
void ServerSession::uid(Lexer &in)
{
    in.space();
    const std::string name = in.keyword();
    if (!in.ok())
        return bad(in.why());
    if (!offers(name == "EXPUNGE" ? "UIDPLUS" : name)) // of the others only SORT and MOVE are capabilities
        return bad("unknown command");
    m_command->verb = "UID " + name;
    m_command->numbering = Numbering::Uid;
    for (const Verb &verb : uidVerbs())
        if (verb.name == name)
            return (this->*verb.run)(in);
    bad("unknown command");
}

/// A space and the letters that a command names. Fails on a sequence number that no letter has (RFC 3501
/// section 9: seq-number).
std::optional<Places> ServerSession::places(Lexer &in)
{
    in.space();
    const SequenceSet set = parseSequenceSet(in);
    if (!in.ok())
        return std::nullopt;
    auto found = m_selected->places(set, m_command->numbering);
    if (!found)
        in.fail("there is no letter of that number");
    return found;
}

void ServerSession::fetch(Lexer &in)
{
    FetchWork work;
    auto found = places(in);
    in.space();
    work.items = parseFetchItems(in);
    const FetchModifiers modifiers = parseFetchModifiers(in);
    in.end();
    needs(in, modifiers.changedSince || asksFor(work.items, FetchItem::What::ModSeq), "CONDSTORE");
    if (!in.ok() || !found)
        return bad(in.why());
    if (modifiers.changedSince) { // RFC 7162 section 3.1.4.1: it tells MODSEQ, asked or not
        askFor(work.items, FetchItem::What::ModSeq);
        *found = m_selected->changedSince(*found, *modifiers.changedSince);
    }
    if (asksFor(work.items, FetchItem::What::ModSeq))
        tellModSeqs();
    const bool byUid = m_command->numbering == Numbering::Uid;
    if (byUid) // section 6.4.8: a UID FETCH tells UIDs, asked or not
        askFor(work.items, FetchItem::What::Uid);
    else
        m_command->expunges = Expunges::HeldBack;
    work.needsLetter = std::ranges::any_of(work.items, &FetchItem::needsLetter);
    work.marksSeen = !m_selected->readOnly() && std::ranges::any_of(work.items, &FetchItem::marksSeen);
    work.asksFlags = asksFor(work.items, FetchItem::What::Flags);
    if (work.asksFlags && m_modSeqs == ModSeqs::Told)
        askFor(work.items, FetchItem::What::ModSeq);
    work.itemsAndFlags = work.items;
    askFor(work.itemsAndFlags, FetchItem::What::Flags);
    if (m_modSeqs == ModSeqs::Told)
        askFor(work.itemsAndFlags, FetchItem::What::ModSeq);
    work.places = std::move(*found);
    work.place = work.places.empty() ? 0 : work.places.front().first;
    m_work = std::move(work);
}

/// Sends the next letter's response, or asks for what is missing for it. What has been sent is bounded by the
/// outbox.
void ServerSession::fetchNext()
{
    auto &work = std::get<FetchWork>(m_work);
    if (work.range == work.places.size())
        return completeReading(work.lettersMissing,
                               work.marksMissing ? "[UNAVAILABLE] given, but not marked \\Seen" : "given");
    if (work.marksSeen && work.place >= work.markedTo && marksNextSeen(work))
        return;
    const std::size_t place = work.place;
    auto message = m_selected->letter(place).message;
    if (!message)
        message = work.loaded;
    if (work.needsLetter && !message)
        return ask(LoadBody{m_selected->letter(place).blob}, &ServerSession::onFetchLoaded);
    work.next();

    // Section 6.4.5: flags that change with it are told in the same response.
    const bool newFlags = work.marksSeen && m_selected->flagsAreNews(place);
    const FetchItems &items = newFlags ? work.itemsAndFlags : work.items;
    if (newFlags || work.asksFlags) {
        m_selected->noteFlagsTold(place);
        tellKeywords(); // before a letter is shown to have one that is new
    }
    sendLetter(items, place, message.get());
}

void ServerSession::sendLetter(const FetchItems &items, std::size_t place, const mail::Message *message)
{
    const Flags flags = m_selected->flags(place);
    const LetterToFetch letter{static_cast<std::uint32_t>(place + 1), m_selected->letter(place), flags,
                               message, m_selected->modSeq(place)};
    for (FetchPiece &piece : renderFetch(items, letter)) {
        Facts facts;
        facts.add(Key::Protocol, "imap").add(Key::Code, "*").add(Key::Verb, "FETCH");
        if (!piece.part.empty())
            facts.add(Key::Part, piece.part).add(Key::Octets, static_cast<std::int64_t>(piece.octets.size()));
        else
            facts.add(Key::Text, ascii::escaped(piece.octets.flatten(kShownResponseOctets)));
        m_outbox.send(Send{std::move(piece.octets), std::move(facts)}, m_actions);
    }
}

/// True: a question was asked first.
bool ServerSession::marksNextSeen(FetchWork &work)
{
    std::vector<Uid> unseen;
    std::size_t left = kSeenBatch;
    for (std::size_t range = work.range; range < work.places.size() && left > 0; ++range) {
        const PlaceRange &places = work.places[range];
        for (std::size_t place = std::max(places.first, work.place); place <= places.last && left > 0;
             ++place, --left) {
            if (!m_selected->flags(place).has(Flags::Seen))
                unseen.push_back(m_selected->letter(place).uid);
            work.markedTo = place + 1;
        }
    }
    if (unseen.empty())
        return false;
    Flags seen;
    seen.system = Flags::Seen;
    ask(ChangeFlags{m_account, m_selected->name(), std::move(unseen), ChangeFlags::How::Add, seen, {}},
        &ServerSession::onMarkedSeen);
    return true;
}

/// A store that cannot mark letters is no reason to keep them back.
void ServerSession::onMarkedSeen(const Answer &answer)
{
    if (const auto *updated = std::get_if<MailboxUpdated>(&answer))
        return m_selected->learn(updated->mailbox);
    auto &work = std::get<FetchWork>(m_work);
    work.marksMissing = true;
    work.marksSeen = false;
}

void ServerSession::onFetchLoaded(const Answer &answer)
{
    auto &work = std::get<FetchWork>(m_work);
    const auto *loaded = std::get_if<BodyLoaded>(&answer);
    if (loaded && loaded->message) {
        work.loaded = loaded->message;
        return;
    }
    work.lettersMissing = true;
    work.next();
}

void ServerSession::completeReading(bool lettersMissing, std::string_view done)
{
    if (lettersMissing)
        return complete(Status::No, "[UNAVAILABLE] some letters cannot be read now");
    complete(Status::Ok, done);
}

} // namespace mf::imap
