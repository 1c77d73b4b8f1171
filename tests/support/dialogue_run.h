// Plays a dialogue against a machine: whole, octet by octet, in random pieces, or through a loopback socket.
#pragma once

#include "sim/kernel/random.h"
#include "sim/wire/machine.h"
#include "tests/support/dialogue.h"
#include "tests/support/fake_account.h"
#include "tests/support/loopback.h"
#include "tests/support/question_text.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace mf::test {

/// Makes the machine that a dialogue's policy lines describe; policy "role" is "client" or "server".
using MachineFactory =
    std::function<std::unique_ptr<StreamMachine>(const std::map<std::string, std::string> &policy)>;

enum class Delivery {
    Whole, ///< what is said between two expectations is one Bytes
    OctetByOctet,
    RandomPieces, ///< and the machine is replaced by its clone before each input
    Socket,
};
std::string_view name(Delivery delivery);

/// What a run was: equal for all deliveries of a dialogue.
struct Transcript {
    std::string output; ///< every octet the machine sent
    std::vector<std::string> questions;
    std::vector<std::string> reports; ///< Noted ones too
    friend bool operator==(const Transcript &, const Transcript &) = default;
};

/// One run of one dialogue.
class DialogueRun {
public:
    DialogueRun(const Dialogue &dialogue, const MachineFactory &factory, Delivery delivery,
                std::uint64_t seed = 1);

    /// Empty: as written. Else what was not: "file:line: (whole) expected ..., got ...".
    std::string run();
    const Transcript &transcript() const { return m_transcript; }

private:
    void take(const DialogueStep &step);
    void say(std::size_t firstStep);
    void deliver(std::string octets);
    void feed(Input input);
    void obey(Actions actions);
    void heard(Action &action);
    void answerUnscripted();
    bool isScripted(const Question &question) const;

    void expectOutput(const DialogueStep &step);
    void expectQuestion(const DialogueStep &step);
    void answer(Ticket ticket, const Question &question, const std::string &words);
    void expectReport(const DialogueStep &step);
    void expectNoted(const DialogueStep &step);
    void expectClose(const DialogueStep &step);
    void moveClock(const std::string &howFar);
    void addAccount(const DialogueStep &step);
    void addMailbox(const DialogueStep &step);
    void addLetter(const DialogueStep &step);
    void changeMailbox(const DialogueStep &step);
    void nothingIsLeft(std::string_view before);
    void fail(const std::string &what);

    const Dialogue &m_dialogue;
    Delivery m_delivery;
    RandomStream m_random;
    std::unique_ptr<StreamMachine> m_machine;
    std::unique_ptr<Loopback> m_loopback;
    FakeAccount m_account;
    Instant m_now{};
    std::size_t m_at = 0; // step
    std::size_t m_sentSinceDrained = 0;
    std::string m_output; // sent by the machine, not yet expected
    std::deque<Ask> m_asked, m_putOff;
    std::deque<Report> m_reports; // but Noted
    std::deque<Report> m_noted;
    bool m_tellsReports = false;
    bool m_wantsTls = false, m_closed = false, m_closeExpected = false, m_aborted = false;
    Transcript m_transcript;
    std::string m_failure;
};

/// Plays it in all ways; empty: as written in each, and equal in all.
std::string playAllWays(const Dialogue &dialogue, const MachineFactory &factory);

} // namespace mf::test
