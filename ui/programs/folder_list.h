// The folders of a mail program: the mailboxes of its server, those that are on the device with what is new in
// them, and what was written here.
#pragma once

#include <QListWidget>

#include <cstdint>
#include <string>
#include <vector>

namespace mf::node {
struct NodeView;
} // namespace mf::node

namespace mf::ui {

class FolderList final : public QListWidget {
    Q_OBJECT

public:
    explicit FolderList(QWidget *parent = nullptr);

    struct Folder {
        std::string mailbox; ///< as the server and the device name it; empty: what was written here
        QString name;
        bool isHere = true; ///< on the device; else it is fetched when a check is told to
        std::size_t unseen = 0;
        friend bool operator==(const Folder &, const Folder &) = default;
    };
    /// As they are at that moment, INBOX first; the same one stays chosen. Says nothing of that by a signal.
    void showFolders(const node::NodeView &view);
    const Folder &chosen() const { return m_folders[static_cast<std::size_t>(currentRow())]; }
    /// The mailboxes, without what was written here.
    std::vector<Folder> mailboxes() const;

private:
    static std::vector<Folder> foldersOf(const node::NodeView &view);
    void showFolder(QListWidgetItem &item, const Folder &folder, std::size_t waiting);

    std::vector<Folder> m_folders; // by row; the last is what was written here
};

} // namespace mf::ui
