#include "sim/imap/thread_tree.h"

#include <algorithm>
#include <numeric>
#include <ranges>
#include <utility>

namespace mf::imap {

ThreadTree::ThreadTree(const std::vector<LetterToThread> &letters)
    : m_letters(letters)
    , m_nodes(letters.size())
{ }

int ThreadTree::addDummy()
{
    m_nodes.emplace_back();
    return static_cast<int>(m_nodes.size()) - 1;
}

void ThreadTree::link(int parent, int child)
{
    if (parent == child)
        return;
    std::size_t steps = 0;
    // What has no children stands above nobody: the common case costs nothing.
    for (int above = parent; at(child).childCount > 0 && above != kNone; above = at(above).parent)
        if (above == child || ++steps > kAncestryLimit)
            return;
    unlink(child);
    at(child).parent = parent;
    ++at(parent).childCount;
}

void ThreadTree::unlink(int node)
{
    const int parent = std::exchange(at(node).parent, kNone);
    if (parent != kNone)
        --at(parent).childCount;
}

void ThreadTree::prune()
{
    // Who still goes up to a dummy that goes, goes up to the dummy's parent. Leaves are looked at first.
    std::vector<std::vector<int>> children(m_nodes.size());
    std::vector<int> downwards;
    downwards.reserve(m_nodes.size());
    for (int node = 0; node < static_cast<int>(m_nodes.size()); ++node) {
        if (at(node).parent == kNone)
            downwards.push_back(node);
        else
            children[static_cast<std::size_t>(at(node).parent)].push_back(node);
    }
    for (std::size_t i = 0; i < downwards.size(); ++i) {
        const auto &below = children[static_cast<std::size_t>(downwards[i])];
        downwards.insert(downwards.end(), below.begin(), below.end());
    }
    for (const int node : downwards | std::views::reverse) {
        auto &below = children[static_cast<std::size_t>(node)];
        const int parent = at(node).parent;
        if (!isDummy(node) || (parent == kNone && below.size() > 1))
            continue;
        if (parent != kNone) {
            auto &brothers = children[static_cast<std::size_t>(parent)];
            std::erase(brothers, node);
            brothers.insert(brothers.end(), below.begin(), below.end());
        }
        unlink(node);
        at(node).gone = true;
        for (const int child : below) {
            unlink(child);
            at(child).parent = parent;
            if (parent != kNone)
                ++at(parent).childCount;
        }
    }
}

bool ThreadTree::sentBefore(int one, int other) const
{
    return std::pair(letter(one).sent, one) < std::pair(letter(other).sent, other);
}

void ThreadTree::arrange()
{
    std::vector<int> heads(m_nodes.size(), kNone); // by which letter a node stands in its place
    std::iota(heads.begin(), heads.begin() + static_cast<std::ptrdiff_t>(m_letters.size()), 0);
    for (int node = 0; node < static_cast<int>(m_letters.size()); ++node) {
        const int parent = at(node).parent;
        if (parent == kNone || !isDummy(parent))
            continue;
        int &head = heads[static_cast<std::size_t>(parent)];
        if (head == kNone || sentBefore(node, head))
            head = node;
    }
    std::vector<int> ordered;
    for (int node = 0; node < static_cast<int>(m_nodes.size()); ++node) {
        at(node).children.clear();
        if (!at(node).gone)
            ordered.push_back(node);
    }
    std::ranges::sort(ordered, [&](int one, int other) {
        const int a = heads[static_cast<std::size_t>(one)], b = heads[static_cast<std::size_t>(other)];
        return a == b ? one > other : sentBefore(a, b); // a dummy before the letter it goes by
    });
    m_roots.clear();
    for (const int node : ordered) {
        const int parent = at(node).parent;
        (parent == kNone ? m_roots : at(parent).children).push_back(node);
    }
}

const LetterToThread &ThreadTree::head(int node) const
{
    return letter(isDummy(node) ? at(node).children.front() : node);
}

void ThreadTree::moveChildren(int from, int to)
{
    for (const int child : at(from).children) {
        unlink(child);
        at(child).parent = to;
        ++at(to).childCount;
    }
    at(from).gone = true;
}

std::string ThreadTree::print() const
{
    std::string out;
    for (const int root : m_roots)
        printThread(root, out);
    return out;
}

/// RFC 5256 section 5: thread-list = "(" (thread-members / thread-nested) ")"
void ThreadTree::printThread(int root, std::string &out) const
{
    std::vector<int> waiting{root}; // kNone: a parenthesis closes
    while (!waiting.empty()) {
        int node = waiting.back();
        waiting.pop_back();
        if (node == kNone) {
            out += ')';
            continue;
        }
        out += '(';
        if (!isDummy(node))
            out += std::to_string(letter(node).number);
        for (; !isDummy(node) && at(node).children.size() == 1;) {
            node = at(node).children.front();
            out += ' ';
            out += std::to_string(letter(node).number);
        }
        waiting.push_back(kNone);
        const std::vector<int> &children = at(node).children;
        if (!children.empty() && !isDummy(node))
            out += ' ';
        waiting.insert(waiting.end(), children.rbegin(), children.rend());
    }
}

} // namespace mf::imap
