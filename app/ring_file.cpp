#include "app/ring_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace mf::app {

std::expected<RingFile, std::string> RingFile::create(const std::string &path, std::uint64_t limitOctets,
                                                      Readers readers)
{
    RingFile file(path, limitOctets / 2, readers);
    if (!file.open())
        return std::unexpected(fmt::format("{}: cannot be written ({})", path, std::strerror(errno)));
    std::remove((path + ".1").c_str());
    return file;
}

/// A file that was there keeps its permissions, unless the lines are its owner's only.
bool RingFile::open()
{
    const mode_t mode = m_readers == Readers::Owner ? 0600 : 0666;
    const int descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (descriptor < 0)
        return false;
    if (m_readers == Readers::Owner)
        ::fchmod(descriptor, mode);
    m_file.reset(::fdopen(descriptor, "wb"));
    m_written = 0;
    return m_file != nullptr;
}

bool RingFile::write(std::string_view line)
{
    if (line.size() > m_halfOctets)
        return true;
    if (m_written + line.size() > m_halfOctets && !turnOver())
        return false;
    m_written += line.size();
    return std::fwrite(line.data(), 1, line.size(), m_file.get()) == line.size();
}

bool RingFile::turnOver()
{
    m_file.reset();
    return std::rename(m_path.c_str(), (m_path + ".1").c_str()) == 0 && open();
}

} // namespace mf::app
