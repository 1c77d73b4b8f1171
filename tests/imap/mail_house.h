// Several IMAP sessions of one account on the real store: the machines, and the mailroom that answers them.
#pragma once

#include "sim/imap/server.h"
#include "sim/node/mailroom.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::test {

class MailHouse {
public:
    explicit MailHouse(store::Limits limits = {}, const std::vector<store::Change> &disk = {});

    /// A session that is logged in; its number.
    std::size_t enter();
    /// What the session says to these octets.
    std::string say(std::size_t who, std::string_view octets);
    /// What the session has said without being asked, since it was last heard.
    std::string heard(std::size_t who) { return std::exchange(m_seats[who].said, {}); }
    bool closed(std::size_t who) const { return m_seats[who].closed; }

    /// Puts a letter into INBOX, as SMTP does. False: refused.
    bool deliver(const std::string &octets = "Subject: x\r\n\r\nx\r\n");
    /// Puts as many into a mailbox at once, before anybody looks.
    void fill(const std::string &mailbox, std::size_t letters);

    /// What a disk would hold.
    const std::vector<store::Change> &disk() const { return m_disk; }
    bool diskRefuses = false;

private:
    struct Seat {
        std::unique_ptr<StreamMachine> machine;
        std::string said;
        bool closed = false;
    };
    void obey(std::size_t who, Actions actions);
    void carryOut(node::Effects effects);
    void settle();
    node::Moment moment() { return {Instant{}, CalendarTime{}, m_counters, diskRefuses}; }

    node::Mailroom m_room;
    node::Counters m_counters;
    std::vector<Seat> m_seats;
    std::deque<std::pair<std::size_t, Input>> m_mail; // to sessions, in order
    std::vector<store::Change> m_disk;
};

} // namespace mf::test
