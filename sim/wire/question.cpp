#include "sim/wire/question.h"

#include <array>

namespace mf {

Wish Envelope::wishFor(const mail::Path &recipient) const
{
    const auto found = wishes.find(recipient.print());
    return found == wishes.end() ? Wish{} : found->second;
}

std::string_view name(const Question &question)
{
    static constexpr std::array<std::string_view, std::variant_size_v<Question>> names{
        "FindCredentials", "VerifySender",    "VerifyRecipient", "AcceptMessage", "OpenMaildrop",
        "CommitDeletions", "ReleaseMaildrop", "OpenMailbox",     "LeaveMailbox",  "ListMailboxes",
        "ChangeFlags",     "Expunge",         "AppendLetters",   "CopyLetters",   "MoveLetters",
        "CreateMailbox",   "DeleteMailbox",   "RenameMailbox",   "Subscribe",     "AskQuota",
        "LoadBody",        "ResolveQuery",
    };
    return names[question.index()];
}

} // namespace mf
