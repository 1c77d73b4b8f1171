#include "tests/support/dialogue_test.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace mf::test {

void addDialogueRows(const char *folder)
{
    QTest::addColumn<QString>("path");
    const QDir dir(QStringLiteral(MF_SOURCE_DIR "/") + QString::fromUtf8(folder));
    const QStringList files = dir.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << dir.filePath(file);
    if (files.isEmpty())
        QTest::newRow("no dialogue found") << dir.path();
}

void playDialogueRow(const MachineFactory &factory)
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
    const auto dialogue = parseDialogue(file.readAll().toStdString(), path.toStdString());
    QVERIFY2(dialogue.has_value(), dialogue ? "" : dialogue.error().c_str());
    const std::string failure = playAllWays(*dialogue, factory);
    QVERIFY2(failure.empty(), failure.c_str());
}

} // namespace mf::test
