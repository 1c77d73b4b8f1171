// What this server offers (RFC 3501 section 7.2.1), and ENABLE, by which a client takes it (RFC 5161).
#include "sim/base/ascii.h"
#include "sim/imap/server.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mf::imap {

namespace {

constexpr std::string_view kAppendLimit = "APPENDLIMIT";

constexpr std::string_view kCapabilities[] = {
    "IMAP4rev1",          // RFC 3501
    "LITERAL+",           // RFC 7888
    "SASL-IR",            // RFC 4959
    "ENABLE",             // RFC 5161
    "ID",                 // RFC 2971
    "IDLE",               // RFC 2177
    "NAMESPACE",          // RFC 2342
    "CHILDREN",           // RFC 3348
    "LIST-EXTENDED",      // RFC 5258
    "LIST-STATUS",        // RFC 5819
    "SPECIAL-USE",        // RFC 6154
    "CREATE-SPECIAL-USE", // RFC 6154
    "STATUS=SIZE",        // RFC 8438
    "ESEARCH",            // RFC 4731
    "SORT",               // RFC 5256
    "ESORT",              // RFC 5267
    "THREAD=ORDEREDSUBJECT",
    "THREAD=REFERENCES", // RFC 5256
    "UNSELECT",          // RFC 3691
    "UIDPLUS",           // RFC 4315
    "MOVE",              // RFC 6851
    "MULTIAPPEND",       // RFC 3502
    "CONDSTORE",         // RFC 7162
    "QUOTA",             // RFC 9208
    "QUOTA=RES-STORAGE", // RFC 9208 section 3.1.1
    kAppendLimit,        // RFC 7889
};

} // namespace

std::vector<std::string_view> capabilityNames()
{
    return {std::next(std::begin(kCapabilities)), std::end(kCapabilities)}; // without IMAP4rev1 it is none
}

bool ServerSession::offers(std::string_view capability) const
{
    return std::ranges::find(m_options.hidden, capability) == m_options.hidden.end();
}

bool ServerSession::offersThread(ThreadBy by) const
{
    return offers(by == ThreadBy::References ? "THREAD=REFERENCES" : "THREAD=ORDEREDSUBJECT");
}

/// What is hidden is not understood either.
void ServerSession::needs(Lexer &in, bool used, std::string_view capability) const
{
    if (used && in.ok() && !offers(capability))
        in.fail("that is not known here");
}

void ServerSession::needsFor(Lexer &in, const std::vector<StatusItem> &items) const
{
    for (const StatusItem item : items)
        needs(in, true, capabilityOf(item));
}

void ServerSession::needsFor(Lexer &in, const ListRequest &request) const
{
    needs(in, request.extended, "LIST-EXTENDED");
    needs(in, !request.status.empty(), "LIST-STATUS");
    needs(in, request.onlySpecialUse, "SPECIAL-USE");
    needsFor(in, request.status);
}

void ServerSession::needsFor(Lexer &in, const SearchProgram &program) const
{
    const bool isSort = program.command == SearchProgram::Command::Sort;
    needs(in, program.returns.any(), isSort ? "ESORT" : "ESEARCH");
    needs(in, asksModSeq(program.key), "CONDSTORE");
    if (program.command == SearchProgram::Command::Thread && !offersThread(program.threadBy))
        in.fail("no such algorithm");
}

std::string ServerSession::capabilities() const
{
    std::string list;
    for (const std::string_view capability : kCapabilities)
        if (offers(capability))
            list.append(list.empty() ? "" : " ").append(capability);
    if (offers(kAppendLimit)) // the last of them
        list += '=' + std::to_string(m_options.literalLimitOctets);
    if (m_state != State::NotAuthenticated)
        return list;
    if (m_options.offersTls && !m_tls)
        list += " STARTTLS";
    if (!mayLogIn())
        list += " LOGINDISABLED";
    for (const sasl::Mechanism *mechanism : offeredMechanisms())
        list.append(" AUTH=").append(mechanism->name);
    return list;
}

void ServerSession::capability(Lexer &in)
{
    in.end();
    if (!in.ok())
        return bad(in.why());
    untagged("CAPABILITY " + capabilities(), "CAPABILITY");
    complete(Status::Ok, "that is all");
}

/// RFC 5161 section 3.1: what is not known is passed over. Some clients ask for what nobody has offered.
void ServerSession::enable(Lexer &in)
{
    std::string enabled = "ENABLED";
    bool modSeqs = false;
    do {
        in.space();
        modSeqs |= ascii::equals(in.atom(), "CONDSTORE") && offers("CONDSTORE");
    } while (in.ok() && !in.atEnd());
    if (!in.ok())
        return bad(in.why());
    if (modSeqs) {
        tellModSeqs();
        enabled += " CONDSTORE";
    }
    untagged(enabled, "ENABLED");
    complete(Status::Ok, "that is all");
}

/// A client that has said that it knows CONDSTORE is told MODSEQ with every change of flags, and at once how far it
/// has come (RFC 7162 sections 3.1 and 3.1.2.1).
void ServerSession::tellModSeqs()
{
    if (std::exchange(m_modSeqs, ModSeqs::Told) == ModSeqs::Unknown && m_selected)
        tellHighestModSeq();
}

void ServerSession::tellHighestModSeq()
{
    untagged("OK [HIGHESTMODSEQ " + std::to_string(m_selected->highestModSeq()) + "] is the last change", "");
}

} // namespace mf::imap
