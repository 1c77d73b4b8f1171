// What writes a turn's changes down: the store file, or in tests something that fails on purpose. Called on
// the journal's thread only.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/ids.h"
#include "sim/store/change.h"

#include <expected>
#include <string>
#include <vector>

namespace mf::live {

class ChangeWriter {
public:
    virtual ~ChangeWriter() = default;
    /// All of them durably, or none. The error says why, in words for a person.
    virtual std::expected<void, std::string> write(const std::vector<store::Change> &changes) = 0;
    /// The octets of a letter.
    virtual std::expected<Blob, std::string> body(BlobId blob) = 0;
};

} // namespace mf::live
