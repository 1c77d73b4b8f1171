// The forest that threads are built in (RFC 5256 section 3): letters, and dummies for letters that are not
// here.
#pragma once

#include "sim/imap/thread.h"

#include <string>
#include <vector>

namespace mf::imap {

/// Nodes are numbers: first the letters in their order, then dummies as they are added. Links are made first,
/// upwards only; arrange() then says who stands below whom, and in which order. Nothing here recurses, however
/// long a thread is.
class ThreadTree {
public:
    static constexpr int kNone = -1;

    /// Every letter a root. The letters outlive the tree.
    explicit ThreadTree(const std::vector<LetterToThread> &letters);
    int addDummy();

    bool isDummy(int node) const { return static_cast<std::size_t>(node) >= m_letters.size(); }
    int parent(int node) const { return at(node).parent; }
    /// Nothing happens if `child` stands above `parent`, or may do so (kAncestryLimit).
    void link(int parent, int child);
    void unlink(int node);

    /// Step 3: dummies without children go, and those whose children can stand in their place.
    void prune();

    /// Brothers by the date they were sent, then by number. A dummy, which has letters below it now, stands
    /// where its first letter would.
    void arrange();
    // As of the last arrange():
    const std::vector<int> &roots() const { return m_roots; }
    /// The letter at the head of a thread: of a dummy, that of its first child.
    const LetterToThread &head(int node) const;
    /// The dummy `from` goes, its children stand below `to`.
    void moveChildren(int from, int to);
    std::string print() const;

private:
    struct Node {
        int parent = kNone;
        int childCount = 0;
        bool gone = false;
        std::vector<int> children;
    };
    Node &at(int node) { return m_nodes[static_cast<std::size_t>(node)]; }
    const Node &at(int node) const { return m_nodes[static_cast<std::size_t>(node)]; }
    const LetterToThread &letter(int node) const { return m_letters[static_cast<std::size_t>(node)]; }
    bool sentBefore(int letter, int other) const;
    void printThread(int root, std::string &out) const;

    const std::vector<LetterToThread> &m_letters;
    std::vector<Node> m_nodes;
    std::vector<int> m_roots;
};

} // namespace mf::imap
