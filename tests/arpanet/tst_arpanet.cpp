// The ARPANET of 1971: control messages as RFC 6529 lays them out; SNDMSG's end and the receiving end of CPYNET, back
// to back, with octets cut anywhere; limits at n and n+1; and the host that has both.
#include "sim/arpanet/cpynet.h"
#include "sim/kernel/fingerprint.h"
#include "sim/node/arpanet_host.h"
#include "sim/scenario/reader.h"
#include "sim/world/world.h"

#include <QTest>

#include <memory>

using namespace mf;
using namespace mf::arpanet;

namespace {

const std::string kFile = "<TOMLINSON>MESSAGE.TXT";

std::string octets(std::initializer_list<int> values)
{
    std::string text;
    for (const int value : values)
        text += static_cast<char>(value);
    return text;
}

/// What one end wants carried to the other, and what it says besides.
struct Said {
    std::string sent;
    std::vector<std::string> verbs;
    std::optional<AppendLetters> append;
    std::optional<ClientDone> done;
    bool closed = false, aborted = false;
};

void carry(Actions actions, Said &said)
{
    for (Action &action : actions) {
        if (auto *send = std::get_if<Send>(&action)) {
            said.sent += send->octets.flatten();
            said.verbs.emplace_back(send->facts.has(Key::Verb) ? send->facts.text(Key::Verb)
                                                               : send->facts.text(Key::Part));
        } else if (const auto *close = std::get_if<Close>(&action)) {
            said.closed = true;
            said.aborted = close->abort;
        } else if (auto *ask = std::get_if<Ask>(&action)) {
            said.append = std::get<AppendLetters>(ask->question);
        } else if (auto *report = std::get_if<Report>(&action)) {
            if (const auto *over = std::get_if<ClientDone>(&report->what))
                said.done = *over;
        }
    }
}

struct Pair {
    Said sender, receiver;
    std::string appended;
};

void deliver(StreamMachine &to, Said &from, Said &answer, std::size_t chunk)
{
    const std::string all = std::exchange(from.sent, {});
    for (std::size_t at = 0; at < all.size(); at += chunk)
        carry(to.handle(Bytes{Blob(all.substr(at, chunk))}, {}), answer);
}

/// Both ends, until nobody says anything any more.
Pair run(const std::string &file, const std::string &text, std::size_t chunk, bool takes = true)
{
    AppendSession sender(file, Slices(text));
    ReceiveSession receiver({kFile});
    Pair pair;
    carry(sender.handle(Opened{}, {}), pair.sender);
    while (!pair.sender.sent.empty() || !pair.receiver.sent.empty()) {
        deliver(receiver, pair.sender, pair.receiver, chunk);
        if (const auto append = std::exchange(pair.receiver.append, std::nullopt)) {
            pair.appended = append->letters.at(0).octets.flatten();
            const Answer answer = takes ? Answer(Appended{1, {1}}) : Answer(Refused{Refusal::Unavailable});
            carry(receiver.handle(Answered{Ticket{1}, answer}, {}), pair.receiver);
        }
        deliver(sender, pair.receiver, pair.sender, chunk);
    }
    if (pair.receiver.aborted)
        carry(sender.handle(PeerClosed{.broken = true}, {}), pair.sender);
    return pair;
}

Trace played(const Scenario &scenario)
{
    Trace trace;
    auto world = World::build(scenario);
    while (world) {
        auto step = world->step();
        if (!step)
            break;
        for (Record &record : step->records)
            trace.push_back(std::move(record));
    }
    return trace;
}

} // namespace

class TstArpanet : public QObject {
    Q_OBJECT

private slots:
    void controlMessagesAreLaidOutAsRfc6529HasThem_data()
    {
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<int>("which");
        QTest::newRow("RTS: opcode 1, receive socket, send socket, link")
            << QByteArray::fromStdString(octets({1, 0, 0, 0, 98, 0, 0, 1, 33, 2})) << 0;
        QTest::newRow("STR: opcode 2, send socket, receive socket, size")
            << QByteArray::fromStdString(octets({2, 0, 0, 1, 33, 0, 0, 0, 98, 8})) << 1;
        QTest::newRow("CLS: opcode 3, my socket, your socket")
            << QByteArray::fromStdString(octets({3, 0, 0, 0, 98, 0, 0, 1, 33})) << 2;
        QTest::newRow("ALL: opcode 4, link, messages, bits")
            << QByteArray::fromStdString(octets({4, 2, 0, 4, 0, 0, 125, 0})) << 3;
    }
    void controlMessagesAreLaidOutAsRfc6529HasThem()
    {
        QFETCH(QByteArray, expected);
        QFETCH(int, which);
        const Control controls[] = {{Verb::Rts, 98, 289, 2, 0, 0},
                                    {Verb::Str, 289, 98, 8, 0, 0},
                                    {Verb::Cls, 98, 289, 0, 0, 0},
                                    {Verb::All, 0, 0, 2, 4, 32'000}};
        const std::string encoded = encode(controls[which]);
        QCOMPARE(QByteArray::fromStdString(encoded), expected);
        QCOMPARE(decode(encoded), std::optional(controls[which]));
        QCOMPARE(decode(encoded + '\0'), std::nullopt);
        QCOMPARE(decode(encoded.substr(1)), std::nullopt);
    }

    void messagesHaveALimit()
    {
        for (const std::size_t size : {kMessageOctets, kMessageOctets + 1}) {
            MessageReader reader;
            reader.feed(framed({2, std::string(size, 'x')}));
            QCOMPARE(reader.next().has_value(), size == kMessageOctets);
            QCOMPARE(reader.isBroken(), size > kMessageOctets);
        }
    }

    void aLetterIsAppendedHoweverItsOctetsAreCut_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("chunk");
        for (const int size : {0, 1, 1000, 1001, 4000, 12'345})
            for (const int chunk : {1, 7, 1'000'000})
                QTest::addRow("%d octets by %d", size, chunk) << size << chunk;
    }
    void aLetterIsAppendedHoweverItsOctetsAreCut()
    {
        QFETCH(int, size);
        QFETCH(int, chunk);
        std::string text;
        for (int i = 0; i < size; ++i)
            text += static_cast<char>('a' + i % 26);
        const Pair pair = run(kFile, text, std::size_t(chunk));
        QVERIFY(pair.sender.done && pair.sender.done->ok);
        QCOMPARE(QByteArray::fromStdString(pair.appended), QByteArray::fromStdString(text));
        QVERIFY(pair.sender.closed && pair.receiver.closed && !pair.receiver.aborted);
    }

    void theDialogueIsThatOfAConnection()
    {
        const Pair pair = run(kFile, "QWERTYUIOP", 1000);
        QCOMPARE(pair.sender.verbs, (std::vector<std::string>{"STR", "APPEND", "letter", "CLS"}));
        QCOMPARE(pair.receiver.verbs, (std::vector<std::string>{"RTS", "ALL", "ALL", "CLS"}));
    }

    void nothingIsSentBeyondWhatIsAllowed()
    {
        AppendSession sender(kFile, Slices(std::string(20'000, 'x')));
        Said said;
        carry(sender.handle(Opened{}, {}), said);
        const auto allow = [&](std::uint16_t messages) {
            said.verbs.clear();
            const std::string all = encode({Verb::All, 0, 0, 2, messages, 1'000'000});
            carry(sender.handle(Bytes{Blob(framed({kControlLink, all}))}, {}), said);
            return said.verbs.size();
        };
        const std::string rts = encode({Verb::Rts, kCpynetSocket, 33, 2, 0, 0});
        carry(sender.handle(Bytes{Blob(framed({kControlLink, rts}))}, {}), said);
        QCOMPARE(allow(3), std::size_t(3));
        QCOMPARE(allow(1), std::size_t(1));
        QCOMPARE(allow(100), std::size_t(18)); // 17 more, and CLS
    }

    void aFileThatIsNotThereIsRefused()
    {
        for (const char *text : {"hello", ""}) {
            const Pair pair = run("<NOBODY>MESSAGE.TXT", text, 1000);
            QVERIFY(pair.sender.done && !pair.sender.done->ok);
            QCOMPARE(pair.sender.done->reason, "there is no such mailbox file");
            QVERIFY(pair.appended.empty());
        }
    }

    void whatTheDiskRefusesIsNotTaken()
    {
        const Pair pair = run(kFile, "hello", 1000, false);
        QVERIFY(pair.sender.done && !pair.sender.done->ok);
    }

    void aTextHasALimit()
    {
        for (const std::size_t size : {kTextLimitOctets, kTextLimitOctets + 1}) {
            ReceiveSession receiver({kFile});
            Said said;
            const auto say = [&](std::uint8_t link, std::string words) {
                carry(receiver.handle(Bytes{Blob(framed({link, std::move(words)}))}, {}), said);
            };
            say(kControlLink, encode({Verb::Str, 33, kCpynetSocket, 8, 0, 0}));
            say(2, "APPEND " + kFile);
            for (std::size_t left = size; left > 0; left -= std::min(left, kMessageOctets))
                say(2, std::string(std::min(left, kMessageOctets), 'x'));
            QCOMPARE(said.aborted, size > kTextLimitOctets);
        }
    }

    void halfALetterIsNone()
    {
        ReceiveSession receiver({kFile});
        Said said;
        carry(receiver.handle(Bytes{Blob(framed({0, encode({Verb::Str, 33, kCpynetSocket, 8, 0, 0})}))}, {}),
              said);
        carry(receiver.handle(Bytes{Blob(framed({2, "APPEND " + kFile}))}, {}), said);
        carry(receiver.handle(Bytes{Blob(framed({2, "hel"}))}, {}), said);
        carry(receiver.handle(PeerClosed{}, {}), said);
        QVERIFY(!said.append);
        QVERIFY(said.aborted);
    }

    void nobodyWaitsForEver()
    {
        AppendSession sender(kFile, Slices(std::string("hello")));
        Said said;
        carry(sender.handle(Opened{}, {}), said);
        QCOMPARE(sender.deadline(), std::optional(Instant(kPatience)));
        carry(sender.handle(Expired{}, Instant(kPatience)), said);
        QVERIFY(said.done && !said.done->ok);
        QCOMPARE(sender.deadline(), std::nullopt);
    }

    void noiseEndsTheConnection()
    {
        ReceiveSession receiver({kFile});
        Said said;
        carry(receiver.handle(Bytes{Blob(std::string(40, 'x'))}, {}), said);
        QVERIFY(said.aborted);
    }

    // ---- the host ----
    void lettersToOnesOwnHostNeedNoNetwork()
    {
        node::ArpanetHost host({"bbn-tenexb", {"tomlinson", "another"}, {}});
        node::Counters counters;
        const node::Moment moment{Instant{}, CalendarTime{}, counters};
        node::WriteLetter letter;
        letter.mail = MailId{1};
        letter.from = "tomlinson@bbn-tenexb";
        letter.to = {"another@bbn-tenexb", "nobody@bbn-tenexb", "tomlinson@ucla"};
        letter.body = "At twelve?\n";
        std::vector<Kind> kinds;
        for (const node::Effect &effect : host.handle(letter, moment))
            kinds.push_back(std::get<node::Note>(effect).kind);
        QVERIFY((kinds
                 == std::vector{Kind::LetterWritten, Kind::LetterStored, Kind::LetterBounced,
                                Kind::LetterBounced}));
        QCOMPARE(host.handle(node::CheckMail{}, moment).size(), std::size_t(1)); // read once
        QCOMPARE(host.handle(node::CheckMail{}, moment).size(), std::size_t(0));
    }

    // ---- in the world ----
    void aLetterIsStoredOrItsWriterIsToldWhateverBreaks()
    {
        const auto file = readScenarioFile(MF_SOURCE_DIR "/scenarios/08-1971.yaml");
        QVERIFY(file.has_value());
        int stored = 0, told = 0;
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            Scenario scenario = file->base;
            scenario.seed = seed;
            RandomStream random(seed, "faults");
            FaultSpec fault;
            fault.node = seed % 2 ? "bbn-tenexa" : "bbn-tenexb";
            fault.from = 1s + std::chrono::milliseconds(random.next() % 400);
            if (seed % 3 != 0)
                fault.lasts = 10s;
            scenario.faults.push_back(fault);
            const Trace trace = played(scenario);
            QCOMPARE(fingerprintOf(trace).print(), fingerprintOf(played(scenario)).print());
            const auto happened = [&](Kind kind) {
                for (const Record &record : trace)
                    if (record.kind == kind)
                        return true;
                return false;
            };
            stored += happened(Kind::LetterStored);
            told += happened(Kind::LetterBounced);
            QVERIFY2(happened(Kind::LetterStored) || happened(Kind::LetterBounced),
                     std::to_string(seed).c_str());
        }
        QVERIFY(stored > 10 && told > 10); // the faults bite
    }

    void onlyCpynetListens()
    {
        const node::ArpanetHost host({"bbn-tenexb", {"tomlinson"}, {}});
        QVERIFY(host.listen(kCpynetSocket) != nullptr);
        QVERIFY(host.listen(25) == nullptr);
    }
};

QTEST_GUILESS_MAIN(TstArpanet)
#include "tst_arpanet.moc"
