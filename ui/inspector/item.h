// What an inspector shows, as a tree of plain values: made anew at every step, compared with what is shown.
#pragma once

#include "sim/base/ids.h"
#include "sim/base/time.h"

#include <QString>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mf::ui {

// ---- where a row can lead ---------------------------------------------------------------------------------

struct ToTime { ///< seeks, or runs, to that moment
    Instant at{};
    friend bool operator==(const ToTime &, const ToTime &) = default;
};
struct ToRecord {
    Index record = kNoIndex;
    friend bool operator==(const ToRecord &, const ToRecord &) = default;
};
struct ToNode {
    NodeId node = NodeId::None;
    friend bool operator==(const ToNode &, const ToNode &) = default;
};
struct ToLetter {
    MailId mail = MailId::None;
    friend bool operator==(const ToLetter &, const ToLetter &) = default;
};
struct ToMore { ///< makes the list that ends here longer
    QString list;
    friend bool operator==(const ToMore &, const ToMore &) = default;
};
using Link = std::variant<std::monostate, ToTime, ToRecord, ToNode, ToLetter, ToMore>;

// ---- rows -------------------------------------------------------------------------------------------------

/// What a row is: never told by colour alone, its words say the same.
enum class Tone : std::uint8_t { Plain, Section, Quiet, Good, Later, Trouble };

struct Item {
    QString key; ///< its name among its siblings, the same from step to step
    QString label, value;
    QString tip = {};
    Tone tone = Tone::Plain;
    Link link = {};
    bool open = false; ///< shows its children when it first appears
    std::vector<Item> children = {};

    Item &add(Item child) { return children.emplace_back(std::move(child)); }
    bool leads() const { return link.index() != 0; }
};
using Items = std::vector<Item>;

/// How much of each list is shown, until a person asks for more.
class ListLimits {
public:
    static constexpr std::size_t kFirst = 50;

    std::size_t of(const QString &list) const
    {
        const auto raised = m_raised.find(list);
        return raised == m_raised.end() ? kFirst : raised->second;
    }
    void raise(const QString &list) { m_raised[list] = of(list) * 4; }
    void clear() { m_raised.clear(); }

private:
    std::map<QString, std::size_t> m_raised;
};

/// The row that ends a list of which only `shown` of `all` are there.
Item moreRow(const QString &list, std::size_t shown, std::size_t all);

/// Adds a row for each element, the first ones up to the limit of `list`.
template <typename Elements, typename Make> // make(element, place) -> Item
void addRows(Item &into, const QString &list, const Elements &elements, const ListLimits &limits, Make make)
{
    const std::size_t shown = std::min(limits.of(list), std::size_t(elements.size()));
    for (std::size_t i = 0; i < shown; ++i)
        into.add(make(elements[i], i));
    if (shown < elements.size())
        into.add(moreRow(list, shown, elements.size()));
}

/// All rows as lines of text, indented: for the clipboard and for tests.
QString plainText(const Items &items);

} // namespace mf::ui
