#include "sim/wire/question.h"

#include <array>

namespace mf {

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
