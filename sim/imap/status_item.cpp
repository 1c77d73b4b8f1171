#include "sim/imap/status_item.h"

#include "sim/imap/mailbox_name.h"

#include <algorithm>
#include <iterator>

namespace mf::imap {

namespace {

struct StatusName {
    std::string_view name;
    StatusItem item;
    std::string_view capability = {};
};
constexpr StatusName kStatusNames[] = {
    {"MESSAGES", StatusItem::Messages},
    {"RECENT", StatusItem::Recent},
    {"UIDNEXT", StatusItem::UidNext},
    {"UIDVALIDITY", StatusItem::UidValidity},
    {"UNSEEN", StatusItem::Unseen},
    {"SIZE", StatusItem::Size, "STATUS=SIZE"},
    {"HIGHESTMODSEQ", StatusItem::HighestModSeq, "CONDSTORE"},
    {"DELETED", StatusItem::Deleted, "QUOTA"},
    {"DELETED-STORAGE", StatusItem::DeletedStorage, "QUOTA=RES-STORAGE"},
    {"APPENDLIMIT", StatusItem::AppendLimit, "APPENDLIMIT"},
};

std::uint64_t valueOf(const MailboxInfo &info, StatusItem item, std::uint64_t appendLimitOctets)
{
    const MailboxSnapshot &mailbox = *info.mailbox;
    const LetterSums &sums = mailbox.letters.sums();
    switch (item) {
    case StatusItem::Messages: return mailbox.letters.size();
    case StatusItem::Recent:
        return info.firstRecent == 0 ? 0 : mailbox.letters.size() - mailbox.letters.placeOf(info.firstRecent);
    case StatusItem::UidNext: return mailbox.uidNext;
    case StatusItem::UidValidity: return mailbox.uidValidity;
    case StatusItem::Unseen: return sums.unseen;
    case StatusItem::Size: return sums.octets;
    case StatusItem::HighestModSeq: return mailbox.highestModSeq;
    case StatusItem::Deleted: return sums.deleted;
    case StatusItem::DeletedStorage: return sums.deletedOctets;
    case StatusItem::AppendLimit: return appendLimitOctets;
    }
    return 0;
}

} // namespace

std::vector<StatusItem> parseStatusItems(Lexer &in)
{
    std::vector<StatusItem> items;
    in.expect('(');
    do {
        const std::string name = in.keyword();
        const auto *known = std::ranges::find(kStatusNames, name, &StatusName::name);
        if (known == std::end(kStatusNames))
            in.fail("no status item " + name);
        else if (std::ranges::find(items, known->item) == items.end())
            items.push_back(known->item);
    } while (in.take(" "));
    in.expect(')');
    return items;
}

std::string_view capabilityOf(StatusItem item)
{
    return std::ranges::find(kStatusNames, item, &StatusName::item)->capability;
}

std::string printStatus(const MailboxInfo &info, const std::vector<StatusItem> &items,
                        std::uint64_t appendLimitOctets)
{
    std::string out = "STATUS ";
    appendAstring(out, encodeMailboxName(info.mailbox->name));
    char before = '(';
    out += ' ';
    for (const StatusItem item : items) {
        const auto *known = std::ranges::find(kStatusNames, item, &StatusName::item);
        out += before;
        before = ' ';
        out += known->name;
        out += ' ';
        out += std::to_string(valueOf(info, item, appendLimitOctets));
    }
    return out + ')';
}

} // namespace mf::imap
