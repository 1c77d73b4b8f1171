// Every label of the window is there in German: what lupdate finds in the sources is translated, and the program carries it.
#include "ui/keys.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace mf::ui;

class TranslationsTest final : public QObject {
    Q_OBJECT

private slots:
    void germanLacksNoLabel()
    {
        QTemporaryDir folder;
        const QString table = folder.filePath("mailflow_de.ts");
        QVERIFY(QFile::copy(QStringLiteral("resources/translations/mailflow_de.ts"), table));
        QProcess lupdate;
        lupdate.start(QStringLiteral(MF_LUPDATE),
                      {"-no-obsolete", "-locations", "none", "-I", ".", "ui", "app", "-ts", table});
        QVERIFY2(lupdate.waitForFinished(), qPrintable(lupdate.errorString()));
        QCOMPARE(lupdate.exitCode(), 0);
        QFile file(table);
        QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
        const QString text = QString::fromUtf8(file.readAll());
        static const QRegularExpression unfinished(
            QStringLiteral("<source>([^<]*)</source>\\s*<translation type=\"unfinished\""));
        QStringList missing;
        for (auto found = unfinished.globalMatch(text); found.hasNext();)
            missing << found.next().captured(1);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QStringLiteral(" | "))));
    }

    void theProgramCarriesTheTranslation()
    {
        QTranslator german;
        QVERIFY(german.load(QStringLiteral(":/translations/mailflow_de.qm")));
        for (const ActionRow &row : actionRows())
            QVERIFY2(!german.translate("Actions", row.text).isEmpty(), row.text);
        QCOMPARE(german.translate("Actions", "&Open…"), QStringLiteral("Ö&ffnen …"));
        QCOMPARE(german.translate("mf::ui::BranchBar", "%n letter(s)", nullptr, 1),
                 QStringLiteral("%n Brief"));
        QCOMPARE(german.translate("mf::ui::BranchBar", "%n letter(s)", nullptr, 2),
                 QStringLiteral("%n Briefe"));
    }

    void englishHasItsPlurals()
    {
        QTranslator english;
        QVERIFY(english.load(QStringLiteral(":/translations/mailflow_en.qm")));
        QCOMPARE(english.translate("mf::ui::BranchBar", "%n letter(s)", nullptr, 1),
                 QStringLiteral("%n letter"));
    }
};

QTEST_MAIN(TranslationsTest)
#include "tst_translations.moc"
