// A disk that is full after so many octets.
#pragma once

#include <sys/resource.h>

#include <csignal>

namespace mf::test {

/// While it lives, no file grows beyond so many octets.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t octets)
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{octets, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }

private:
    rlimit m_before{};
    void (*m_signal)(int) = SIG_DFL;
};

} // namespace mf::test
