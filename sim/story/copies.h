// Where the letters of one person are: in the mailboxes on a server, and as copies on the devices that fetch
// from it. What POP3 took away and what IMAP left is read off the two side by side.
#pragma once

#include "sim/world/world.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

/// Of each mailbox the newest letters are looked at; older ones are only counted.
inline constexpr std::size_t kCopiesLimit = 200;

struct Copies {
    struct Place {
        NodeId node = NodeId::None;
        bool isDevice = false;
        node::Incoming protocol = node::Incoming::None; ///< how a device fetches
        bool leavesOnServer = true;                     ///< a device that only copies
        std::size_t letters = 0;                        ///< that it has, in all its mailboxes
    };
    struct Copy {
        std::size_t place = 0; ///< index in places
        std::string mailbox;
        Uid uid = 0;
        Flags flags;
        std::uint32_t sizeOctets = 0;
    };
    struct Letter {
        MailId mail = MailId::None; ///< None: its journey is not known
        std::string subject;
        std::vector<Copy> copies; ///< at least one; by place
    };

    std::string account;
    std::vector<Place> places;   ///< servers first
    std::vector<Letter> letters; ///< in the order in which the places have them
    std::size_t leftOut = 0;     ///< copies of letters that were not looked at

    bool isOnServer(const Letter &letter) const;
    bool has(const Letter &letter, std::size_t place) const;
    /// Of the letters at a device those that are on the server, too.
    std::size_t alsoOnServer(std::size_t device) const;
};

/// Looks through one state of a world, which outlives it; each machine once.
class CopyFinder {
public:
    explicit CopyFinder(const World &world) : m_world(world) { }

    /// The letters of an account, wherever they are. `account` without regard to case.
    Copies of(std::string_view account);
    /// The accounts that have mailboxes at a machine, or the one whose device it is; by name.
    std::vector<std::string> accountsAt(NodeId node);
    const node::NodeView &view(NodeId node);

private:
    const World &m_world;
    std::map<NodeId, node::NodeView> m_views;
};

} // namespace mf::story
