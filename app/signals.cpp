#include "app/signals.h"

#include "sim/base/check.h"

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace mf::app {

namespace {

std::atomic<int> writeEnd = -1; // a signal handler has no other way to know

/// Whoever asks twice is in a hurry: the second signal ends the program as if it had never listened.
extern "C" void onSignal(int)
{
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    const char octet = 1;
    [[maybe_unused]] const ssize_t written = ::write(writeEnd.load(), &octet, 1);
}

} // namespace

Signals::Signals(QObject *parent) : QObject(parent)
{
    MF_CHECK(::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) == 0);
    writeEnd = m_pipe[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Signals::heard);
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN); // a reader of our output that went away is no reason to die
}

Signals::~Signals()
{
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    writeEnd = -1;
    m_notifier.reset();
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

void Signals::heard()
{
    char octet = 0;
    while (::read(m_pipe[0], &octet, 1) > 0) { }
    emit stopAsked();
}

} // namespace mf::app
