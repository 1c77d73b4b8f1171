// One client too many: it hears the protocol's words for that, and is closed in order. What it says meanwhile
// is read and forgotten: octets that nobody reads make a reset of the close, which can eat the words.
#pragma once

#include "sim/live/descriptor.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <string_view>

namespace mf::live {

class TurnedAway final : public QObject {
    Q_OBJECT

public:
    /// What it may say before it is cut off. It has no business to say anything.
    static constexpr qint64 kLimitOctets = 64 * 1024;

    /// `linger`: how long it may take to close its side; then it is cut off.
    TurnedAway(Descriptor socket, std::string_view words, std::chrono::milliseconds linger, QObject *parent);

signals:
    void gone();

private:
    void discard();
    void leave();

    Descriptor m_socket;
    QSocketNotifier m_readable;
    QTimer m_patience;
    qint64 m_discarded = 0;
};

} // namespace mf::live
