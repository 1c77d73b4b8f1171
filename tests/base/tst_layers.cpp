// Dependencies point down the list of layers only, and sim knows no Qt and no clock: read off the sources themselves.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QtTest>

namespace {

const QString kRoot = QStringLiteral(MF_SOURCE_DIR);

/// In layer order. A folder may include itself and what stands before it.
const QStringList kSimLayers{"base",    "kernel", "mail",  "wire", "sasl", "smtp",  "pop3",     "imap", "dns",
                             "arpanet", "policy", "store", "net",  "node", "world", "scenario", "story"};
const QStringList kProtocols{"smtp", "pop3", "imap", "dns", "arpanet"};

QStringList sourcesIn(const QString &folder)
{
    QStringList files;
    QDirIterator it(kRoot + '/' + folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files << QDir(kRoot).relativeFilePath(it.next());
    files.sort();
    return files;
}

QString read(const QString &file)
{
    QFile source(kRoot + '/' + file);
    return source.open(QIODevice::ReadOnly) ? QString::fromUtf8(source.readAll()) : QString();
}

QStringList includesOf(const QString &file)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"),
                                            QRegularExpression::MultilineOption);
    QStringList found;
    for (auto it = include.globalMatch(read(file)); it.hasNext();)
        found << it.next().captured(1);
    return found;
}

/// "base" ... "story", "live", "ui", "app"; empty for what is not ours.
QString layerOf(const QString &path)
{
    const QStringList parts = path.split('/');
    if (parts.size() > 2 && parts[0] == "sim")
        return parts[1];
    return parts.size() > 1 && (parts[0] == "ui" || parts[0] == "app") ? parts[0] : QString();
}

bool mayInclude(const QString &from, const QString &to)
{
    if (from == to)
        return true;
    if (from == "app")
        return true;
    if (from == "ui")
        return to != "app";
    if (from == "live")
        return to != "ui" && to != "app";
    if (kProtocols.contains(from) && kProtocols.contains(to))
        return false;
    return kSimLayers.contains(to) && kSimLayers.indexOf(to) < kSimLayers.indexOf(from);
}

} // namespace

class TestLayers : public QObject {
    Q_OBJECT

private slots:
    void includesPointDownTheLayers()
    {
        int checked = 0;
        QStringList wrong;
        for (const char *folder : {"sim", "ui", "app"})
            for (const QString &file : sourcesIn(folder))
                for (const QString &include : includesOf(file)) {
                    const QString from = layerOf(file), to = layerOf(include);
                    if (to.isEmpty())
                        continue;
                    ++checked;
                    if (!mayInclude(from, to))
                        wrong << file + " includes " + include;
                }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
        QVERIFY2(checked > 100, "the sources were not found");
    }

    void everyFolderOfSimIsALayer()
    {
        for (const QString &folder : QDir(kRoot + "/sim").entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QVERIFY2(kSimLayers.contains(folder) || folder == "live", qPrintable(folder));
    }

    void simKnowsNoQt()
    {
        QStringList wrong;
        for (const QString &file : sourcesIn("sim"))
            for (const QString &include : includesOf(file))
                if (layerOf(file) != "live" && include.startsWith('Q'))
                    wrong << file + " includes " + include;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    /// The rules of determinism (one a line) that can be read off the text.
    void simUsesNothingThatDiffersBetweenRuns()
    {
        const QStringList forbidden{"system_clock::now",
                                    "steady_clock::now",
                                    "high_resolution_clock",
                                    "random_device",
                                    "_distribution<",
                                    "mt19937",
                                    "unordered_map",
                                    "unordered_set",
                                    "std::thread",
                                    "std::async",
                                    "std::locale",
                                    "setlocale",
                                    "getenv",
                                    "time(nullptr)",
                                    "gettimeofday",
                                    "clock_gettime"};
        QStringList wrong;
        for (const QString &file : sourcesIn("sim")) {
            if (layerOf(file) == "live")
                continue;
            const QString text = read(file);
            for (const QString &word : forbidden)
                if (text.contains(word))
                    wrong << file + " uses " + word;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
