#include "ui/scenarios/shelf.h"

#include "sim/scenario/reader.h"
#include "ui/language.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <tuple>
#include <utility>

namespace mf::ui {

namespace {

constexpr qsizetype kFileLimit = 500;

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.yaml"), QStringLiteral("*.yml")},
                                  QDir::Files | QDir::Readable, QDir::Name);
}

/// "02" and "another-network" of 02-another-network.
std::pair<QString, QString> numberAndName(const QString &baseName)
{
    static const QRegularExpression numbered(QStringLiteral("^(\\d{1,4})[-_. ]+(.+)$"));
    const QRegularExpressionMatch match = numbered.match(baseName);
    return match.hasMatch() ? std::pair(match.captured(1), match.captured(2))
                            : std::pair(QString(), baseName);
}

} // namespace

QString findShelf(const QString &wanted)
{
    if (!wanted.isEmpty())
        return wanted;
    const QString program = QCoreApplication::applicationDirPath();
    for (const char *aside : {"/scenarios", "/../scenarios", "/../../scenarios", "/../../../scenarios",
                              "/../share/mailflow/scenarios"}) {
        const QString folder = QDir::cleanPath(program + QLatin1String(aside));
        if (!filesIn(folder).isEmpty())
            return folder;
    }
    return {};
}

std::vector<ShelfEntry> readShelf(const QString &folder)
{
    std::vector<ShelfEntry> entries;
    if (folder.isEmpty())
        return entries;
    const QStringList files = filesIn(folder);
    for (const QString &name : files.first(std::min(kFileLimit, files.size()))) {
        ShelfEntry entry;
        entry.file = QDir(folder).filePath(name);
        std::tie(entry.number, entry.title) = numberAndName(QFileInfo(name).completeBaseName());
        const auto read = readScenarioFile(utf8(entry.file));
        entry.broken = !read;
        if (read) {
            if (!read->base.title.empty())
                entry.title = inLanguage(read->base.title);
            entry.about = inLanguage(read->base.about);
            entry.level = text(read->base.level);
            entry.minutes = read->base.minutes;
            for (const auto &[variant, scenario] : read->variants)
                entry.variants.emplace_back(
                    text(variant), scenario.title.empty() ? text(variant) : inLanguage(scenario.title));
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

QString firstOf(const QString &folder)
{
    const QStringList files = folder.isEmpty() ? QStringList() : filesIn(folder);
    return files.isEmpty() ? QString() : QDir(folder).filePath(files.front());
}

} // namespace mf::ui
