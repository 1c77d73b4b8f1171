// SIGTERM and SIGINT as a Qt signal: the handler writes an octet into a pipe, the event loop reads it.
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <memory>

namespace mf::app {

/// One in a process. Hears one signal; the next one has its usual effect, and that is the end.
class Signals final : public QObject {
    Q_OBJECT

public:
    explicit Signals(QObject *parent = nullptr);
    ~Signals() override;

signals:
    void stopAsked();

private:
    void heard();

    std::array<int, 2> m_pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace mf::app
