// What a refusal of the store is in the words of SMTP (RFC 3463, RFC 5321 section 4.2.3).
#pragma once

#include "sim/mail/reply.h"
#include "sim/node/config.h"
#include "sim/wire/question.h"

namespace mf::node {

/// The disk does not take anything now.
inline Reply storeRefusesReply()
{
    return {452, {4, 3, 1}, "the mail system's storage takes nothing at the moment"};
}

inline Reply replyFor(Refusal why, FullMailbox full = FullMailbox::Defer)
{
    switch (why) {
    case Refusal::OverQuota:
        if (full == FullMailbox::Refuse)
            return {552, {5, 2, 2}, "the mailbox is full"};
        [[fallthrough]];
    case Refusal::InUse: return {452, {4, 2, 2}, "the mailbox is full"};
    case Refusal::Unavailable: return storeRefusesReply();
    case Refusal::NoSuchMailbox:
    case Refusal::AlreadyExists:
    case Refusal::LimitReached:
    case Refusal::CannotDo: return {550, {5, 2, 0}, "the mailbox cannot take it"};
    }
    return storeRefusesReply();
}

} // namespace mf::node
