// What is wrong with a file or a filter is said in German, too: every pattern of the sources, and as it is read.
#include "sim/mail/reading.h"
#include "sim/scenario/reader.h"
#include "sim/story/filter.h"
#include "sim/story/story.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace mf;

namespace {

const QString kRoot = QStringLiteral(MF_SOURCE_DIR);

QString readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// What the literals in a row say: `"one " "two"`.
QString joined(const QString &literals)
{
    static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\]|\\\\.)*)\""));
    QString text;
    for (auto it = literal.globalMatch(literals); it.hasNext();)
        text += it.next().captured(1);
    return text.replace(QLatin1String("\\\""), QLatin1String("\""))
        .replace(QLatin1String("\\\\"), QLatin1String("\\"));
}

/// The English patterns, by file: they stand as literals in phrase(...), and in tables in English(...).
QMap<QString, QStringList> patternsInSources()
{
    static const QRegularExpression call(
        QStringLiteral("\\b(?:phrase|English)\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*)+)"));
    QMap<QString, QStringList> found;
    for (const char *folder : {"/sim", "/ui"})
        for (QDirIterator it(kRoot + QLatin1String(folder), {"*.h", "*.cpp"}, QDir::Files,
                             QDirIterator::Subdirectories);
             it.hasNext();)
            if (const QString file = it.next(); !file.endsWith(QLatin1String("sim/base/phrase.h")))
                for (auto match = call.globalMatch(readAll(file)); match.hasNext();)
                    found[file] << joined(match.next().captured(1));
    return found;
}

story::Words germanFile()
{
    const QString name = QStringLiteral("resources/words/de.faults.yaml");
    auto words = story::Words::read(readAll(kRoot + u'/' + name).toStdString(), name.toStdString());
    if (!words)
        qWarning("%s", words.error().front().print().c_str());
    return words.value_or(story::Words{});
}

/// Which values a pattern has places for.
QSet<std::size_t> places(std::string_view pattern)
{
    QSet<std::size_t> found;
    for (std::size_t next = 0; !pattern.empty();)
        if (const PatternPiece piece = takePiece(pattern, next); piece.value != PatternPiece::kNoPlace)
            found.insert(piece.value);
    return found;
}

QString german(const Phrase &phrase)
{
    return QString::fromStdString(phrase.text(story::translationTo("de")));
}

QStringList germanFaults(const std::string &yaml)
{
    QStringList all;
    if (const auto file = readScenario(yaml, "a.yaml"); !file)
        for (const Fault &fault : file.error())
            all << QStringLiteral("%1: ").arg(fault.line) + german(fault.message);
    return all;
}

} // namespace

class TstStoryFaults : public QObject {
    Q_OBJECT

private slots:
    void everyPatternIsThereInGerman()
    {
        const story::Words words = germanFile();
        QStringList wrong;
        int checked = 0;
        const auto all = patternsInSources();
        for (auto it = all.begin(); it != all.end(); ++it)
            for (const QString &pattern : it.value()) {
                ++checked;
                const std::string english = pattern.toStdString();
                if (!words.has(english))
                    wrong << it.key() + QStringLiteral(": no German for: ") + pattern;
                else if (places(english) != places(words.text(english)))
                    wrong << it.key() + QStringLiteral(": other places in German: ") + pattern;
            }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QVERIFY2(checked > 200, "the sources were not found");
    }

    void germanHasNoPatternTooMany()
    {
        QSet<QString> english;
        for (const QStringList &patterns : patternsInSources())
            english.unite(QSet<QString>(patterns.begin(), patterns.end()));
        QStringList wrong;
        germanFile().forEach([&](std::string_view pattern, std::string_view) {
            if (const auto text = QString::fromUtf8(pattern.data(), qsizetype(pattern.size()));
                !english.contains(text))
                wrong << text;
        });
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void filesAreFaultedInGerman_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QStringList>("faults");
        const auto row = [](const char *name, const char *yaml, const QStringList &faults) {
            QTest::newRow(name) << QByteArray("mailflow: 1\ntitle: x\n") + yaml << faults;
        };
        row("a word nearly right", "nodes:\n  mx: { kind: mail-serve }\n",
            {"4: \"mail-serve\" ist hier unbekannt; meinten Sie \"mail-server\"?"});
        row("a key far off", "nodes:\n  mx: { kind: host, colour: red }\nclaims: [{ zzzzzzzz: 1 }]\n",
            {"4: unbekannter Schlüssel \"colour\"; zu einer Maschine gehören kind, address, position, user, "
             "outgoing, "
             "incoming, services, retry, expire, delay-notice, unknown-recipient, aliases, plus-addressing, "
             "hosts, "
             "quota, full-mailbox, greylist, size-limit, recipient-limit, extensions, auth, tls, "
             "bare-newlines, zones "
             "und users",
             "5: \"commonly\" fehlt", "5: \"exactly\" fehlt", "5: \"shown-by\" fehlt",
             "5: unbekannter Schlüssel \"zzzzzzzz\"; zu einer Behauptung gehören commonly, exactly und "
             "shown-by"});
        row("a unit", "links: { default: { latency: 5 } }\n",
            {"3: \"5\" hat keine Einheit; schreiben Sie 5s, 5m oder 5h"});
        row("kinds of values", "nodes: [a]\nlevel:\n",
            {"3: \"nodes\" verlangt eine Zuordnung mit Schlüsseln, nicht eine Liste",
             "4: \"level\" hat keinen Wert"});
        row("what fits together", "nodes:\n  a: { kind: mail-server, outgoing: b }\n",
            {"4: \"outgoing\" ist für einen client; \"a\" ist ein mail-server", "4: keine Maschine \"b\""});
        row("an address", "actions: [{ at: 1s, send: { from: a@b.test, to: x } }]\n",
            {"3: kein Benutzer \"a@b.test\"",
             "3: \"x\" ist keine Mailadresse: in der Adresse fehlt das @ mit einer "
             "Domain dahinter"});
        row("a zone", "domains: { a.test: { } }\nzones:\n  a.test: |\n    www A 192.0.2.300\n",
            {"6: der Eintrag vom Typ A ist nicht zu lesen; er braucht eine IPv4-Adresse: 192.0.2.1"});
        row("what is no YAML", "sources: [a\n",
            {"4: die eckige Klammer ist nicht geschlossen, oder davor fehlt ein \",\""});
    }
    void filesAreFaultedInGerman()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QStringList, faults);
        QCOMPARE(germanFaults(yaml.toStdString()).join(u'\n'), faults.join(u'\n'));
    }

    void filtersAreFaultedInGerman_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *filter, const char *fault) {
            QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(fault);
        };
        row("smtp.repy", "ein Feld \"smtp.repy\" gibt es nicht; meinten Sie \"smtp.reply\"?");
        row("kind == lettr-stored", "kein kind heißt \"lettr-stored\"; meinten Sie \"letter-stored\"?");
        row("number == x", "number ist eine Zahl; schreiben Sie zum Beispiel number == 41");
        row("number in {1", "das \"}\" fehlt");
        row("time > 5", "\"5\" hat keine Einheit; schreiben Sie 5s, 5m oder 5h");
        row("text matches \"(\"",
            "dieses \"(\" ist nicht geschlossen; schreiben Sie \\( für das Zeichen selbst");
    }
    void filtersAreFaultedInGerman()
    {
        QFETCH(QString, filter);
        QFETCH(QString, fault);
        const auto parsed = story::Filter::parse(filter.toStdString());
        QVERIFY(!parsed);
        QCOMPARE(german(parsed.error().message), fault);
    }

    void placeAndLineAreTheSameInEveryLanguage()
    {
        const auto file = readScenario("mailflow: 1\ntitle: x\nnode: {}\n", "a.yaml");
        QVERIFY(!file);
        const Fault &fault = file.error().front();
        QCOMPARE(
            fault.print(),
            std::string("a.yaml:3:1: unknown key \"node\"; did you mean \"nodes\"?\n    node: {}\n    ^"));
        QCOMPARE(
            fault.print(story::translationTo("de")),
            std::string(
                "a.yaml:3:1: unbekannter Schlüssel \"node\"; meinten Sie \"nodes\"?\n    node: {}\n    ^"));
        QCOMPARE(fault.print(story::translationTo("en")), fault.print());
        QCOMPARE(fault.print(story::translationTo("fr")), fault.print());
    }

    void recipientsAreFaultedInGerman()
    {
        const auto paths = mail::parseRecipients("bob@b..test");
        QVERIFY(!paths);
        QCOMPARE(german(paths.error()),
                 QStringLiteral("\"bob@b..test\": zwischen zwei Punkten einer Domain muss etwas "
                                "stehen: Suchen Sie einen Punkt zu viel"));
    }
};

QTEST_GUILESS_MAIN(TstStoryFaults)
#include "tst_story_faults.moc"
