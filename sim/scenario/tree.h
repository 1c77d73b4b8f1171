// A YAML text as a small tree that remembers where everything stands, read through libyaml's events. It
// refuses what a file of ours never needs and what hostile files are made of: duplicate keys, aliases, tags,
// depth, size, octets that are not UTF-8, tabs.
#pragma once

#include "sim/scenario/source.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mf::yaml {

inline constexpr int kDepthLimit = 64;             ///< lists and maps inside each other
inline constexpr std::size_t kNodeLimit = 100'000; ///< texts, lists and maps in all

struct Tree {
    enum class Kind : std::uint8_t { Text, List, Map };
    enum class Style : std::uint8_t {
        Plain,
        Quoted,
        Literal,
        Folded,
        Block,
        Flow
    }; ///< the last two: of lists and maps

    Kind kind = Kind::Text;
    Style style = Style::Plain;
    std::string key; ///< in a map
    Mark keyAt, keyEnd;
    std::string text;           ///< of Text
    Mark begin, end;            ///< end: after its last octet; of Block, where its last child ends
    std::vector<Tree> children; ///< of List and Map, in file order

    bool isText() const { return kind == Kind::Text; }
    bool isList() const { return kind == Kind::List; }
    bool isMap() const { return kind == Kind::Map; }
    /// Nothing stands there: `key:`, `~` or `null`.
    bool isNothing() const;
    /// The value of a key, or null.
    const Tree *find(std::string_view key) const;
    /// Where an error about it points: the key of a list or map in a map, else the value.
    const Mark &where() const { return !isText() && keyAt.line > 0 ? keyAt : begin; }
};

struct Document {
    Tree root;
    bool whole = false; ///< false: reading stopped early; root is what came before
};

/// Reads one document. Everything that is wrong goes to `faults`, and reading goes on where it can.
Document read(const Source &source, FaultList &faults);

/// The same keys, texts and lists in the same order, however they are written.
bool sameContent(const Tree &a, const Tree &b);

/// Where an octet of a Text's text stands in the file, as well as it can be told.
Mark placeInText(const Source &source, const Tree &text, std::size_t offset);

} // namespace mf::yaml
