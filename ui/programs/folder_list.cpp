#include "ui/programs/folder_list.h"

#include "sim/node/view.h"
#include "ui/text.h"

#include <QSignalBlocker>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr const char *kInbox = "INBOX";

/// What a mailbox is for, where the server says so (RFC 6154); empty: it has a name only.
QString nameOfUse(std::uint8_t uses)
{
    switch (uses) {
    case SpecialUse::Archive: return FolderList::tr("Archive");
    case SpecialUse::Drafts: return FolderList::tr("Drafts");
    case SpecialUse::Junk: return FolderList::tr("Junk");
    case SpecialUse::Sent: return FolderList::tr("Sent");
    case SpecialUse::Trash: return FolderList::tr("Trash");
    }
    return {};
}

FolderList::Folder folderOf(const std::string &mailbox, std::uint8_t uses)
{
    const QString use = mailbox == kInbox ? FolderList::tr("Inbox") : nameOfUse(uses);
    return {mailbox, use.isEmpty() ? text(mailbox) : use, false, 0};
}

} // namespace

FolderList::FolderList(QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(tr("Folders"));
    setFixedWidth(200);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
}

std::vector<FolderList::Folder> FolderList::mailboxes() const
{
    return {m_folders.begin(), m_folders.end() - 1};
}

/// A mailbox that is on the device and that the last check did not find stays: there may have been no check.
std::vector<FolderList::Folder> FolderList::foldersOf(const node::NodeView &view)
{
    std::vector<Folder> folders{folderOf(kInbox, 0)};
    const auto named = [&](const std::string &mailbox) {
        return std::ranges::find(folders, mailbox, &Folder::mailbox);
    };
    for (const node::ServerMailboxView &one : view.serverMailboxes)
        if (one.selectable && named(one.name) == folders.end())
            folders.push_back(folderOf(one.name, one.specialUse));
    for (const node::MailboxView &box : view.mailboxes) {
        if (named(box.mailbox->name) == folders.end())
            folders.push_back(folderOf(box.mailbox->name, 0));
        const auto folder = named(box.mailbox->name);
        folder->isHere = true;
        folder->unseen = box.mailbox->letters.sums().unseen;
    }
    folders.front().isHere = true;
    folders.push_back({{}, tr("Written here"), true, 0});
    return folders;
}

void FolderList::showFolders(const node::NodeView &view)
{
    const QSignalBlocker quiet(this);
    const std::string before = currentRow() < 0 ? kInbox : chosen().mailbox;
    m_folders = foldersOf(view);
    while (count() > int(m_folders.size()))
        delete takeItem(count() - 1);
    while (count() < int(m_folders.size()))
        addItem(QString());
    for (int i = 0; i < count(); ++i)
        showFolder(*item(i), m_folders[std::size_t(i)], view.queue.size());
    const auto same = std::ranges::find(m_folders, before, &Folder::mailbox);
    setCurrentRow(same == m_folders.end() ? 0 : int(same - m_folders.begin()));
}

void FolderList::showFolder(QListWidgetItem &item, const Folder &folder, std::size_t waiting)
{
    QString words = folder.name;
    if (folder.mailbox.empty() && waiting > 0)
        words = tr("%1 (%2 waiting)").arg(folder.name).arg(waiting);
    else if (folder.unseen > 0)
        words = tr("%1 (%2 new)").arg(folder.name).arg(folder.unseen);
    const QString notHere = tr("%1 is on the server only: choose it and press Check mail.").arg(folder.name);
    item.setText(words);
    item.setToolTip(folder.isHere ? words : notHere);
    item.setData(Qt::AccessibleDescriptionRole, folder.isHere ? QString() : notHere);
    QFont font = item.font();
    font.setItalic(!folder.isHere);
    item.setFont(font);
}

} // namespace mf::ui
