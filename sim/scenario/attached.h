// Files that travel with a letter, as a scenario file has them: by name, with their text or in base 64.
#pragma once

#include "sim/mail/compose.h"
#include "sim/scenario/source.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace mf {

/// What the files of one letter may have in all.
inline constexpr std::size_t kFilesLimitOctets = std::size_t{1024} * 1024;
/// And what is kept of the files of all letters that are written in one run: in base 64 they, and the rest of the
/// scenario, fit into a file.
inline constexpr std::size_t kKeptFilesLimitOctets = 2 * kFilesLimitOctets;
static_assert(kKeptFilesLimitOctets / 3 * 4 < yaml::kSizeLimitOctets / 4 * 3);

std::size_t octetsOf(std::span<const mail::Attachment> files);

/// A name without folders, on one line.
bool isFileName(std::string_view name);
/// "image/png" (RFC 2045 section 5.1), without parameters.
bool isMediaType(std::string_view type);
/// The type that goes with a name; application/octet-stream where it is not known.
std::string_view mediaTypeOf(std::string_view fileName);

/// Whether a scenario file has words for it.
bool hasWords(const mail::Attachment &file);
/// `{ name: notes.txt, type: text/plain, text: "..." }` on one line. Base 64 stands in groups with a space between.
std::string yamlOf(const mail::Attachment &file);
/// The same over several lines where it has base 64; reads the same.
std::string withLinesBroken(std::string_view line, std::string_view lineEnd);

} // namespace mf
