// What a filter can ask about a record: one table, from which the parser, the completion and the list of
// fields are made.
#pragma once

#include "sim/kernel/trace.h"
#include "sim/story/story.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace mf::story {

enum class FieldType : std::uint8_t {
    Flag,   ///< is so, or is not: stands alone
    Number, ///< == != < <= > >= in
    Time,   ///< the same, with a unit: 2.5s, 10m, 1h
    Text,   ///< == != in contains matches; the case of ASCII letters does not count
};

/// One value of a field. A record can have several: both machines are its `node`.
struct FieldValue {
    std::string_view text;   ///< Text; lives as long as the visit
    std::int64_t number = 0; ///< Number; Time: microseconds
};

/// What a filter knows beside the record.
struct FilterSight {
    NodeNames names;
    /// The octets that may be seen: without passwords, or a filter could guess them.
    std::function<Slices(const Record &)> shown;
    /// How the scenario calls letters.
    std::map<MailId, std::string> letters;
};

using VisitValue = std::function<void(const FieldValue &)>;

struct FilterField {
    std::string_view name; ///< "smtp.reply"; its explanation is the word "field.smtp.reply"
    FieldType type;
    std::string_view example; ///< what may stand behind the name
    void (*visit)(const Record &, const FilterSight &, const VisitValue &);
};

/// All fields, the general ones first.
std::span<const FilterField> filterFields();
/// Null: there is none of that name.
const FilterField *filterField(std::string_view name);

/// The values that a field can have at all; empty: anything.
std::vector<std::string_view> possibleValues(const FilterField &field);

/// So much of a record's octets is looked at.
inline constexpr std::size_t kSearchedOctets = 16 * 1024;

} // namespace mf::story
