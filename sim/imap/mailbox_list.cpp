#include "sim/imap/mailbox_list.h"

#include "sim/imap/mailbox_name.h"
#include "sim/imap/special_use.h"

#include <algorithm>
#include <map>

namespace mf::imap {

namespace {

/// A name: of a mailbox, of a level above one, of what is only subscribed to; or of a level above that.
struct Level {
    const MailboxInfo *info = nullptr;
    bool hasChildren = false;                                          // mailboxes are below it
    bool subscribedBelow = false;                                      // names that are subscribed to are
    bool hiddenSubscribedBelow = false, hiddenSpecialUseBelow = false; // whom no pattern names

    bool selectable() const { return info && info->selectable; }
    bool subscribed() const { return info && info->subscribed; }
};
using Levels = std::map<std::string, Level, std::less<>>;

bool isNamed(std::string_view name, const ListRequest &request)
{
    return std::ranges::any_of(request.patterns,
                               [name](const std::string &one) { return matchesPattern(name, one); });
}

Levels levelsOf(const MailboxList &mailboxes, const ListRequest &request)
{
    Levels levels;
    for (const MailboxInfo &info : mailboxes.mailboxes) {
        const std::string_view name = info.mailbox->name;
        levels[std::string(name)].info = &info;
        const bool hidden = request.recursiveMatch && !isNamed(name, request);
        for (auto end = name.rfind(kHierarchyDelimiter); end != name.npos && end > 0;
             end = name.rfind(kHierarchyDelimiter, end - 1)) {
            Level &above = levels[std::string(name.substr(0, end))];
            above.hasChildren |= info.selectable;
            above.subscribedBelow |= info.subscribed;
            above.hiddenSubscribedBelow |= hidden && info.subscribed;
            above.hiddenSpecialUseBelow |= hidden && info.specialUse != 0;
        }
    }
    return levels;
}

std::string line(std::string_view verb, std::string_view attributes, std::string_view name)
{
    std::string out(verb);
    out.append(" (").append(attributes).append(") \"");
    out += kHierarchyDelimiter;
    out += "\" ";
    appendAstring(out, encodeMailboxName(name));
    return out;
}

class Lister {
public:
    explicit Lister(const ListRequest &request) : m_request(request) { }

    void consider(const std::string &name, const Level &level)
    {
        if (!isNamed(name, m_request))
            return;
        if (m_request.listing == Listing::Lsub)
            lsub(name, level);
        else
            list(name, level);
    }
    std::vector<std::string> take() { return std::move(m_lines); }

private:
    /// RFC 3501 section 6.3.9: "%" must also tell a level that is not subscribed to where one below it is, as
    /// \Noselect.
    void lsub(const std::string &name, const Level &level)
    {
        const bool above = m_request.patterns.front().ends_with('%') && level.subscribedBelow;
        if (level.subscribed() || above)
            m_lines.push_back(
                line("LSUB", level.subscribed() && level.selectable() ? "" : "\\Noselect", name));
    }

    void list(const std::string &name, const Level &level)
    {
        const bool exists = level.selectable() || level.hasChildren;
        const bool chosen = (exists || m_request.onlySubscribed)
                            && (!m_request.onlySubscribed || level.subscribed())
                            && (!m_request.onlySpecialUse || (level.info && level.info->specialUse != 0));
        const std::string below = m_request.recursiveMatch ? chosenBelow(level) : std::string();
        if (!chosen && below.empty())
            return;
        std::string text = line("LIST", attributes(level), name);
        if (!below.empty()) // RFC 5258 section 3.5
            text.append(" (\"CHILDINFO\" (").append(below).append("))");
        m_lines.push_back(std::move(text));
        if (chosen && level.selectable() && !m_request.status.empty()) // RFC 5819 section 2
            m_lines.push_back(printStatus(*level.info, m_request.status, m_request.appendLimitOctets));
    }

    /// RFC 5258 section 3.5: why names below would be chosen that are not listed themselves.
    std::string chosenBelow(const Level &level) const
    {
        std::string below;
        if (m_request.onlySubscribed && level.hiddenSubscribedBelow)
            below = "\"SUBSCRIBED\"";
        if (m_request.onlySpecialUse && level.hiddenSpecialUseBelow)
            below.append(below.empty() ? "" : " ").append("\"SPECIAL-USE\"");
        return below;
    }

    std::string attributes(const Level &level) const
    {
        std::string out;
        const auto put = [&out](std::string_view attribute) {
            if (!out.empty() && !attribute.empty())
                out += ' ';
            out += attribute;
        };
        if (!level.selectable())
            put(m_request.extended ? "\\NonExistent" : "\\Noselect");
        if (m_request.tellsSubscribed && level.subscribed())
            put("\\Subscribed");
        if (m_request.tellsChildren)
            put(level.hasChildren ? "\\HasChildren" : "\\HasNoChildren"); // RFC 3348
        put(level.info && m_request.tellsSpecialUse ? printSpecialUse(level.info->specialUse)
                                                    : std::string());
        return out;
    }

    const ListRequest &m_request;
    std::vector<std::string> m_lines;
};

} // namespace

std::vector<std::string> listMailboxes(const MailboxList &mailboxes, const ListRequest &request)
{
    const Levels levels = levelsOf(mailboxes, request);
    Lister lister(request);
    if (const auto inbox = levels.find("INBOX"); inbox != levels.end())
        lister.consider(inbox->first, inbox->second);
    for (const auto &[name, level] : levels)
        if (name != "INBOX")
            lister.consider(name, level);
    return lister.take();
}

} // namespace mf::imap
