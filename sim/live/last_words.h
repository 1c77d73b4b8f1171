// The sending half of a connection whose client has said that it will say no more (a TCP half-close), but
// still listens: Qt closes both halves then, so the rest of our replies goes out by a descriptor of our own.
#pragma once

#include "sim/live/descriptor.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace mf::live {

class LastWords final : public QObject {
    Q_OBJECT

public:
    LastWords(Descriptor socket, QObject *parent);

    void send(const QByteArray &octets);
    /// Closes once everything has left.
    void finish();
    qint64 octetsToWrite() const { return m_octets.size(); }

signals:
    void written();
    void gone(); ///< all has been said, or nobody listens any more

private:
    void write();
    void leave();

    Descriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_writable;
    QByteArray m_octets;
    bool m_finishing = false;
};

} // namespace mf::live
