// What a dialogue expects of the machine, and the few things that happen around it.
#include "sim/base/ascii.h"
#include "sim/mail/date.h"
#include "tests/support/dialogue_run.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mf::test {

namespace {

std::optional<Duration> parseDuration(std::string_view text)
{
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto count = ascii::number<std::uint32_t>(text.substr(0, digits));
    constexpr std::array<std::pair<std::string_view, Duration>, 5> units{
        {{"ms", 1ms}, {"s", 1s}, {"min", 1min}, {"h", 1h}, {"d", 24h}}};
    for (const auto &[unit, length] : units)
        if (count && text.substr(digits) == unit)
            return length * *count;
    return std::nullopt;
}

/// "Subject: big", an empty line and lines of x: exactly that many octets.
std::string bigLetter(std::size_t octets)
{
    std::string letter = "Subject: big\r\n\r\n";
    while (letter.size() + 80 <= octets)
        letter.append(78, 'x').append("\r\n");
    while (letter.size() < octets)
        letter += octets - letter.size() > 2 ? "x" : letter.size() + 2 == octets ? "\r\n" : "x";
    return letter;
}

std::string wordNamed(const Words &words, const char *key, std::string fallback = {})
{
    const auto it = words.named.find(key);
    return it == words.named.end() ? std::move(fallback) : it->second;
}

} // namespace

void DialogueRun::expectOutput(const DialogueStep &step)
{
    if (m_loopback)
        m_output += m_loopback->heard();
    if (step.raw) {
        if (!m_output.starts_with(step.text))
            return fail(fmt::format("expected octets \"{}\", got \"{}\"", ascii::escaped(step.text),
                                    ascii::escaped(m_output.substr(0, step.text.size() + 40))));
        m_output.erase(0, step.text.size());
        return;
    }
    const auto end = m_output.find("\r\n");
    if (end == m_output.npos)
        return fail(fmt::format("expected the line \"{}\", got \"{}\"", step.text, ascii::escaped(m_output)));
    const std::string line = m_output.substr(0, end);
    if (!matches(step.text, line))
        return fail(fmt::format("expected the line \"{}\", got \"{}\"", step.text, ascii::escaped(line)));
    m_output.erase(0, end + 2);
}

void DialogueRun::expectQuestion(const DialogueStep &step)
{
    if (m_asked.empty())
        return fail(fmt::format("expected the question \"{}\", none was asked", step.text));
    const Words found = wordsOf(m_asked.front().question);
    if (!fits(parseWords(step.text), found))
        return fail(fmt::format("expected the question \"{}\", asked was \"{}\"", step.text, print(found)));
    Ask ask = std::move(m_asked.front());
    m_asked.pop_front();
    if (step.answer == "later")
        m_putOff.push_back(std::move(ask));
    else
        answer(ask.ticket, ask.question, step.answer);
}

void DialogueRun::answer(Ticket ticket, const Question &question, const std::string &words)
{
    if (words == "ok" || words == "fake") {
        const auto plain = answerOf(words, question);
        ++m_at; // what comes after it is what may be scripted next
        feed(Answered{ticket, plain ? *plain : m_account.answer(question)});
        --m_at;
        return;
    }
    const auto given = answerOf(words, question);
    if (!given)
        return fail(fmt::format("\"{}\" is no answer to {}", words, mf::name(question)));
    ++m_at;
    feed(Answered{ticket, *given});
    --m_at;
}

void DialogueRun::expectReport(const DialogueStep &step)
{
    if (m_reports.empty())
        return fail(fmt::format("expected the report \"{}\", there is none", step.text));
    const Words found = wordsOf(m_reports.front());
    if (!fits(parseWords(step.text), found))
        return fail(fmt::format("expected the report \"{}\", got \"{}\"", step.text, print(found)));
    m_reports.pop_front();
}

void DialogueRun::expectNoted(const DialogueStep &step)
{
    const Words expected = parseWords(step.text);
    std::string passed;
    while (!m_noted.empty()) {
        const Words found = wordsOf(m_noted.front());
        m_noted.pop_front();
        if (fits(expected, found))
            return;
        passed += "\n    " + print(found);
    }
    fail(fmt::format("expected \"{}\" to be noted; noted was:{}", step.text, passed));
}

void DialogueRun::expectClose(const DialogueStep &step)
{
    nothingIsLeft("X:");
    if (!m_closed)
        return fail("expected the machine to close");
    if ((step.text == "abort") != m_aborted)
        return fail(m_aborted ? "the machine aborted" : "the machine closed without aborting");
    if (m_loopback && !m_loopback->close())
        return fail("the peer did not see the close");
    m_closeExpected = true;
}

void DialogueRun::moveClock(const std::string &howFar)
{
    constexpr int kWakeLimit = 1000;
    nothingIsLeft("the clock moves");
    const auto length = parseDuration(howFar);
    if (!length)
        return fail(fmt::format("\"{}\" is no duration", howFar));
    const Instant target = m_now + *length;
    ++m_at; // questions that come up are answered after it
    for (int wakes = 0; !m_closed && m_machine->deadline() && *m_machine->deadline() <= target; ++wakes) {
        m_now = std::max(m_now, *m_machine->deadline());
        feed(Expired{});
        if (wakes == kWakeLimit) {
            fail("the machine's deadline stays in the past");
            break;
        }
    }
    --m_at;
    m_now = target;
}

void DialogueRun::addAccount(const DialogueStep &step)
{
    const Words words = parseWords(step.text);
    const std::string account = words.positional.empty() ? std::string() : words.positional[0];
    m_account.addLogin(wordNamed(words, "login", account), wordNamed(words, "password"), account);
}

void DialogueRun::addMailbox(const DialogueStep &step)
{
    const Words words = parseWords(step.text);
    const auto number = [&](const char *key, const char *fallback) {
        return ascii::number<Uid>(wordNamed(words, key, fallback)).value_or(1);
    };
    FakeAccount::MailboxWish wish;
    wish.name = words.positional.empty() ? "INBOX" : words.positional[0];
    wish.uidValidity = number("uidvalidity", "1");
    wish.uidNext = number("uidnext", "1");
    wish.highestModSeq = number("modseq", "1");
    wish.firstRecent = number("recent-from", "0");
    wish.selectable = wordNamed(words, "noselect") != "1";
    wish.subscribed = wordNamed(words, "subscribed", "1") == "1";
    wish.specialUse = static_cast<std::uint8_t>(number("use", "0"));
    m_account.addMailbox(wish);
}

void DialogueRun::addLetter(const DialogueStep &step)
{
    const Words words = parseWords(step.text);
    FakeAccount::LetterWish wish;
    wish.octets = step.answer;
    if (const auto octets = ascii::number<std::size_t>(wordNamed(words, "octets")))
        wish.octets = bigLetter(*octets);
    wish.flags = parseFlags(wordNamed(words, "flags"));
    wish.uid = ascii::number<Uid>(wordNamed(words, "uid")).value_or(0);
    wish.inMemory = wordNamed(words, "elsewhere") != "1";
    if (const std::string date = wordNamed(words, "date"); !date.empty()) {
        const auto parsed = mail::parseInternalDate(date);
        if (!parsed)
            return fail(fmt::format("\"{}\" is no internal date", date));
        wish.date = *parsed;
    }
    m_account.addLetter(wordNamed(words, "in", "INBOX"), wish);
}

void DialogueRun::changeMailbox(const DialogueStep &step)
{
    nothingIsLeft("the mailbox changes");
    const Words words = parseWords(step.text);
    if (words.positional.size() < 2)
        return fail("changed needs a mailbox and append, expunge or flags");
    const std::string &mailbox = words.positional[0], &how = words.positional[1];
    const auto uids = parseUids(words.positional.size() > 2 ? words.positional[2] : std::string());
    if (how == "append")
        m_account.addLetter(mailbox, {step.answer, parseFlags(wordNamed(words, "flags")), {}});
    else if (how == "expunge")
        m_account.removeLetters(mailbox, uids);
    else if (how == "flags")
        m_account.setFlags(mailbox, uids, parseFlags(wordNamed(words, "flags")));
    else
        return fail(fmt::format("\"{}\" is no change of a mailbox", how));
    feed(Changed{m_account.snapshot(mailbox)});
}

void DialogueRun::nothingIsLeft(std::string_view before)
{
    if (m_loopback)
        m_output += m_loopback->heard();
    if (!m_output.empty())
        fail(fmt::format("before {}: not expected: \"{}\"", before, ascii::escaped(m_output.substr(0, 400))));
    if (!m_asked.empty())
        fail(
            fmt::format("before {}: not answered: \"{}\"", before, print(wordsOf(m_asked.front().question))));
    if (m_tellsReports && !m_reports.empty())
        fail(
            fmt::format("before {}: not expected: report \"{}\"", before, print(wordsOf(m_reports.front()))));
}

void DialogueRun::fail(const std::string &what)
{
    if (!m_failure.empty())
        return;
    const int line =
        m_dialogue.steps.empty() ? 0 : m_dialogue.steps[std::min(m_at, m_dialogue.steps.size() - 1)].line;
    m_failure = fmt::format("{}:{}: ({}) {}", m_dialogue.file, line, name(m_delivery), what);
}

} // namespace mf::test
