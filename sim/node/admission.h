// Who may send what to whom through a mail server: the judgements behind MAIL and RCPT (RFC 5321 sections
// 3.6.2 and 4.1.1.3, RFC 6409 section 6.1). Pure functions of the directory; what depends on when and from
// where (greylisting, a full mailbox) comes on top.
//
// MAIL FROM of a domain that does not exist is taken: a report of failure that goes nowhere is dropped then.
#pragma once

#include "sim/mail/reply.h"
#include "sim/node/config.h"
#include "sim/node/directory.h"
#include "sim/node/node_io.h"
#include "sim/wire/question.h"

#include <optional>

namespace mf::node {

struct Admission {
    Reply reply;
    std::optional<Facts> decision; ///< worth a record: the rule and what it was applied to
};

/// What is known of a login. Anything goes: every name and password is right.
Credentials credentialsOf(const MailServerConfig &config, const Directory &directory,
                          const FindCredentials &question);
Admission judgeSender(const MailServerConfig &config, const Directory &directory,
                      const VerifySender &question, Service door);
/// Of a server that takes no letter from anybody: a fault.
Admission refusedWhole(const VerifySender &question);
Admission judgeRecipient(const MailServerConfig &config, const Directory &directory,
                         const VerifyRecipient &question, Service door);

} // namespace mf::node
