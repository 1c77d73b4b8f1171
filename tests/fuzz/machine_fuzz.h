// Drives a server machine with arbitrary octets: every input byte string is a session. Questions are refused or answered by its octets.
#pragma once

#include "sim/base/check.h"
#include "sim/wire/machine.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

namespace mf::fuzz {

/// What the machine may have buffered or produced for one octet of input, at most.
inline constexpr std::size_t kOctetsPerInput = 1 << 20;

class Session {
public:
    explicit Session(StreamMachine &machine) : m_machine(machine) { feed(Opened{}); }

    /// The first octet of each piece is its length: cuts, answers and expiries come from the input too.
    void run(std::string_view input)
    {
        while (!input.empty() && !m_closed) {
            const std::size_t length = static_cast<unsigned char>(input.front());
            input.remove_prefix(1);
            if (length == 255) {
                m_now += 1min;
                if (const auto deadline = m_machine.deadline(); deadline && *deadline <= m_now)
                    feed(Expired{});
                continue;
            }
            feed(Bytes{Blob::copyOf(input.substr(0, length))});
            input.remove_prefix(std::min(length, input.size()));
        }
        if (!m_closed)
            feed(PeerClosed{});
    }

private:
    void feed(const Input &input)
    {
        Actions actions = m_machine.handle(input, m_now);
        for (Action &action : actions) {
            m_closed |= std::holds_alternative<Close>(action);
            if (std::holds_alternative<StartTls>(action))
                feed(TlsReady{});
            if (auto *ask = std::get_if<Ask>(&action); ask && ++m_asked < kQuestionLimit)
                feed(Answered{ask->ticket, answer(ask->question)});
        }
        (void)m_machine.view();
    }

    static Answer answer(const Question &question)
    {
        if (const auto *find = std::get_if<FindCredentials>(&question))
            return Credentials{true, true, "secret", find->login};
        if (std::holds_alternative<VerifySender>(question)
            || std::holds_alternative<VerifyRecipient>(question))
            return Verdict{{Reply{250, {2, 1, 0}, "ok"}}};
        if (const auto *accept = std::get_if<AcceptMessage>(&question))
            return Verdict{std::vector<Reply>(accept->envelope.to.size(), Reply{250, {2, 0, 0}, "ok"})};
        if (std::holds_alternative<OpenMaildrop>(question) || std::holds_alternative<OpenMailbox>(question))
            return MailboxOpened{mailbox(), 0};
        if (std::holds_alternative<ListMailboxes>(question))
            return MailboxList{{{mailbox(), true, true, 0, 0}}};
        if (std::holds_alternative<ChangeFlags>(question) || std::holds_alternative<Expunge>(question)
            || std::holds_alternative<CopyLetters>(question) || std::holds_alternative<MoveLetters>(question))
            return MailboxUpdated{mailbox(), 1, {}, {}};
        if (std::holds_alternative<AppendLetters>(question))
            return Appended{1, {3}};
        if (std::holds_alternative<AskQuota>(question))
            return Quota{100, 1000};
        return Done{};
    }

    static Mailbox mailbox()
    {
        auto made = std::make_shared<MailboxSnapshot>();
        made->name = "INBOX";
        for (Uid uid = 1; uid <= 2; ++uid) {
            StoredLetter letter;
            letter.uid = uid;
            letter.message =
                mail::Message::parse(Blob::copyOf("From: a@example.org\r\nContent-Type: multipart/mixed; "
                                                  "boundary=b\r\n\r\n--b\r\n\r\n.x\r\n--b--\r\n"));
            letter.sizeOctets = static_cast<std::uint32_t>(letter.message->octets().size());
            made->letters.push_back(letter);
        }
        made->uidNext = 3;
        return made;
    }

    static constexpr int kQuestionLimit = 10'000;
    StreamMachine &m_machine;
    Instant m_now{};
    bool m_closed = false;
    int m_asked = 0;
};

} // namespace mf::fuzz
