// What a person did comes back from the file as the same actions, faults and places, and nothing else changes.
#include "sim/scenario/attached.h"
#include "sim/scenario/keep.h"
#include "sim/scenario/keep_text.h"
#include "sim/scenario/reader.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace mf;

namespace {

std::string scenarioText(const QString &name)
{
    QFile file(QStringLiteral(MF_SOURCE_DIR "/scenarios/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

FaultSpec down(const char *node)
{
    FaultSpec fault;
    fault.node = node;
    fault.link = kPerfectLink;
    return fault;
}

/// Every line of `before` is in `after`, in the same order, but for those that were changed.
int linesLost(const std::string &before, const std::string &after)
{
    const QStringList old = QString::fromStdString(before).split(u'\n');
    QStringList left = QString::fromStdString(after).split(u'\n');
    int lost = 0;
    for (const QString &line : old) {
        const qsizetype at = left.indexOf(line);
        if (at < 0)
            ++lost;
        else
            left.remove(0, at + 1);
    }
    return lost;
}

/// How much of it is kept where nothing else was done.
Keepable keepable(const PersonAct &act) { return Judge()(DoneAct{Instant(2s), act}); }

/// As they are when they are to be kept.
Doings judged(std::vector<DoneAct> acts)
{
    Judge judge;
    for (DoneAct &done : acts)
        done.much = judge(done);
    return {std::move(acts), {}};
}

} // namespace

class TstScenarioKeep : public QObject {
    Q_OBJECT

private slots:
    void durationsAreExact()
    {
        QCOMPARE(durationText(0us), "0s");
        QCOMPARE(durationText(90s), "90s");
        QCOMPARE(durationText(5min), "5m");
        QCOMPARE(durationText(1500ms), "1500ms");
        QCOMPARE(durationText(1'000'001us), "1000001us");
        QCOMPARE(durationText(std::chrono::hours(2)), "2h");
    }

    void actsAndPlacesComeBackInEveryScenario_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name :
             QDir(QStringLiteral(MF_SOURCE_DIR "/scenarios")).entryList({QStringLiteral("*.yaml")}))
            QTest::newRow(qPrintable(name)) << name;
    }
    void actsAndPlacesComeBackInEveryScenario()
    {
        QFETCH(QString, name);
        const std::string text = scenarioText(name);
        const auto before = readScenario(text, "");
        QVERIFY(before);
        const std::string machine = before->base.nodes.front().name;
        FaultSpec broken = down(machine.c_str());
        broken.lasts = 3min;
        const Doings doings{{{Instant(2s), BeginFault{broken}}}, {{machine, {2.5, -1}}}};
        const auto result = kept(text, "", doings);
        QVERIFY2(result, result ? "" : result.error().message.text().c_str());
        const auto after = readScenario(*result, "");
        QVERIFY(after);
        Scenario wanted = before->base;
        broken.from = 2s;
        wanted.faults.push_back(broken);
        wanted.nodes.front().position = {2.5, -1};
        QCOMPARE(after->base.faults.size(), wanted.faults.size());
        QVERIFY(after->base.faults.back() == wanted.faults.back());
        QVERIFY(after->base.node(machine)->position == wanted.nodes.front().position);
        for (Expectation &expectation : wanted.expect)
            expectation.line = 0; // further down now
        Scenario got = after->base;
        for (Expectation &expectation : got.expect)
            expectation.line = 0;
        for (Scenario *one : {&wanted, &got})
            for (ZoneText &zone : one->records)
                zone.line = 0;
        QVERIFY(got == wanted);
        QVERIFY2(linesLost(text, *result) <= 1, result->c_str()); // at most the line of the machine
    }

    void aRepairSaysHowLongItLasted()
    {
        const std::string text = scenarioText(QStringLiteral("02-another-network.yaml"));
        const Doings doings{{{Instant(2s), BeginFault{down("mx.example.net")}},
                             {Instant(8s), EndFault{down("mx.example.net")}}},
                            {}};
        const auto result = kept(text, "", doings);
        QVERIFY(result);
        const auto file = readScenario(*result, "");
        QVERIFY(file && file->base.faults.size() == 1 && file->base.faults[0].lasts == 6s);
        QVERIFY2(result->contains("\nfaults:\n  - { node: mx.example.net, is: down, from: 2s, for: 6s }\n"),
                 result->c_str());
    }

    void whatWasCalledOffIsGone()
    {
        const std::string text = scenarioText(QStringLiteral("02-another-network.yaml"));
        FaultSpec first = down("mx.example.net"), second = down("resolver");
        first.from = 5s;
        second.from = 9s;
        const auto planned =
            kept(text, "", {{{Instant(2s), BeginFault{first}}, {{}, BeginFault{second}}}, {}});
        QVERIFY(planned && readScenario(*planned, "")->base.faults.size() == 2);
        const auto one = kept(*planned, "", {{{Instant(3s), CallOffFault{first}}}, {}});
        QVERIFY2(one && one->contains("\nfaults:\n  - { node: resolver, is: down, from: 9s }\n"),
                 one ? one->c_str() : one.error().message.text().c_str());
        const auto none = kept(*one, "", {{{Instant(3s), CallOffFault{second}}}, {}});
        QVERIFY(none && readScenario(*none, "")->base.faults.empty());
        const auto again = kept(*none, "", {{{Instant(2s), BeginFault{first}}}, {}});
        QVERIFY(again && readScenario(*again, "")->base.faults.size() == 1);
        const auto other = kept(*one, "", {{{Instant(3s), CallOffFault{first}}}, {}});
        QVERIFY(other && *other == *one); // it was not there
    }

    void aVariantCallsOffWhatTheScenarioHas()
    {
        const std::string text = scenarioText(QStringLiteral("02-another-network.yaml"))
                                 + "\nfaults:\n  - { node: resolver, is: down, from: 9s }\n";
        const auto file = readScenario(text, "");
        QVERIFY(file && file->base.faults.size() == 1);
        for (const auto &[name, variant] : file->variants) {
            if (!(variant.faults == file->base.faults))
                continue; // it has its own
            const auto result = kept(text, name, {{{Instant(3s), CallOffFault{variant.faults.front()}}}, {}});
            QVERIFY2(result, result ? "" : result.error().message.text().c_str());
            auto after = readScenario(*result, "");
            QCOMPARE(after->base.faults.size(), std::size_t{1});
            QVERIFY(after->named(name) && after->named(name)->faults.empty());
        }
    }

    void aVariantRepairsWhatTheScenarioHas()
    {
        std::string text = scenarioText(QStringLiteral("02-another-network.yaml"))
                           + "\nfaults: # as every day\n  - { node: resolver, is: down, from: 9s }\n"
                             "  - { node: mx.example.net, is: greylist, from: 1s }\n";
        text.insert(text.find("  down-five-minutes:"), "  every-day:\n    title: As every day\n");
        const auto file = readScenario(text, "");
        QVERIFY(file && file->base.faults.size() == 2);
        const Doings repaired{{{Instant(20s), EndFault{down("resolver")}}}, {}};
        const auto result = kept(text, "every-day", repaired);
        QVERIFY2(result, result ? "" : result.error().message.text().c_str());
        auto after = readScenario(*result, "");
        QVERIFY(after && after->base.faults == file->base.faults); // there it goes on
        std::vector<FaultSpec> own = after->named("every-day")->faults;
        QVERIFY(own.size() == 2 && own[0].lasts == 11s && own[1] == file->base.faults[1]);
        QCOMPARE(linesLost(text, *result), 0);
        const auto again = kept(*result, "every-day", {{{Instant(30s), EndFault{own[1]}}}, {}});
        QVERIFY(again);
        own = readScenario(*again, "")->named("every-day")->faults;
        QVERIFY(own.size() == 2 && own[0].lasts == 11s && own[1].lasts == 29s);
    }

    void aVariantGetsItsOwn()
    {
        const std::string text = scenarioText(QStringLiteral("02-another-network.yaml"));
        SendAction letter;
        letter.from = "alice@example.org";
        letter.to = {"carol@example.net"};
        letter.subject = "Again: \"quoted\"";
        letter.body = "One.\nTwo.\n";
        const Doings doings{{{Instant(5s), SendLetter{letter}}}, {{"resolver", {1, 2}}}};
        const auto result = kept(text, "down-five-minutes", doings);
        QVERIFY2(result, result ? "" : result.error().message.text().c_str());
        const auto before = readScenario(text, ""), after = readScenario(*result, "");
        QVERIFY(before && after);
        QCOMPARE(after->base.actions.size(), before->base.actions.size());
        const auto &actions = after->variants[0].second.actions;
        QCOMPARE(actions.size(), before->base.actions.size() + 1);
        const auto &sent = std::get<SendAction>(actions.back().what);
        QCOMPARE(sent.subject, letter.subject);
        QCOMPARE(sent.body, letter.body);
        QVERIFY(actions.front() == before->base.actions.front());
        QVERIFY((completed(after->base).node("resolver")->position == std::pair(1.0, 2.0)));
    }

    void everyActionOfAFileIsPrintedAsItIsRead()
    {
        QFile file(QStringLiteral(MF_SOURCE_DIR "/tests/scenario/further.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string text = file.readAll().toStdString();
        const auto read = readScenario(text, "");
        QVERIFY(read);
        std::string actions = "\nactions: [", faults = "\nfaults: [";
        for (const ActionSpec &action : read->base.actions)
            actions += yamlOf(action) + ", ";
        for (const FaultSpec &fault : read->base.faults)
            faults += yamlOf(fault) + ", ";
        const auto from = text.find("\nactions:"), to = text.find("\nexpect:");
        const auto again =
            readScenario(text.substr(0, from) + actions + "]" + faults + "]" + text.substr(to), "");
        QVERIFY2(again, again ? "" : again.error().front().print().c_str());
        QVERIFY(again->base.faults == read->base.faults);
        QCOMPARE(again->base.actions.size(), read->base.actions.size());
        for (std::size_t i = 0; i < read->base.actions.size(); ++i)
            QCOMPARE(yamlOf(again->base.actions[i]), yamlOf(read->base.actions[i]));
    }

    void whatAFileCannotSayIsNamedAndLeftOut()
    {
        const std::string text = scenarioText(QStringLiteral("01-the-first-letter.yaml"));
        SendAction letter;
        letter.from = "alice@example.org";
        letter.to = {"bob@example.org"};
        letter.attachments = {{"folder/note.txt", "text/plain", Blob("a")}};
        TypeAction call{.node = "alice-laptop", .server = "mail.example.org", .lines = {{"NOOP"}}};
        QCOMPARE(keepable(call), Keepable::Whole);
        call.staysOpen = true;
        QCOMPARE(keepable(call), Keepable::Whole);
        // Of a connection that nobody had called for, and letters that no file names.
        const std::vector<PersonAct> beyond{TypeLineAt{}, HangUpAt{}, TendLetterAt{"bob-laptop", "INBOX", 1},
                                            DiscardLetterAt{"alice-laptop", MailId{1}}};
        for (const PersonAct &act : beyond) {
            QCOMPARE(keepable(act), Keepable::Not);
            const auto result = kept(text, "", judged({{Instant(2s), act}}));
            QVERIFY(result && *result == text);
        }
        QCOMPARE(keepable(SendLetter{letter}), Keepable::WithoutFiles);
        const auto result = kept(text, "", judged({{Instant(2s), SendLetter{letter}}}));
        const std::size_t before = readScenario(text, "")->base.actions.size();
        QVERIFY(result && readScenario(*result, "")->base.actions.size() == before + 1);
        letter.attachments.clear();
        QCOMPARE(keepable(SendLetter{letter}), Keepable::Whole);
        QCOMPARE(keepable(CheckMailAt{"bob-laptop"}), Keepable::Whole);
        QCOMPARE(keepable(BeginFault{down("mail.example.org")}), Keepable::Whole);
    }

    void copiesAndFilesComeBack()
    {
        const std::string text = scenarioText(QStringLiteral("02-another-network.yaml"));
        std::string octets;
        for (int i = 0; i < 1000; ++i)
            octets += static_cast<char>(i * 7);
        SendAction letter;
        letter.id = "with-files";
        letter.from = "alice@example.org";
        letter.client = "alice-laptop";
        letter.cc = {"carol@example.net"};
        letter.body = "Next line: \u0085, line: \u2028, mark: \ufeff, control: \u009f, none: \uffff.";
        letter.attachments = {
            {"notes \"1\".txt", "text/plain", Blob("Gr\u00fc\u00dfe: base64: \"AB CD\"\n\ttwo\n")},
            {"cat.png", "image/png", Blob(octets)},
            {"empty", "application/octet-stream", Blob()}};
        for (const bool windows : {false, true}) {
            std::string before = text;
            if (windows)
                before = QString::fromStdString(text).replace(u'\n', QStringLiteral("\r\n")).toStdString();
            const auto result = kept(before, "", {{{Instant(2s), SendLetter{letter}}}, {}});
            QVERIFY2(result, result ? "" : result.error().message.text().c_str());
            const auto after = readScenario(*result, "");
            QVERIFY(after && std::get<SendAction>(after->base.actions.back().what) == letter);
            QCOMPARE(linesLost(before, *result), 0);
            const QStringList lines = QString::fromStdString(*result).split(u'\n');
            QVERIFY(std::ranges::all_of(lines, [](const QString &line) { return line.size() < 600; }));
            if (windows)
                QVERIFY(std::ranges::count(*result, '\n')
                        == QString::fromStdString(*result).count(QStringLiteral("\r\n")));
        }
    }

    void filesOfOneLetterHaveALimitAndSoHaveAllThatAreKept()
    {
        const std::string text = scenarioText(QStringLiteral("01-the-first-letter.yaml"));
        SendAction letter;
        letter.from = "alice@example.org";
        letter.to = {"bob@example.org"};
        const auto withFile = [&](std::size_t octets) {
            letter.attachments = {{"x.bin", "", Blob(std::string(octets, 'x'))}};
            return DoneAct{Instant(2s), SendLetter{letter}};
        };
        Judge judge;
        QCOMPARE(judge(withFile(kFilesLimitOctets + 1)), Keepable::WithoutFiles);
        QCOMPARE(judge(withFile(kFilesLimitOctets)), Keepable::Whole);
        QCOMPARE(judge(withFile(kFilesLimitOctets)), Keepable::Whole); // kKeptFilesLimitOctets
        QCOMPARE(judge(withFile(1)), Keepable::WithoutFiles);
        QCOMPARE(judge(withFile(0)), Keepable::Whole);
        const DoneAct largest = withFile(kFilesLimitOctets);
        const auto result = kept(text, "", judged({largest, largest, withFile(1)}));
        QVERIFY2(result, result ? "" : result.error().message.text().c_str());
        const auto after = readScenario(*result, "");
        QVERIFY(after);
        const auto files = [&](std::size_t fromBack) {
            const ActionSpec &action = after->base.actions.rbegin()[std::ptrdiff_t(fromBack)];
            return std::get<SendAction>(action.what).attachments;
        };
        QVERIFY(files(0).empty());
        QVERIFY(files(1).size() == 1 && files(1)[0].octets.size() == kFilesLimitOctets);
        QVERIFY(files(1)[0].type == "application/octet-stream" && files(2) == files(1));
    }

    void aFileWithFilesThatAreTooLargeIsRefused()
    {
        const std::string text = scenarioText(QStringLiteral("01-the-first-letter.yaml"));
        for (const std::size_t more : {0, 1}) {
            std::string file = text;
            const std::string half(kFilesLimitOctets / 2, 'x');
            file.insert(file.find("      subject:"),
                        "      attachments:\n        - { name: a.txt, text: " + half
                            + " }\n        - { name: b.txt, text: " + half.substr(1)
                            + std::string(1 + more, 'y') + " }\n");
            const auto read = readScenario(file, "");
            QCOMPARE(read.has_value(), more == 0);
            if (!read)
                QCOMPARE(read.error().front().message.text(),
                         "the files of a letter have at most 1048576 octets "
                         "in all; these have 1048577");
        }
    }

    void aFileWithErrorsIsLeftAlone()
    {
        QVERIFY(!kept("nodes: [", "", {{{Instant(2s), BeginFault{down("a")}}}, {}}));
        const std::string text = scenarioText(QStringLiteral("01-the-first-letter.yaml"));
        QVERIFY(!kept(text, "", {{{Instant(2s), BeginFault{down("nobody")}}}, {}}));
    }
};

QTEST_GUILESS_MAIN(TstScenarioKeep)
#include "tst_scenario_keep.moc"
