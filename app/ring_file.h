// A file of lines that never fills the disk: what is oldest goes.
#pragma once

#include <cstdint>
#include <cstdio>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace mf::app {

/// Two halves, PATH and the older PATH.1, each of half the limit at most. When the newer one is full it
/// becomes the older one, whose lines go. Readers may follow PATH; a line is never cut.
class RingFile {
public:
    enum class Readers : std::uint8_t { Everybody, Owner };

    /// Begins empty; an older half of an earlier run goes. `limitOctets`: of both halves together.
    static std::expected<RingFile, std::string> create(const std::string &path, std::uint64_t limitOctets,
                                                       Readers readers);

    /// A line with its LF; one longer than half the limit is left out. False: the disk did not take it.
    bool write(std::string_view line);
    bool flush() { return std::fflush(m_file.get()) == 0; }

private:
    struct Closer {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Closer>;

    RingFile(std::string path, std::uint64_t halfOctets, Readers readers)
        : m_path(std::move(path))
        , m_halfOctets(halfOctets)
        , m_readers(readers)
    { }
    bool open();
    bool turnOver();

    std::string m_path;
    std::uint64_t m_halfOctets;
    Readers m_readers;
    File m_file;
    std::uint64_t m_written = 0; // to m_file
};

} // namespace mf::app
