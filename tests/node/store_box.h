// An account to try things on, for tests of the store.
#pragma once

#include "sim/mail/message.h"
#include "sim/store/mail_store.h"

#include <string>
#include <utility>
#include <vector>

namespace mf::test {

using namespace mf::store;

using Strings = std::vector<std::string>;

inline NewLetter letter(std::uint64_t mail = 0, const std::string &text = "Subject: x\r\n\r\nx\r\n")
{
    NewLetter made;
    made.message = mail::Message::parse(Blob(text));
    made.blob = BlobId{mail + 1};
    made.mail = MailId{mail};
    return made;
}

inline Flags flags(unsigned system, Strings keywords = {})
{
    return {static_cast<std::uint8_t>(system), std::move(keywords)};
}

inline Strings names(const MailboxList &list)
{
    Strings names;
    for (const MailboxInfo &one : list.mailboxes)
        names.push_back(one.mailbox->name + (one.selectable ? "" : " (no mailbox)"));
    return names;
}

inline bool equal(const MailboxSnapshot &a, const MailboxSnapshot &b)
{
    if (a.name != b.name || a.uidValidity != b.uidValidity || a.uidNext != b.uidNext
        || a.highestModSeq != b.highestModSeq || a.letters.size() != b.letters.size())
        return false;
    for (std::size_t i = 0; i < a.letters.size(); ++i)
        if (a.letters[i].uid != b.letters[i].uid || a.letters[i].modSeq != b.letters[i].modSeq
            || a.letters[i].flags != b.letters[i].flags || a.letters[i].blob != b.letters[i].blob)
            return false;
    return true;
}

/// An account, what it said so far, and short ways to do things.
struct Box {
    Account account{"mail.test", "a@x.test", 5, {}};
    Changes changes;

    Uid put(const std::string &mailbox = "INBOX")
    {
        const NewLetter one = letter();
        return account.append(mailbox, std::span(&one, 1), changes).value().uids.front();
    }
    bool make(const std::string &name) { return account.create({"a@x.test", name}, changes).has_value(); }
    bool flag(const std::string &mailbox, std::vector<Uid> uids, ChangeFlags::How how, Flags wish)
    {
        return account.changeFlags({"a@x.test", mailbox, std::move(uids), how, std::move(wish), {}}, changes)
            .has_value();
    }
    Refusal refusalOf(std::expected<void, Refusal> result) { return result.error(); }
};

} // namespace mf::test
