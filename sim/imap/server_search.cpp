// Letters are searched: SEARCH, SORT and THREAD, by sequence number or UID.
#include "sim/imap/server.h"

namespace mf::imap {

void ServerSession::searchFor(Lexer &in, SearchProgram (*parse)(Lexer &))
{
    in.space();
    SearchProgram program = parse(in);
    needsFor(in, program);
    if (!in.ok())
        return bad(in.why());
    if (!program.charset.empty() && program.charset != "UTF-8" && program.charset != "US-ASCII")
        return complete(Status::No, "[BADCHARSET (US-ASCII UTF-8)] no such charset");
    if (asksModSeq(program.key))
        tellModSeqs();
    resolveSets(program.key, static_cast<std::uint32_t>(m_selected->size()), m_selected->largestUid());
    if (m_command->numbering == Numbering::Sequence)
        m_command->expunges = Expunges::HeldBack;
    m_work = SearchWork{Searching(std::move(program), m_command->numbering), 0, false, {}};
}

void ServerSession::searchOn()
{
    auto &work = std::get<SearchWork>(m_work);
    for (; work.place < m_selected->size(); ++work.place) {
        const StoredLetter &letter = m_selected->letter(work.place);
        const auto message = letter.message ? letter.message : work.loaded;
        const Flags flags = m_selected->flags(work.place);
        const auto number = static_cast<std::uint32_t>(work.place + 1);
        if (!work.searching.take({number, letter, flags, message.get(), m_selected->modSeq(work.place)}))
            return ask(LoadBody{letter.blob}, &ServerSession::onSearchLoaded);
        work.loaded.reset();
    }
    untagged(work.searching.tell(m_command->tag), work.searching.verb());
    completeReading(work.lettersMissing, "searched");
}

void ServerSession::onSearchLoaded(const Answer &answer)
{
    auto &work = std::get<SearchWork>(m_work);
    const auto *loaded = std::get_if<BodyLoaded>(&answer);
    if (loaded && loaded->message) {
        work.loaded = loaded->message;
        return;
    }
    work.lettersMissing = true;
    ++work.place;
}

} // namespace mf::imap
