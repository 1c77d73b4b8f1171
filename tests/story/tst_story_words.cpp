#include "sim/base/ascii.h"
#include "sim/story/display.h"
#include "sim/story/story.h"
#include "sim/world/fault_kind.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace mf;
using story::StepSize;

namespace {

const story::Words &words() { return story::Words::builtIn("en"); }

std::string nodeName(NodeId node)
{
    return node == NodeId::None ? std::string() : std::string(1, static_cast<char>('a' + raw(node)));
}

Record record(Kind kind, Facts facts = {}, std::string_view octets = {})
{
    Record record;
    record.kind = kind;
    record.from = NodeId{0};
    record.to = NodeId{1};
    record.facts = std::move(facts);
    record.bytes = Slices(Blob::copyOf(octets));
    return record;
}

QString said(const Record &record)
{
    return QString::fromStdString(story::sentence(record, words(), nodeName));
}

story::Words read(const char *yaml) { return story::Words::read(yaml, "w.yaml").value_or(story::Words{}); }

} // namespace

class TstStoryWords : public QObject {
    Q_OBJECT

private slots:
    void theNextAttemptIsATimeOfDay()
    {
        QCOMPARE(said(record(Kind::RetryScheduled, Facts().add(Key::RetryAt, "2026-03-02T09:07:01Z"))),
                 QStringLiteral("a will try again at 09:07:01."));
        QCOMPARE(said(record(Kind::RetryScheduled)), QStringLiteral("a will try again."));
    }

    void everyKindHasWords()
    {
        for (std::size_t i = 0; i < kKindCount; ++i) {
            const auto kind = static_cast<Kind>(i);
            QVERIFY2(words().has(name(kind)), std::string(name(kind)).c_str());
            QVERIFY2(!said(record(kind)).isEmpty(), std::string(name(kind)).c_str());
        }
    }

    void everyFaultHasWords()
    {
        for (const FaultRow &row : kFaultRows) {
            for (const char *turn : {"fault-began.", "fault-ended."}) {
                const std::string key = turn + std::string(row.name);
                QVERIFY2(row.kind <= FaultKind::Lossy || words().has(key), key.c_str());
                QVERIFY2(!row.onLinks || words().has(key + ".link"), key.c_str());
            }
        }
    }

    void everyVerbAndReplyHasWords_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("keys");
        QTest::newRow("smtp") << "smtp"
                              << "command EHLO HELO LHLO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT AUTH "
                                 "STARTTLS letter reply reply.220 reply.221 "
                                 "reply.235 reply.250 reply.334 reply.354 reply.421 reply.4xx reply.5xx";
        QTest::newRow("pop3") << "pop3"
                              << "command USER PASS AUTH STAT LIST UIDL RETR TOP DELE RSET NOOP QUIT CAPA "
                                 "STLS letter listing continuation "
                                 "reply reply.+OK reply.-ERR reply.+";
        QTest::newRow("imap")
            << "imap"
            << "command CAPABILITY LOGIN AUTHENTICATE LIST SELECT EXAMINE FETCH SEARCH STORE EXPUNGE CLOSE "
               "NOOP LOGOUT "
               "STARTTLS letter literal continuation reply reply.* reply.OK reply.NO reply.BAD";
    }
    void everyVerbAndReplyHasWords()
    {
        QFETCH(QString, family);
        QFETCH(QString, keys);
        for (const QString &key : keys.split(' '))
            QVERIFY2(words().has("segment." + family.toStdString() + '.' + key.toStdString()),
                     qPrintable(key));
    }

    /// A placeholder that nothing fills would leave holes in every sentence.
    void everyPlaceholderIsAFact()
    {
        QFile file(MF_SOURCE_DIR "/resources/words/en.yaml");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = file.readAll();
        const QRegularExpression braces("\\{([^}]*)\\}");
        for (auto it = braces.globalMatch(text.mid(text.indexOf("\nact:"))); it.hasNext();) {
            const std::string placeholder = it.next().captured(1).toStdString();
            const bool ofDelay =
                placeholder == "duration" || placeholder == "waited" || placeholder == "early";
            QVERIFY2(placeholder == "node" || placeholder == "peer" || ofDelay || keyNamed(placeholder),
                     placeholder.c_str());
        }
        for (const QString &line : text.split('\n'))
            QCOMPARE(line.count('['), line.count(']'));
    }

    void theMoreParticularWordsWin_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("facts");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *label, Kind kind, const char *facts, const char *sentence) {
            QTest::newRow(label) << static_cast<int>(kind) << facts << sentence;
        };
        row("submission speaks SMTP", Kind::Segment, "protocol=submission verb=EHLO",
            "a says hello to b and asks what it can do (EHLO).");
        row("pipelined", Kind::Segment, "protocol=smtp verb=MAIL count=3",
            "a names the sender to b and sends 3 commands in one go (MAIL FROM).");
        row("unknown verb", Kind::Segment, "protocol=smtp verb=XFOO text=XFOO_1", "a to b: XFOO_1");
        row("secret", Kind::Segment, "protocol=smtp verb=XAUTH text=XAUTH_pw secret=1", "a to b: ****");
        row("class of code", Kind::Segment, "protocol=smtp code=451 text=later",
            "a says: not now, try again later (451 later).");
        row("code", Kind::Segment, "protocol=smtp code=354",
            "a is ready for the letter (354); a line with a single dot will end it.");
        row("other code", Kind::Segment, "protocol=smtp code=211 text=x", "a answers b: 211 x");
        row("part", Kind::Segment, "protocol=lmtp part=letter octets=12", "a sends b the letter: 12 octets.");
        row("no protocol of ours", Kind::Segment, "protocol=gopher", "a sends b 0 octets.");
        row("query", Kind::Datagram, "part=query question=example.net type=MX", "a asks b: example.net MX?");
        row("answer", Kind::Datagram,
            "part=response rcode=NOERROR question=x.test type=MX answer=10_mx.x.test.",
            "a answers b: x.test MX is 10_mx.x.test.");
        row("nothing", Kind::Datagram, "part=response rcode=NOERROR question=x.test type=MX",
            "a answers b: x.test has no MX.");
        row("NXDOMAIN", Kind::Datagram, "part=response rcode=NXDOMAIN question=x.test type=MX",
            "a answers b: there is no x.test.");
        row("other rcode", Kind::Datagram, "part=response rcode=RCODE9 question=x.test type=MX",
            "a answers b: x.test MX.");
        row("link down", Kind::FaultBegan, "fault=down", "Nothing gets through between a and b any more.");
        row("rule", Kind::Decision, "rule=relay-denied address=x@y.test",
            "a refuses x@y.test: it passes on letters of its own users only.");
        row("other rule", Kind::Decision, "rule=greylist section=RFC_6647",
            "a has decided: greylist (RFC_6647).");
        row("outcome", Kind::LookupDone, "outcome=no-such-name name=x.test",
            "a now knows: there is no x.test.");
        row("group left out", Kind::LetterAccepted, "",
            "a has accepted the letter and is responsible for it now.");
        row("several", Kind::LetterAccepted, "recipient=x@y.test recipient=z@y.test",
            "a has accepted the letter for x@y.test, z@y.test and is responsible for it now.");
        row("refused for a reason", Kind::StreamRefused, "reason=timeout", "a gets no answer from b.");
        row("other reason", Kind::StreamRefused, "reason=magic", "a cannot connect to b: magic.");
    }
    void theMoreParticularWordsWin()
    {
        QFETCH(int, kind);
        QFETCH(QString, facts);
        QFETCH(QString, sentence);
        Facts made;
        for (const QString &fact : facts.split(' ', Qt::SkipEmptyParts))
            made.add(*keyNamed(fact.section('=', 0, 0).toStdString()), fact.section('=', 1).toStdString());
        QCOMPARE(said(record(static_cast<Kind>(kind), made)), sentence);
    }

    void aRealClientsWordsAreReadOffItsOctets()
    {
        const auto sent = [](const char *protocol, const char *octets) {
            return said(record(Kind::Segment, Facts().add(Key::Protocol, protocol), octets));
        };
        QCOMPARE(sent("submission", "ehlo [127.0.0.1]\r\n"),
                 "a says hello to b and asks what it can do (EHLO).");
        QCOMPARE(sent("imaps", "A1 uid fetch 1:* FLAGS\r\n"),
                 "a asks b for letters or parts of them (UID FETCH).");
        QCOMPARE(sent("pop3", "RETR 1\r\n"), "a asks b for a letter (RETR).");
        QCOMPARE(sent("smtp", "Subject: anything\r\n"), "a sends b 19 octets.");
        QCOMPARE(sent("smtp", "c2VjcmV0\r\n"), "a sends b 10 octets.");
        QCOMPARE(sent("smtp", "\xff\xfe\n"), "a sends b 3 octets.");
    }

    void thereIsAReasonForDecisions()
    {
        const Record decision = record(Kind::Decision, Facts()
                                                           .add(Key::Rule, "mx-preference")
                                                           .add(Key::Name, "x.test")
                                                           .add(Key::Answer, "10 mx.x.test")
                                                           .add(Key::Section, "RFC 5321 5.1"));
        QCOMPARE(
            story::why(decision, words(), nodeName),
            "The MX records of x.test are 10 mx.x.test; the smallest number is tried first (RFC 5321 5.1).");
        QCOMPARE(story::why(record(Kind::StreamClosed), words(), nodeName), "");
    }

    void groupsVanishWhenAFactIsMissing()
    {
        const story::Words own = read("act: \"{node}[ has {action}][ and {reason}] [x]\"\n");
        const auto fill = [&](Facts facts) {
            return story::sentence(record(Kind::Act, std::move(facts)), own, nodeName);
        };
        QCOMPARE(fill({}), "a x");
        QCOMPARE(fill(Facts().add(Key::Reason, "r")), "a and r x");
        QCOMPARE(story::sentence(record(Kind::Login), own, nodeName), "");
    }

    void factsCannotBreakASentence()
    {
        const Record evil =
            record(Kind::LetterWritten,
                   Facts().add(Key::From, "x@y.test").add(Key::Subject, "{node}[\x1b[2J\xff]\n"));
        QCOMPARE(said(evil), QString("x@y.test has written \"{node}[\\x1b[2J\ufffd]\\n\"."));
    }

    void wrongWordsFilesSayWhere()
    {
        const auto fault = [](const char *yaml) {
            return story::Words::read(yaml, "w.yaml").error().at(0).print();
        };
        QCOMPARE(fault("- a\n"), "w.yaml:1:1: a words file is a map from keys to sentences\n    - a\n    ^");
        QCOMPARE(fault("a: [b]\n"), "w.yaml:1:1: a sentence is a text\n    a: [b]\n    ^");
        QCOMPARE(fault("a: b\na: c\n"), "w.yaml:2:1: \"a\" is here twice; first in line 1\n    a: c\n    ^");
    }

    void stepsStopWhereTheyShould()
    {
        const auto stops = [](StepSize size, const Record &at) { return story::stopsAfter(size, at); };
        const Record line = record(Kind::Segment, Facts().add(Key::Verb, "EHLO"));
        const Record reply = record(Kind::Segment, Facts().add(Key::Code, "250"));
        const Record query = record(Kind::Datagram, Facts().add(Key::Part, "query"));
        const Record answer = record(Kind::Datagram, Facts().add(Key::Rcode, "NOERROR"));
        for (std::size_t i = 0; i < kKindCount; ++i)
            QVERIFY(stops(StepSize::Event, record(static_cast<Kind>(i))));
        for (const Record *one : {&line, &reply, &query, &answer})
            QVERIFY(stops(StepSize::Line, *one) && !stops(StepSize::Hop, *one)
                    && !stops(StepSize::Delivery, *one));
        QVERIFY(stops(StepSize::Reply, reply) && stops(StepSize::Reply, answer));
        QVERIFY(!stops(StepSize::Reply, line) && !stops(StepSize::Reply, query));
        QVERIFY(stops(StepSize::Hop, record(Kind::LookupDone))
                && stops(StepSize::Hop, record(Kind::LetterAccepted)));
        QVERIFY(!stops(StepSize::Hop, record(Kind::LetterRelayed))
                && !stops(StepSize::Line, record(Kind::LetterStored)));
        QVERIFY(stops(StepSize::Delivery, record(Kind::LetterStored))
                && !stops(StepSize::Delivery, record(Kind::LetterAccepted)));
    }

    void shownTextIsAlwaysWellFormed()
    {
        QCOMPARE(story::displayed("a\tb\xc3\xa4\xc3"), "a\\tb\xc3\xa4\xef\xbf\xbd");
        QCOMPARE(story::jsonString("a\"\\\n\xff\x7f"), "\"a\\\"\\\\\\u000a\xef\xbf\xbd\\u007f\"");
        QCOMPARE(story::firstLine("a\r\nb"), "a");
        QCOMPARE(story::firstLine("a\nb"), "a");
        QCOMPARE(story::firstLine("a\r"), "a\r");
        QCOMPARE(story::firstLine(""), "");
    }
};

QTEST_GUILESS_MAIN(TstStoryWords)
#include "tst_story_words.moc"
