// What this server offers (RFC 3501 section 7.2.1), and ENABLE, by which a client takes it (RFC 5161).
#include "sim/base/ascii.h"
#include "sim/imap/server.h"

namespace mf::imap {

namespace {

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
};

} // namespace

std::string ServerSession::capabilities() const
{
    std::string list;
    for (const std::string_view capability : kCapabilities)
        list.append(capability).append(" ");
    list += "APPENDLIMIT=" + std::to_string(m_options.literalLimitOctets); // RFC 7889
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
        modSeqs |= ascii::equals(in.atom(), "CONDSTORE");
    } while (in.ok() && !in.atEnd());
    if (!in.ok())
        return bad(in.why());
    if (modSeqs) {
        tellModSeqs();
        enabled += " CONDSTORE";
        if (m_selected)
            tellHighestModSeq();
    }
    untagged(enabled, "ENABLED");
    complete(Status::Ok, "that is all");
}

/// A client that has said that it knows CONDSTORE is told MODSEQ with every change of flags (RFC 7162 section 3.1).
void ServerSession::tellModSeqs() { m_modSeqs = ModSeqs::Told; }

void ServerSession::tellHighestModSeq()
{
    untagged("OK [HIGHESTMODSEQ " + std::to_string(m_selected->highestModSeq()) + "] is the last change", "");
}

} // namespace mf::imap
