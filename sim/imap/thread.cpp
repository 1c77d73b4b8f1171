#include "sim/imap/thread.h"

#include "sim/imap/sort.h"
#include "sim/imap/thread_tree.h"
#include "sim/mail/base_subject.h"
#include "sim/mail/casemap.h"
#include "sim/mail/message_ids.h"

#include <algorithm>
#include <map>

namespace mf::imap {

namespace {

using ThreadLetters = std::vector<LetterToThread>;

/// ThreadLetters of one base subject are a thread: the first one sent, and under it all others.
std::string threadsBySubject(const ThreadLetters &letters)
{
    std::map<std::string_view, std::vector<int>> bySubject;
    for (std::size_t i = 0; i < letters.size(); ++i)
        bySubject[letters[i].subject].push_back(static_cast<int>(i));
    ThreadTree tree(letters);
    for (const auto &[subject, members] : bySubject) {
        const int first = *std::ranges::min_element(
            members, {}, [&letters](int member) { return letters[static_cast<std::size_t>(member)].sent; });
        for (const int member : members)
            if (member != first)
                tree.link(first, member);
    }
    tree.arrange();
    return tree.print();
}

/// Step 1: who answers whom, as Message-ID and References say.
void linkReferences(ThreadTree &tree, const ThreadLetters &letters)
{
    std::map<std::string_view, int> byId;
    for (std::size_t i = 0; i < letters.size(); ++i)
        if (!letters[i].id.empty()) // of letters with one identifier the first has it
            byId.try_emplace(letters[i].id, static_cast<int>(i));
    for (std::size_t i = 0; i < letters.size(); ++i) {
        int parent = ThreadTree::kNone;
        for (const std::string &id : letters[i].references) {
            const auto [it, isNew] = byId.try_emplace(id, ThreadTree::kNone);
            if (isNew)
                it->second = tree.addDummy();
            if (parent != ThreadTree::kNone && tree.parent(it->second) == ThreadTree::kNone)
                tree.link(parent, it->second);
            parent = it->second;
        }
        // What the letter itself says of its parent is better than what others have said.
        tree.unlink(static_cast<int>(i));
        if (parent != ThreadTree::kNone)
            tree.link(parent, static_cast<int>(i));
    }
}

/// Step 5: threads of one base subject become one.
class SubjectMerger {
public:
    explicit SubjectMerger(ThreadTree &tree) : m_tree(tree) { }

    void merge()
    {
        const std::vector<int> roots = m_tree.roots();
        for (const int root : roots)
            choose(root);
        for (const int root : roots)
            join(root);
    }

private:
    bool isReply(int node) const { return !m_tree.isDummy(node) && m_tree.head(node).isReplyOrForward; }

    /// Which thread of a subject the others join: one without a letter at its head, or else one that begins
    /// with no answer.
    void choose(int root)
    {
        if (m_tree.head(root).subject.empty())
            return;
        const auto [it, isNew] = m_chosen.try_emplace(m_tree.head(root).subject, root);
        int &chosen = it->second;
        if (!isNew && !m_tree.isDummy(chosen)
            && (m_tree.isDummy(root) || (isReply(chosen) && !isReply(root))))
            chosen = root;
    }

    void join(int root)
    {
        const auto it = m_chosen.find(m_tree.head(root).subject);
        if (it == m_chosen.end() || it->second == root)
            return;
        int &chosen = it->second;
        if (m_tree.isDummy(chosen) && m_tree.isDummy(root))
            return m_tree.moveChildren(root, chosen);
        if (!m_tree.isDummy(chosen) && !(isReply(root) && !isReply(chosen))) {
            const int both = m_tree.addDummy();
            m_tree.link(both, chosen);
            chosen = both;
        }
        m_tree.link(chosen, root);
    }

    ThreadTree &m_tree;
    std::map<std::string_view, int> m_chosen; // by base subject
};

std::string threadsByReferences(const ThreadLetters &letters)
{
    ThreadTree tree(letters);
    linkReferences(tree, letters); // steps 1 and 2
    tree.prune();                  // step 3
    tree.arrange();                // step 4
    SubjectMerger(tree).merge();   // step 5
    tree.arrange();                // step 6
    return tree.print();
}

} // namespace

LetterToThread letterToThread(std::uint32_t number, const LetterToSearch &letter)
{
    const mail::Message &message = *letter.message;
    const auto ids = [&message](std::string_view field, std::size_t limit) {
        return mail::messageIds(message.header(field).value_or(""), limit);
    };
    const mail::BaseSubject subject = mail::baseSubject(message.header("Subject").value_or(""));
    LetterToThread out{number, sentTime(letter), mail::casemapped(subject.text), subject.isReplyOrForward, {},
                       {}};
    if (auto own = ids("Message-ID", 1); !own.empty())
        out.id = std::move(own.front());
    out.references = ids("References", kReferenceLimit);
    if (out.references.empty())
        if (auto answered = ids("In-Reply-To", kReferenceLimit); !answered.empty())
            out.references = {std::move(answered.front())}; // the first: others may be of other threads
    return out;
}

std::string threads(ThreadBy by, const std::vector<LetterToThread> &letters)
{
    return by == ThreadBy::OrderedSubject ? threadsBySubject(letters) : threadsByReferences(letters);
}

} // namespace mf::imap
