// Changing one value in a scenario's text, so that comments, order and everything else stay as their author
// wrote them.
#pragma once

#include "sim/base/fault.h"

#include <expected>
#include <string>
#include <string_view>

namespace mf {

/// The text with the value at `path` replaced, or added where it is missing. The path is of keys and list
/// indexes ("nodes/mail.example.org/position", "links/between/0/latency"; the index after the last one
/// appends). The value is YAML on one line: `5ms`, `[2, 1]`, `{ is: down }`; of any text yamlText() makes it.
/// Reading the result gives the same as before but for that value; where this cannot be done, the fault says
/// why.
std::expected<std::string, Fault> patched(std::string_view text, std::string_view path,
                                          std::string_view value);

/// The text without that item of a list, the last one as `[]`. The same holds of what else is in it.
std::expected<std::string, Fault> without(std::string_view text, std::string_view list, std::size_t index);

/// A text as a YAML value on one line, in quotes where it needs them.
std::string yamlText(std::string_view text);

} // namespace mf
