#include "sim/imap/mailbox_list.h"

#include "sim/imap/mailbox_name.h"

#include <algorithm>
#include <map>

namespace mf::imap {

namespace {

struct Level {
    bool selectable = false;
    bool subscribed = false;
    bool hasChildren = false;
};
using Levels = std::map<std::string, Level, std::less<>>;

/// Every mailbox, and every level above one.
Levels levelsOf(const MailboxList &mailboxes)
{
    Levels levels;
    for (const MailboxInfo &info : mailboxes.mailboxes) {
        Level &level = levels[info.mailbox->name];
        level.selectable = info.selectable;
        level.subscribed = info.subscribed;
        const std::string_view name = info.mailbox->name;
        for (auto end = name.rfind(kHierarchyDelimiter); end != name.npos && end > 0;
             end = name.rfind(kHierarchyDelimiter, end - 1))
            levels[std::string(name.substr(0, end))].hasChildren = true;
    }
    return levels;
}

std::string line(std::string_view verb, std::string_view attributes, std::string_view name)
{
    std::string out =
        std::string(verb) + " (" + std::string(attributes) + ") \"" + kHierarchyDelimiter + "\" ";
    appendAstring(out, encodeMailboxName(name));
    return out;
}

std::string listLine(const std::string &name, const Level &level)
{
    const std::string children = level.hasChildren ? "\\HasChildren" : "\\HasNoChildren"; // RFC 3348
    return line("LIST", level.selectable ? children : "\\Noselect " + children, name);
}

/// Section 6.3.9: "%" must also tell a level that is not subscribed where one below it is, as \Noselect.
bool subscribedBelow(const Levels &levels, const std::string &name)
{
    const std::string prefix = name + kHierarchyDelimiter;
    for (auto it = levels.lower_bound(prefix); it != levels.end() && it->first.starts_with(prefix); ++it)
        if (it->second.subscribed)
            return true;
    return false;
}

struct StatusName {
    std::string_view name;
    StatusItem item;
};
constexpr StatusName kStatusNames[] = {
    {"MESSAGES", StatusItem::Messages}, {"RECENT", StatusItem::Recent},
    {"UIDNEXT", StatusItem::UidNext},   {"UIDVALIDITY", StatusItem::UidValidity},
    {"UNSEEN", StatusItem::Unseen},     {"SIZE", StatusItem::Size},
};

std::uint64_t valueOf(const MailboxInfo &info, StatusItem item)
{
    const MailboxSnapshot &mailbox = *info.mailbox;
    switch (item) {
    case StatusItem::Messages: return mailbox.letters.size();
    case StatusItem::Recent:
        return info.firstRecent == 0 ? 0 : mailbox.letters.size() - mailbox.letters.placeOf(info.firstRecent);
    case StatusItem::UidNext: return mailbox.uidNext;
    case StatusItem::UidValidity: return mailbox.uidValidity;
    case StatusItem::Unseen: return mailbox.letters.sums().unseen;
    case StatusItem::Size: return mailbox.letters.sums().octets;
    }
    return 0;
}

} // namespace

std::vector<std::string> listMailboxes(const MailboxList &mailboxes, std::string_view pattern,
                                       Listing listing)
{
    const Levels levels = levelsOf(mailboxes);
    std::vector<std::string> lines;
    const auto add = [&](const std::string &name, const Level &level) {
        if (!matchesPattern(name, pattern))
            return;
        if (listing == Listing::List)
            lines.push_back(listLine(name, level));
        else if (level.subscribed)
            lines.push_back(line("LSUB", level.selectable ? "" : "\\Noselect", name));
        else if (pattern.ends_with('%') && subscribedBelow(levels, name))
            lines.push_back(line("LSUB", "\\Noselect", name));
    };
    if (const auto inbox = levels.find("INBOX"); inbox != levels.end())
        add(inbox->first, inbox->second);
    for (const auto &[name, level] : levels)
        if (name != "INBOX")
            add(name, level);
    return lines;
}

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

std::string printStatus(const MailboxInfo &info, const std::vector<StatusItem> &items)
{
    std::string out = "STATUS ";
    appendAstring(out, encodeMailboxName(info.mailbox->name));
    char before = '(';
    out += ' ';
    for (const StatusItem item : items) {
        const auto *known = std::ranges::find(kStatusNames, item, &StatusName::item);
        out += before;
        before = ' ';
        out += std::string(known->name) + ' ' + std::to_string(valueOf(info, item));
    }
    return out + ')';
}

} // namespace mf::imap
