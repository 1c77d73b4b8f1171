// The languages of resources/words: each is complete and says the same things; the glossary finds its terms
// where a sentence uses them.
#include "sim/story/glossary.h"
#include "sim/story/story.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace mf;
using story::Glossary;
using story::Words;

namespace {

constexpr const char *kParts[] = {"", ".about", ".terms"};

Words fileOf(std::string_view language, const char *part)
{
    const std::string name = "resources/words/" + std::string(language) + part + ".yaml";
    QFile file(MF_SOURCE_DIR + QStringLiteral("/") + QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto words = Words::read(file.readAll().toStdString(), name);
    if (!words)
        qWarning("%s", words.error().front().print().c_str());
    return words.value_or(Words{});
}

QSet<QString> placeholders(std::string_view text)
{
    static const QRegularExpression braces(QStringLiteral("\\{[^}]*\\}"));
    QSet<QString> found;
    for (auto it = braces.globalMatch(QString::fromUtf8(text.data(), qsizetype(text.size()))); it.hasNext();)
        found.insert(it.next().captured());
    return found;
}

QStringList titles(const std::vector<story::Mention> &mentions, std::string_view text)
{
    QStringList found;
    for (const story::Mention &mention : mentions)
        found << QString::fromStdString(std::string(text.substr(mention.begin, mention.end - mention.begin))
                                        + '=' + mention.term->id);
    return found;
}

} // namespace

class TstStoryLanguages : public QObject {
    Q_OBJECT

private slots:
    void everyLanguageIsComplete_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("part");
        for (const std::string_view language : Words::languages())
            for (const char *part : kParts)
                QTest::addRow("%s%s", std::string(language).c_str(), part)
                    << QString::fromStdString(std::string(language)) << QString::fromLatin1(part);
    }
    void everyLanguageIsComplete()
    {
        QFETCH(QString, language);
        QFETCH(QString, part);
        const Words english = fileOf("en", qPrintable(part));
        const Words other = fileOf(language.toStdString(), qPrintable(part));
        QStringList wrong;
        english.forEach([&](std::string_view key, std::string_view text) {
            const QString name = QString::fromStdString(std::string(key));
            if (!other.has(key))
                wrong << name + QStringLiteral(" is missing");
            else if (placeholders(other.text(key)) != placeholders(text))
                wrong << name + QStringLiteral(" uses other facts");
            else if (std::ranges::count(other.text(key), '[') != std::ranges::count(other.text(key), ']'))
                wrong << name + QStringLiteral(" has a bracket too many");
        });
        other.forEach([&](std::string_view key, std::string_view) {
            if (!english.has(key))
                wrong << QString::fromStdString(std::string(key)) + QStringLiteral(" is not in English");
        });
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void germanIsSpoken()
    {
        QCOMPARE(Words::builtIn("de").text("stream-closed"),
                 std::string_view("Die Verbindung zwischen {node} und {peer} ist geschlossen."));
        QVERIFY(Words::builtIn("de").text("about.letter-stored").contains("Postfach"));
        QCOMPARE(Words::builtIn("xx").text("stream-closed"), Words::builtIn("en").text("stream-closed"));
    }

    void everyTermHasFormsAndIsFoundByThem()
    {
        for (const std::string_view language : Words::languages()) {
            const Glossary glossary(Words::builtIn(language));
            QVERIFY(glossary.terms().size() > 50);
            for (const story::Term &term : glossary.terms()) {
                QVERIFY2(term.text.size() > 20, term.id.c_str());
                QVERIFY2(Words::builtIn(language).has("term." + term.id + ".as"), term.id.c_str());
                for (const std::string &form : term.forms) {
                    const auto found = glossary.mentions(form);
                    QVERIFY2(found.size() == 1 && found.front().end - found.front().begin == form.size(),
                             form.c_str());
                }
            }
        }
    }

    void termsAreFoundAsWholeWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *text, const QStringList &found) {
            QTest::newRow(text) << text << found;
        };
        row("", {});
        row("MX", {"MX=mx"});
        row("The MX of it.", {"MX=mx"});
        row("mx.example.net", {});
        row("MX.example.net", {});
        row("an implicit MX", {"implicit MX=implicit-mx"});
        row("The queue, the queue and Queues.", {"queue=queue"});
        row("Envelope first", {"Envelope=envelope"});
        row("carol@server", {});
        row("a server-side thing", {});
        row("serverless", {});
        row("the server's TLS", {"server=server", "TLS=tls"});
        row("tls", {});
    }
    void termsAreFoundAsWholeWords()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        static const Glossary glossary(Words::builtIn("en"));
        const std::string words = text.toStdString();
        QCOMPARE(titles(glossary.mentions(words), words), found);
    }

    void lettersOfOtherAlphabetsBelongToWords()
    {
        static const Glossary glossary(Words::builtIn("de"));
        const std::string words = "Umschl\xc3\xa4ge, Postf\xc3\xa4"
                                  "cher und \xc3\xbc"
                                  "Server";
        QCOMPARE(titles(glossary.mentions(words), words),
                 QStringList({QStringLiteral("Umschläge=envelope"), QStringLiteral("Postfächer=mailbox")}));
    }
};

QTEST_GUILESS_MAIN(TstStoryLanguages)
#include "tst_story_languages.moc"
