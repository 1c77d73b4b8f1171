// A client that asks DNS over TCP (RFC 7766): messages with two octets of length before each. It may ask
// several questions before it hears an answer, say no more and still listen, and be slow in both.
#pragma once

#include "sim/live/descriptor.h"
#include "sim/live/dns_limits.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <cstddef>
#include <string>
#include <string_view>

namespace mf::live {

class DnsStream final : public QObject {
    Q_OBJECT

public:
    DnsStream(Descriptor socket, const DnsLimits &limits, QObject *parent);

    /// The answer to one of its questions, in whatever order.
    void answer(std::string_view message);
    /// One of its questions will have no answer.
    void forget();

signals:
    void asked(const std::string &message);
    /// Nothing more will come, nor can be said; the object may be deleted.
    void gone();

private:
    void read();
    void write();
    void takeQuestions();
    void settle();
    void leave();
    bool mayAsk() const;

    Descriptor m_socket;
    const DnsLimits m_limits;
    QSocketNotifier m_readable, m_writable;
    QTimer m_patience;
    std::string m_in;      // from the length of a message on
    std::string m_out;     // framed
    std::size_t m_due = 0; // questions without an answer
    bool m_saysNoMore = false, m_gone = false;
};

} // namespace mf::live
