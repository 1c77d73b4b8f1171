// The filter language: what passes, what is printed, what is wrong and where, what may stand next; and that
// no pattern takes long.
#include "sim/story/filter_run.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace mf;
using namespace mf::story;

namespace {

std::string nodeName(NodeId node)
{
    return raw(node) == 0 ? "pc" : raw(node) == 1 ? "mx.example.net" : "resolver";
}

FilterSight sight()
{
    return {nodeName,
            [](const Record &record) {
                return record.facts.has(Key::Secret) ? Slices(std::string("PASS ****\r\n")) : record.bytes;
            },
            {}};
}

Record &add(Trace &trace, Kind kind, Duration at, Facts facts = {}, std::string octets = {})
{
    Record record;
    record.id = trace.size();
    record.at = record.until = Instant(at);
    record.kind = kind;
    record.from = NodeId{0};
    record.facts = std::move(facts);
    record.bytes = Slices(std::move(octets));
    trace.push_back(std::move(record));
    return trace.edit(trace.size() - 1);
}

/// A short run with something of everything.
Trace trace()
{
    Trace trace;
    add(trace, Kind::LetterWritten, 1s, Facts().add(Key::Letter, "hello")).mail = MailId{7}; // 1
    add(trace, Kind::Datagram, 2s,
        Facts()
            .add(Key::Part, "response")
            .add(Key::Question, "example.net.")
            .add(Key::Type, "MX")
            .add(Key::Rcode, "NOERROR"))
        .to = NodeId{2}; // 2
    Record &mail = add(trace, Kind::Segment, 3s, Facts().add(Key::Protocol, "smtp").add(Key::Verb, "MAIL"),
                       "MAIL FROM:<a@example.org>\r\n"); // 3
    mail.to = NodeId{1};
    mail.stream = StreamId{4};
    mail.mail = MailId{7};
    Record &reply =
        add(trace, Kind::Segment, 2500ms + 1s, Facts().add(Key::Protocol, "lmtp").add(Key::Code, 451),
            "451 4.3.0 later\r\n"); // 4
    reply.from = NodeId{1};
    reply.to = NodeId{0};
    reply.stream = StreamId{4};
    add(trace, Kind::AttemptFailed, 4s, Facts().add(Key::Reason, "refused").add(Key::Code, 550)); // 5
    add(trace, Kind::Segment, 5s,
        Facts()
            .add(Key::Protocol, "pop3")
            .add(Key::Verb, "PASS")
            .add(Key::Secret, 1)
            .add(Key::Argument, "caterpillar"),
        "PASS caterpillar\r\n");                                                                          // 6
    add(trace, Kind::FaultBegan, 10min, Facts().add(Key::Fault, "down"));                                 // 7
    add(trace, Kind::LetterStored, 11min, Facts().add(Key::Recipient, "a@x").add(Key::Recipient, "b@x")); // 8
    return trace;
}

QString passing(const std::string &text)
{
    const auto filter = Filter::parse(text);
    if (!filter)
        return QString::fromStdString(filter.error().message.text());
    FilterRun run(*filter, sight());
    run.advance(trace(), 1000, 1000);
    QStringList numbers;
    for (const Index found : run.found())
        numbers << QString::number(found + 1);
    return numbers.join(u' ');
}

// ---- random filters ---------------------------------------------------------------------------------------

using Random = std::mt19937;

std::size_t below(Random &random, std::size_t end) { return random() % end; }

FilterValue randomValue(Random &random, const FilterField &field, Relation relation)
{
    constexpr std::string_view texts[] = {"a",   "mx.example.net", "",     "two words", "\"", "\\",
                                          "and", "a..b",           "-ERR", "ä{,}"};
    if (const auto possible = possibleValues(field); !possible.empty())
        return {std::string(possible[below(random, possible.size())]), 0, 0};
    if (field.type == FieldType::Text)
        return {relation == Relation::Matches ? "x[0-9]+"
                                              : std::string(texts[below(random, std::size(texts))]),
                0, 0};
    const auto low = std::int64_t(below(random, 5'000'000));
    return {{}, low, relation == Relation::In ? low + std::int64_t(below(random, 2)) : low};
}

FilterTerm randomTerm(Random &random, int depth)
{
    using Is = FilterTerm::Is;
    if (depth == 0 || below(random, 3) == 0) {
        const FilterField &field = filterFields()[below(random, filterFields().size())];
        const auto relations = relationsOf(field.type);
        if (relations.empty() || below(random, 4) == 0)
            return {Is::There, &field, {}, {}, {}, {}};
        FilterTerm test{Is::Compared, &field, relations[below(random, relations.size())], {}, {}, {}};
        for (std::size_t i = test.relation == Relation::In ? 1 + below(random, 3) : 1; i > 0; --i)
            test.values.push_back(randomValue(random, field, test.relation));
        return test;
    }
    FilterTerm joined{Is(2 + below(random, 3)), nullptr, {}, {}, {}, {}};
    for (std::size_t i = joined.is == Is::Not ? 1 : 2 + below(random, 2); i > 0; --i)
        joined.parts.push_back(randomTerm(random, depth - 1));
    return joined;
}

QStringList completed(std::string text)
{
    const std::size_t cursor = text.find('|');
    const FilterCompletion completion =
        completionAt(text.erase(cursor, 1), cursor,
                     [](const FilterField &field) { return seenValues(field, trace(), 8, sight()); });
    QStringList words;
    for (const std::string &word : completion.words)
        words << QString::fromStdString(word);
    return words;
}

} // namespace

class TstStoryFilter : public QObject {
    Q_OBJECT

private slots:
    void recordsPass_data()
    {
        QTest::addColumn<QString>("passing");
        const auto row = [](const char *filter, const char *numbers) { QTest::newRow(filter) << numbers; };
        row("smtp.reply >= 400", "4 5");
        row("smtp.reply >= 400 && node == \"mx.example.net\"", "4");
        row("smtp.reply in {400..499, 554}", "4");
        row("smtp.reply.class == 5", "5");
        row("smtp", "3 4");
        row("smtp.verb == mail", "3");
        row("pop3.verb", "6");
        row("dns.name contains EXAMPLE and dns.type == MX", "2");
        row("dns.rcode", "2");
        row("dns.rcode == NXDOMAIN", "");
        row("node == resolver or fault", "2 7");
        row("to == pc", "4");
        row("stream == 4", "3 4");
        row("letter == hello", "1 3");
        row("letter == 7", "1 3");
        row("kind == letter-stored || kind == fault-began", "7 8");
        row("time < 2.5s", "1 2");
        row("time >= 10m", "7 8");
        row("time in {3s..4s}", "3 4 5");
        row("number in {1, 3..4}", "1 3 4");
        row("!smtp.reply", "1 2 3 6 7 8");
        row("not (smtp or dns) and number < 6", "1 5");
        row("text contains \"4.3.0 LATER\"", "4");
        row("text matches \"^mail from:<[^>]+@example\\.org>\"", "3");
        row("reason == refused", "5");
        row("protocol in {smtp, lmtp}", "3 4");
    }
    void recordsPass()
    {
        QFETCH(QString, passing);
        QCOMPARE(::passing(QTest::currentDataTag()), passing);
    }

    /// Several values: one is enough for ==, none may be equal for !=, and there has to be one.
    void severalValuesOfAField()
    {
        QCOMPARE(passing("recipient == \"b@x\""), QString("8"));
        QCOMPARE(passing("recipient != \"b@x\""), QString(""));
        QCOMPARE(passing("recipient != \"c@x\""), QString("8"));
    }

    void aPasswordCannotBeGuessed()
    {
        QCOMPARE(passing("text contains PASS"), QString("6"));
        QCOMPARE(passing("text contains caterpillar"), QString(""));
        QCOMPARE(passing("text matches \"c.*r\" && pop3"), QString(""));
    }

    void printingIsTheInverseOfParsing()
    {
        Random random(41);
        for (int i = 0; i < 3000; ++i) {
            const Filter filter(randomTerm(random, 4));
            const std::string text = filter.print();
            const auto again = Filter::parse(text);
            QVERIFY2(again, (text + ": " + (again ? "" : again.error().message.text())).c_str());
            QVERIFY2(*again == filter, text.c_str());
            QCOMPARE(again->print(), text);
        }
    }

    void oneFormOfAFilter()
    {
        const auto form = [](const char *text) {
            return QString::fromStdString(Filter::parse(text)->print());
        };
        QCOMPARE(form("SMTP.reply>=400 AND(node==\"pc\")"), QString("smtp.reply >= 400 && node == pc"));
        QCOMPARE(form("not(dns or(smtp and!imap))"), QString("!(dns || smtp && !imap)"));
        QCOMPARE(form("time in {90s..2m}"), QString("time in {90s..2m}"));
    }

    void aLoneTextIsLookedForAnywhere_data()
    {
        QTest::addColumn<QString>("search");
        const auto row = [](const char *typed, const char *search) { QTest::newRow(typed) << search; };
        row("AUTH", "text contains AUTH");
        row("550", "text contains 550");
        row(" AUTH PLAIN ", "text contains \"AUTH PLAIN\"");
        row("\"a && b\"", "text contains \"a && b\"");
        row("smtp", "");       // a field: it asks whether there is one
        row("smtp hello", ""); // tries to be a test
        row("smtp.reply", "");
        row("smtp.repyl", ""); // nearly a field: that is said
        row("AUTH && smtp", "");
        row("AUTH or LOGIN", "");
        row("AUTH ==", "");
        row("", "");
        row("   ", "");
    }
    void aLoneTextIsLookedForAnywhere()
    {
        QFETCH(QString, search);
        const auto meant = story::asSearch(QTest::currentDataTag());
        QCOMPARE(QString::fromStdString(meant.value_or("")), search);
        QVERIFY(!meant || Filter::parse(*meant));
    }

    void whatIsWrongAndWhere_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *filter, int column, const char *says) {
            QTest::newRow(filter) << column << says;
        };
        row("", 1, "write what to look for");
        row("smtp.repl >= 400", 1, "did you mean \"smtp.reply\"?");
        row("smtp.reply >= ", 15, "a value is missing");
        row("smtp.reply >= x", 15, "is a number");
        row("smtp.reply contains 4", 12, "is a number");
        row("smtp.reply = 4", 12, "write ==");
        row("smtp & dns", 6, "write &&");
        row("smtp dns", 6, "join two tests");
        row("smtp == 1", 6, "write it alone");
        row("(smtp", 1, "is not closed");
        row("smtp)", 5, "closes nothing");
        row("kind == letter-stord", 9, "did you mean \"letter-stored\"?");
        row("node == \"x", 9, "second quotation mark");
        row("node == and", 9, "put it in quotation marks: \"and\"");
        row("node in pc", 9, "write for example node in {one, two}");
        row("node in {pc resolver}", 13, "write a comma");
        row("node in {pc", 12, "the \"}\" is missing");
        row("time > 5", 8, "\"5\" has no unit; write 5s, 5m or 5h");
        row("smtp.reply in {5..4}", 16, "runs backwards");
        row("smtp.reply == 4..5", 15, "a range stands in braces");
        row("text matches \"a(b\"", 16, "is not closed");
        row("text contains \"äöü\" && ö", 24, "there is no field");
        row("smtp &&", 8, "something is missing");
    }
    void whatIsWrongAndWhere()
    {
        QFETCH(int, column);
        QFETCH(QString, message);
        const auto filter = Filter::parse(QTest::currentDataTag());
        QVERIFY(!filter);
        QVERIFY2(QString::fromStdString(filter.error().message.text()).contains(message),
                 filter.error().message.text().c_str());
        QCOMPARE(filter.error().column, column);
    }

    void limitsHoldAtTheirNumber()
    {
        const auto nested = [](std::size_t depth) {
            return std::string(depth, '(') + "dns" + std::string(depth, ')');
        };
        QVERIFY(Filter::parse(nested(Filter::kDepthLimit - 1)));
        QVERIFY(!Filter::parse(nested(Filter::kDepthLimit)));
        const auto set = [](std::size_t values) {
            std::string text = "number in {1";
            for (std::size_t i = 1; i < values; ++i)
                text += ",1";
            return text + "}";
        };
        QVERIFY(Filter::parse(set(Filter::kValuesLimit)));
        QVERIFY(!Filter::parse(set(Filter::kValuesLimit + 1)));
        const auto spaced = [](std::size_t octets) { return "dns" + std::string(octets - 3, ' '); };
        QVERIFY(Filter::parse(spaced(Filter::kLimitOctets)));
        QVERIFY(!Filter::parse(spaced(Filter::kLimitOctets + 1)));
        QVERIFY(Pattern::compile(std::string(Pattern::kLimitOctets, 'a')));
        QVERIFY(!Pattern::compile(std::string(Pattern::kLimitOctets + 1, 'a')));
        const auto grouped = [](std::size_t depth) {
            return std::string(depth, '(') + std::string(depth, ')');
        };
        QVERIFY(Pattern::compile(grouped(Pattern::kDepthLimit)));
        QVERIFY(!Pattern::compile(grouped(Pattern::kDepthLimit + 1)));
    }

    void patterns_data()
    {
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("notIn");
        const auto row = [](const char *pattern, const char *in, const char *notIn) {
            QTest::newRow(pattern) << in << notIn;
        };
        row("ab", "xABy", "a b");
        row("^ab$", "ab", "abc");
        row("a.c", "abc", "ac");
        row("ab*c", "ac abbc", "abd");
        row("ab+c", "abbc", "ac");
        row("ab?c$", "ac", "abbc");
        row("cat|dog", "hotdog", "do");
        row("(ab)+c", "ababc", "bac");
        row("[0-9]+ [^x]$", "25 y", "25 x");
        row("[]-]", "]", "x");
        row("\\d\\s\\w", "1 a", "1aa");
        row("\\.", ".", "a");
        row("(a|b|)c", "c", "d");
        row("(a*)*b", "aab", "aac");
        row("", "anything", nullptr);
    }
    void patterns()
    {
        QFETCH(QString, in);
        QFETCH(QString, notIn);
        const auto pattern = Pattern::compile(QTest::currentDataTag());
        QVERIFY(pattern);
        QVERIFY(pattern->isIn(in.toStdString()));
        if (!notIn.isNull())
            QVERIFY(!pattern->isIn(notIn.toStdString()));
    }

    /// What makes a backtracking matcher run for years is done in one pass.
    void noPatternTakesLong()
    {
        const auto pattern = Pattern::compile("(a*)*(a*)*(a|a)*(a+)+b");
        QVERIFY(pattern);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(!pattern->isIn(std::string(kSearchedOctets, 'a')));
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
    }

    void slicesFindWhatTheWholeFinds()
    {
        const Filter filter = *Filter::parse("smtp || fault");
        FilterRun whole(filter, sight()), sliced(filter, sight());
        whole.advance(trace(), 8, 1000);
        while (sliced.examined() < 8)
            sliced.advance(trace(), 8, 3);
        QCOMPARE(sliced.found(), whole.found());
        QCOMPARE(whole.foundBefore(3), std::size_t(1));
        QCOMPARE(whole.foundBefore(8), std::size_t(3));
        whole.advance(trace(), 1000, 1000);
        QCOMPARE(whole.examined(), Index(8));
    }

    void everyFieldIsExplainedAndCanBeTried()
    {
        for (const FilterField &field : filterFields()) {
            QVERIFY2(Words::builtIn("en").has("field." + std::string(field.name)),
                     std::string(field.name).c_str());
            const std::string text = std::string(field.name) + ' ' + std::string(field.example);
            QVERIFY2(Filter::parse(text), text.c_str());
            QCOMPARE(field.example.empty(), field.type == FieldType::Flag);
        }
    }

    void completionOffersWhatMayFollow()
    {
        QCOMPARE(completed("smtp.re|"), QStringList({"smtp.reply", "smtp.reply.class"}));
        QCOMPARE(completed("smtp.reply |"),
                 QStringList({"==", "!=", "<", "<=", ">", ">=", "in", "&&", "||"}));
        QCOMPARE(completed("smtp.reply >|"), QStringList({">="}));
        QCOMPARE(completed("smtp.reply >= |"), QStringList({"451", "550"}));
        QCOMPARE(completed("node == m|"), QStringList({"mx.example.net"}));
        QCOMPARE(completed("smtp |"), QStringList({"&&", "||"}));
        QCOMPARE(completed("smtp && dns.t|"), QStringList({"dns.type"}));
        QCOMPARE(completed("recipient in {|"), QStringList({"a@x", "b@x"}));
        QCOMPARE(completed("recipient in {a@x, b|"), QStringList({"b@x"}));
        QCOMPARE(completed("recipient in {a@x |"), QStringList({",", "}"}));
        QCOMPARE(completed("smtp.reply == 451 |"), QStringList({"&&", "||"}));
        QCOMPARE(completed("fau| && dns"), QStringList({"fault"}));
        QVERIFY(completed("|").contains("kind"));
    }
};

QTEST_GUILESS_MAIN(TstStoryFilter)
#include "tst_story_filter.moc"
