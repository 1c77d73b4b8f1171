#include "tests/support/dialogue_run.h"

#include "sim/base/ascii.h"
#include "sim/mail/date.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mf::test {

namespace {

using What = DialogueStep::What;

} // namespace

std::string_view name(Delivery delivery)
{
    constexpr std::array<std::string_view, 4> names{"whole", "octet by octet", "random pieces", "socket"};
    return names[static_cast<std::size_t>(delivery)];
}

DialogueRun::DialogueRun(const Dialogue &dialogue, const MachineFactory &factory, Delivery delivery,
                         std::uint64_t seed)
    : m_dialogue(dialogue)
    , m_delivery(delivery)
    , m_random(seed, std::string_view(dialogue.file).substr(dialogue.file.rfind('/') + 1))
    , m_machine(factory(dialogue.policy))
{
    m_tellsReports =
        std::ranges::any_of(dialogue.steps, [](const auto &step) { return step.what == What::Report; });
    if (delivery == Delivery::Socket)
        m_loopback = std::make_unique<Loopback>();
}

std::string DialogueRun::run()
{
    if (m_loopback && !m_loopback->stands())
        return "no loopback socket could be had";
    const auto setsUp = [](What what) {
        return what == What::Account || what == What::Mailbox || what == What::Letter;
    };
    for (; m_at < m_dialogue.steps.size() && setsUp(m_dialogue.steps[m_at].what); ++m_at)
        take(m_dialogue.steps[m_at]);

    Opened opened{
        {m_dialogue.peerName, {IpAddress::parse(m_dialogue.peerAddress).value_or(IpAddress{}), 40000}}, {}};
    opened.seed = 1; // what a machine makes of it is the same every time
    if (m_dialogue.encrypted)
        opened.tls = TlsInfo{"TLSv1.3", "TLS_AES_256_GCM_SHA384", {}, {}, {}};
    feed(opened);
    while (m_failure.empty() && m_at < m_dialogue.steps.size()) {
        take(m_dialogue.steps[m_at]);
        ++m_at;
    }
    m_at = std::min(m_at, m_dialogue.steps.size() - 1);
    if (m_failure.empty())
        nothingIsLeft("the end");
    if (m_failure.empty() && m_closed && !m_closeExpected)
        fail("the machine closed, and no X: expects it");
    return m_failure;
}

void DialogueRun::take(const DialogueStep &step)
{
    switch (step.what) {
    case What::Say: return say(m_at);
    case What::Expect: return expectOutput(step);
    case What::Question: return expectQuestion(step);
    case What::Answer: {
        if (m_putOff.empty())
            return fail("no question was put off");
        const Ask ask = std::move(m_putOff.front());
        m_putOff.pop_front();
        return answer(ask.ticket, ask.question, step.text);
    }
    case What::Report: return expectReport(step);
    case What::Noted: return expectNoted(step);
    case What::TlsDone:
        nothingIsLeft("T:");
        if (!std::exchange(m_wantsTls, false))
            return fail("the machine has not said StartTls");
        return feed(TlsReady{{"TLSv1.3", "TLS_AES_256_GCM_SHA384", {}, {}, {}}});
    case What::Clock: return moveClock(step.text);
    case What::Close: return expectClose(step);
    case What::PeerCloses: nothingIsLeft("!:"); return feed(PeerClosed{step.text == "broken"});
    case What::Changed: return changeMailbox(step);
    case What::Pause: return nothingIsLeft("--");
    case What::Account: return addAccount(step);
    case What::Mailbox: return addMailbox(step);
    case What::Letter: return addLetter(step);
    }
}

/// All that is said from this step on reaches the machine together.
void DialogueRun::say(std::size_t firstStep)
{
    nothingIsLeft("more is said");
    std::string octets;
    std::size_t last = firstStep;
    for (std::size_t i = firstStep; i < m_dialogue.steps.size() && m_dialogue.steps[i].what == What::Say;
         ++i) {
        octets += m_dialogue.steps[i].text;
        last = i;
    }
    m_at = last;
    if (!m_failure.empty())
        return;
    if (m_closed)
        return fail("the machine has closed, and more is said to it");
    deliver(std::move(octets));
}

void DialogueRun::deliver(std::string octets)
{
    constexpr std::size_t kPieceLimit = 40;
    const auto arrived = [this](std::string piece) { feed(Bytes{Blob(std::move(piece))}); };
    switch (m_delivery) {
    case Delivery::Whole: return arrived(std::move(octets));
    case Delivery::OctetByOctet:
        for (const char c : octets)
            arrived(std::string(1, c));
        return;
    case Delivery::RandomPieces:
        for (std::size_t at = 0; at < octets.size();) {
            // Mostly short pieces, now and then one that holds many lines.
            const std::size_t limit = m_random.below(4) == 0 ? octets.size() : kPieceLimit;
            const std::size_t count = 1 + m_random.below(limit);
            arrived(octets.substr(at, count));
            at += count;
        }
        return;
    case Delivery::Socket:
        if (!m_loopback->say(octets, arrived))
            fail("the loopback socket did not carry it");
        return;
    }
}

void DialogueRun::feed(Input input)
{
    if (m_closed)
        return;
    if (m_delivery == Delivery::RandomPieces)
        m_machine = m_machine->clone();
    obey(m_machine->handle(input, m_now));
    while (m_sentSinceDrained >= kHighWaterOctets && !m_closed) {
        m_sentSinceDrained = 0;
        obey(m_machine->handle(Drained{}, m_now));
    }
    answerUnscripted();
}

void DialogueRun::obey(Actions actions)
{
    for (Action &action : actions)
        heard(action);
}

void DialogueRun::heard(Action &action)
{
    if (m_closed && !std::holds_alternative<Report>(action))
        return fail("the machine goes on after Close");
    if (auto *send = std::get_if<Send>(&action)) {
        const std::string octets = send->octets.flatten();
        m_sentSinceDrained += octets.size();
        m_transcript.output += octets;
        if (m_loopback)
            m_loopback->send(octets);
        else
            m_output += octets;
    } else if (std::holds_alternative<StartTls>(action)) {
        m_wantsTls = true;
    } else if (const auto *close = std::get_if<Close>(&action)) {
        m_closed = true;
        m_aborted = close->abort;
    } else if (auto *ask = std::get_if<Ask>(&action)) {
        m_transcript.questions.push_back(print(wordsOf(ask->question)));
        m_asked.push_back(std::move(*ask));
    } else if (auto *report = std::get_if<Report>(&action)) {
        m_transcript.reports.push_back(print(wordsOf(*report)));
        (std::holds_alternative<Noted>(report->what) ? m_noted : m_reports).push_back(std::move(*report));
    }
}

void DialogueRun::answerUnscripted()
{
    while (m_dialogue.answersUnscripted && !m_asked.empty() && !isScripted(m_asked.front().question)) {
        const Ask ask = std::move(m_asked.front());
        m_asked.pop_front();
        feed(Answered{ask.ticket, m_account.answer(ask.question)});
    }
}

/// Whether the next ?: before more is said is about this question.
bool DialogueRun::isScripted(const Question &question) const
{
    const auto &steps = m_dialogue.steps;
    std::size_t i = m_at;
    while (i < steps.size() && steps[i].what == What::Say)
        ++i;
    for (; i < steps.size() && steps[i].what != What::Say; ++i)
        if (steps[i].what == What::Question)
            return fits(parseWords(steps[i].text), wordsOf(question));
    return false;
}

std::string playAllWays(const Dialogue &dialogue, const MachineFactory &factory)
{
    constexpr std::uint64_t kSeeds = 5;
    DialogueRun whole(dialogue, factory, Delivery::Whole);
    if (std::string failure = whole.run(); !failure.empty())
        return failure;
    const auto differs = [&](Delivery delivery, std::uint64_t seed) {
        DialogueRun run(dialogue, factory, delivery, seed);
        std::string failure = run.run();
        if (failure.empty() && run.transcript() != whole.transcript())
            failure =
                fmt::format("{}: {} (seed {}) is not what whole is", dialogue.file, name(delivery), seed);
        return failure;
    };
    std::string failure = differs(Delivery::OctetByOctet, 1);
    for (std::uint64_t seed = 1; seed <= kSeeds && failure.empty(); ++seed)
        failure = differs(Delivery::RandomPieces, seed);
    return failure.empty() ? differs(Delivery::Socket, 1) : failure;
}

} // namespace mf::test
