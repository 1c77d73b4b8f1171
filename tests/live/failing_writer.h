// A disk that is full whenever a test says so.
#pragma once

#include "sim/live/writer.h"

#include <atomic>
#include <memory>
#include <utility>

namespace mf::test {

/// Shared between the test and the journal's thread.
struct Disk {
    std::atomic<bool> full = false;
    std::atomic<int> commits = 0; ///< that it took
    std::atomic<int> refusals = 0;
};

class FailingWriter final : public live::ChangeWriter {
public:
    FailingWriter(std::unique_ptr<live::ChangeWriter> real, std::shared_ptr<Disk> disk)
        : m_real(std::move(real))
        , m_disk(std::move(disk))
    { }

    std::expected<void, std::string> write(const std::vector<store::Change> &changes) override
    {
        if (m_disk->full) {
            ++m_disk->refusals;
            return std::unexpected("the disk is full");
        }
        ++m_disk->commits;
        return m_real->write(changes);
    }
    std::expected<Blob, std::string> body(BlobId blob) override { return m_real->body(blob); }

private:
    std::unique_ptr<live::ChangeWriter> m_real;
    std::shared_ptr<Disk> m_disk;
};

} // namespace mf::test
