// The one table of keys that a scenario file may have: the reader, the checker, the JSON Schema and the
// author's page are made of it. To add a key: a row in keys_*.cpp, a line in an example.
#pragma once

#include "sim/scenario/tree.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace mf::schema {

class Reading;
struct Object;

/// What one value is.
enum class Shape : std::uint8_t {
    Text,      ///< any text
    LocalText, ///< a text, or one for each language
    Number,    ///< a whole number
    Decimal,   ///< a number
    Flag,      ///< true or false
    Word,      ///< one of a few
    Duration,
    Size,
    Bandwidth,
    Percentage,
    Time, ///< "2026-03-02T09:00:00Z"
    IpAddress,
    MailAddress,
    Node,
    User,
    Letter, ///< the name of something in the file
    Object, ///< a map with keys of its own
};
enum class Many : std::uint8_t {
    One,
    List,
    Map,
    ListMap, ///< from names to one or several
    MapOfLists,
};

/// One way in which a value may be written.
struct Look {
    Shape shape = Shape::Text;
    Many many = Many::One;
    std::span<const std::string_view> words = {}; ///< of Word
    const Object *object = nullptr;               ///< of Object
};

/// Kinds of nodes that a key is for, as bits: 1 << NodeKind. 0: all.
using Kinds = unsigned;

/// How a key stands in its map.
struct Use {
    bool required = false;
    Kinds kinds = 0;
};

struct Key {
    std::string_view name;
    std::span<const Look> looks; ///< any of them
    void (*read)(Reading &, const yaml::Tree &, void *into);
    std::string_view about; ///< for authors, one line
    Use use = {};
};

struct Object {
    English<0> name; ///< "node", as messages and the JSON Schema call it
    std::string_view about;
    std::span<const Key> keys; ///< read in this order, whatever the order in the file
    /// What can be judged of one such map alone, after its keys have been read; null: nothing.
    void (*check)(Reading &, const yaml::Tree &, void *read) = nullptr;
};

/// The whole file.
const Object &rootObject();
/// A variant: the same without `mailflow` and `variants`.
const Object &variantObject();

inline constexpr int kFormatVersion = 1;
inline constexpr std::size_t kVariantLimit = 64;

} // namespace mf::schema
