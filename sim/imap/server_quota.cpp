// How full an account is: GETQUOTA, GETQUOTAROOT, SETQUOTA (RFC 9208). All mailboxes of an account share one quota
// root, which is named "".
#include "sim/imap/mailbox_name.h"
#include "sim/imap/server.h"

namespace mf::imap {

namespace {

constexpr std::uint64_t kUnitOctets = 1024; // RFC 9208 section 5.1

std::string printQuota(const Quota &quota)
{
    const std::uint64_t used = (quota.usedOctets + kUnitOctets - 1) / kUnitOctets;
    return "QUOTA \"\" (STORAGE " + std::to_string(used) + ' '
           + std::to_string(quota.limitOctets / kUnitOctets) + ')';
}

} // namespace

void ServerSession::getQuota(Lexer &in)
{
    in.space();
    const std::string root = in.astring();
    in.end();
    if (!in.ok())
        return bad(in.why());
    if (!root.empty())
        return complete(Status::No, "[NONEXISTENT] no such quota root");
    ask(AskQuota{m_account}, &ServerSession::onQuota);
}

void ServerSession::onQuota(const Answer &answer)
{
    const auto *quota = expect<Quota>(answer);
    if (!quota)
        return;
    if (quota->limitOctets == 0)
        return complete(Status::No, "[NONEXISTENT] there is no quota");
    untagged(printQuota(*quota), "QUOTA");
    complete(Status::Ok, "that is all");
}

/// RFC 9208 section 4.1.2: also of a mailbox that is not there yet.
void ServerSession::getQuotaRoot(Lexer &in)
{
    std::string name = mailboxName(in);
    in.end();
    if (!in.ok())
        return bad(in.why());
    m_work = QuotaWork{std::move(name)};
    ask(AskQuota{m_account}, &ServerSession::onQuotaRoot);
}

void ServerSession::onQuotaRoot(const Answer &answer)
{
    const QuotaWork work = std::get<QuotaWork>(m_work);
    const auto *quota = expect<Quota>(answer);
    if (!quota)
        return;
    std::string line = "QUOTAROOT ";
    appendAstring(line, encodeMailboxName(work.mailbox));
    if (quota->limitOctets == 0) { // no root: it may grow as it likes
        untagged(line, "QUOTAROOT");
    } else {
        untagged(line + " \"\"", "QUOTAROOT");
        untagged(printQuota(*quota), "QUOTA");
    }
    complete(Status::Ok, "that is all");
}

/// The quota is the server's business.
void ServerSession::setQuota(Lexer &in)
{
    in.space();
    in.astring();
    in.space();
    in.expect('(');
    if (!in.nextIs(')')) {
        do {
            in.atom();
            in.space();
            in.number64();
        } while (in.take(" "));
    }
    in.expect(')');
    in.end();
    if (!in.ok())
        return bad(in.why());
    complete(Status::No, "[NOPERM] nobody sets a quota from here");
}

} // namespace mf::imap
