// Nothing is left unexplained: every kind of record, every verb of the protocols' own tables, every reply code in
// their sources, every type and code of DNS, every state of a session and every decision has its words.
#include "sim/dns/message.h"
#include "sim/imap/client.h"
#include "sim/imap/server.h"
#include "sim/pop3/client.h"
#include "sim/pop3/server.h"
#include "sim/smtp/client.h"
#include "sim/smtp/server.h"
#include "sim/story/saying.h"
#include "sim/story/story.h"
#include "sim/wire/question.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace mf;

namespace {

const story::Words &words() { return story::Words::builtIn("en"); }

/// What the expression captures, in the sources below these folders.
std::set<std::string> inSources(const std::vector<const char *> &folders, const char *expression)
{
    const QRegularExpression pattern(QString::fromLatin1(expression));
    std::set<std::string> found;
    for (const char *folder : folders) {
        QDirIterator files(QStringLiteral(MF_SOURCE_DIR "/") + QLatin1String(folder),
                           {QStringLiteral("*.cpp")}, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            for (auto it = pattern.globalMatch(QString::fromUtf8(file.readAll())); it.hasNext();)
                found.insert(it.next().captured(1).toStdString());
        }
    }
    return found;
}

/// In every language.
bool hasName(const std::string &protocol, std::string state)
{
    std::ranges::replace(state, ' ', '-');
    return std::ranges::all_of(story::Words::languages(), [&](std::string_view language) {
        const std::string family(story::familyOf(protocol));
        return story::Words::builtIn(language).has("state-name." + family + '.' + state);
    });
}

/// Of all that a machine can ask.
std::vector<std::string> questionNames()
{
    return []<std::size_t... kIndex>(std::index_sequence<kIndex...>)
    {
        return std::vector{std::string(name(Question(std::in_place_index<kIndex>)))...};
    }
    (std::make_index_sequence<std::variant_size_v<Question>>());
}

} // namespace

class TstStoryVocabulary : public QObject {
    Q_OBJECT

private slots:
    void everyKindIsExplained()
    {
        for (std::size_t i = 0; i < kKindCount; ++i) {
            const std::string kind(name(static_cast<Kind>(i)));
            QVERIFY2(words().has("about." + kind), kind.c_str());
        }
    }

    void everyVerbIsExplained_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<std::vector<std::string>>("verbs");
        QTest::newRow("smtp") << "smtp" << smtp::ServerSession::verbNames();
        QTest::newRow("pop3") << "pop3" << pop3::ServerSession::verbNames();
        QTest::newRow("imap") << "imap" << imap::ServerSession::verbNames();
    }
    void everyVerbIsExplained()
    {
        QFETCH(QString, protocol);
        QFETCH(std::vector<std::string>, verbs);
        QVERIFY(verbs.size() > 10);
        for (const std::string &verb : verbs)
            QVERIFY2(!story::aboutVerb(protocol.toStdString(), verb, words()).empty(), verb.c_str());
    }

    void everyStateIsExplained_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<std::vector<std::string_view>>("states");
        const auto row = [](const char *name, const char *protocol,
                            std::span<const std::string_view> states) {
            QTest::newRow(name) << protocol << std::vector<std::string_view>(states.begin(), states.end());
        };
        row("smtp server", "smtp", smtp::ServerSession::stateNames());
        row("submission client", "submission", smtp::ClientSession::stateNames());
        row("lmtp server", "lmtp", smtp::ServerSession::stateNames());
        row("pop3 server", "pop3", pop3::ServerSession::stateNames());
        row("pop3 client", "pop3", pop3::ClientSession::stateNames());
        row("imap server", "imap", imap::ServerSession::stateNames());
        row("imap client", "imap", imap::ClientSession::stateNames());
    }
    void everyStateIsExplained()
    {
        QFETCH(QString, protocol);
        QFETCH(std::vector<std::string_view>, states);
        QVERIFY(states.size() > 3);
        for (const std::string_view state : states) {
            const std::string name(state);
            QVERIFY2(!story::aboutState(protocol.toStdString(), state, words()).empty(), name.c_str());
            QVERIFY2(hasName(protocol.toStdString(), name), name.c_str());
        }
    }

    void everyQuestionHasAName()
    {
        for (const std::string &question : questionNames())
            for (const std::string_view language : story::Words::languages())
                QVERIFY2(story::Words::builtIn(language).has("waiting." + question), question.c_str());
        const auto told = [](std::string_view what, std::string_view language) {
            return QString::fromStdString(story::waitingFor(what, story::Words::builtIn(language)));
        };
        QCOMPARE(told("VerifyRecipient", "de"), QStringLiteral("ob dieser Empfänger bekannt ist"));
        QCOMPARE(told("greeting", "en"), QStringLiteral("the server's greeting"));
        QCOMPARE(told("RCPT", "de"), QStringLiteral("die Antwort auf RCPT"));
    }

    void everyDnsTypeAndCodeIsExplained()
    {
        for (const std::string &type : dns::typeNames())
            QVERIFY2(words().has("about.datagram.query." + type), type.c_str());
        for (int number = 0; number < 32; ++number)
            if (const std::string code = name(static_cast<dns::Rcode>(number)); !code.starts_with("RCODE"))
                QVERIFY2(words().has("about.datagram.response." + code), code.c_str());
    }

    /// The codes stand in the sources where they are sent; nowhere is there a list of them.
    void everyReplyCodeIsExplained()
    {
        const auto codes = inSources({"sim/smtp", "sim/node", "sim/policy", "sim/sasl"},
                                     "(?:reply\\(|error\\(|Reply\\{|\\{)([2-5][0-9][0-9])(?:,|\\))");
        QVERIFY(codes.size() > 15);
        for (const std::string &code : codes)
            QVERIFY2(words().has("about.segment.smtp.reply." + code), code.c_str());
        for (const char *word : {"+OK", "-ERR", "+"})
            QVERIFY2(words().has(std::string("about.segment.pop3.reply.") + word), word);
        for (const char *word : {"OK", "NO", "BAD", "BYE", "PREAUTH", "+", "*"})
            QVERIFY2(words().has(std::string("about.segment.imap.reply.") + word), word);
    }

    void everyDecisionHasAReason()
    {
        std::set<std::string> rules =
            inSources({"sim/node", "sim/policy"}, "decided\\((?:[a-z->]+ \\? )?\"([a-z-]+)\"");
        QVERIFY(!rules.empty());
        words().forEach([&](std::string_view key, std::string_view) {
            if (key.starts_with("decision."))
                rules.insert(std::string(key.substr(9)));
        });
        for (const std::string &rule : rules) {
            QVERIFY2(words().has("decision." + rule), rule.c_str());
            const std::string_view why = words().text("why.decision." + rule);
            QVERIFY2(!why.empty(), rule.c_str());
            QVERIFY2(why.contains("RFC ") || why.contains("{section}"), rule.c_str());
        }
    }

    void whatIsMoreParticularIsExplainedAsSuch()
    {
        Record query;
        query.kind = Kind::Datagram;
        query.facts = Facts().add(Key::Part, "query").add(Key::Type, "MX");
        const auto names = [](NodeId) { return std::string("a"); };
        QVERIFY(story::about(query, words(), names).starts_with("MX asks who takes mail"));
        query.facts = Facts().add(Key::Part, "query").add(Key::Type, "TYPE999");
        QCOMPARE(story::about(query, words(), names), std::string(words().text("about.datagram.query")));
    }
};

QTEST_GUILESS_MAIN(TstStoryVocabulary)
#include "tst_story_vocabulary.moc"
