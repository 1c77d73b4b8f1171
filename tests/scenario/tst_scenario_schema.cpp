#include "sim/scenario/describe.h"
#include "sim/scenario/schema.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <set>

using namespace mf;

namespace {

/// The committed file; rewritten first where MAILFLOW_BLESS asks for it.
QByteArray committed(const char *path, const std::string &generated)
{
    QFile file(QString(MF_SOURCE_DIR "/") + path);
    if (qEnvironmentVariableIsSet("MAILFLOW_BLESS") && file.open(QIODevice::WriteOnly)) {
        file.write(QByteArray::fromStdString(generated));
        file.close();
    }
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TstScenarioSchema : public QObject {
    Q_OBJECT

private slots:
    void theCommittedSchemaIsThatOfTheTable()
    {
        const std::string generated = schema::jsonSchema();
        QCOMPARE(committed("resources/scenario.schema.json", generated),
                 QByteArray::fromStdString(generated));
    }

    void theCommittedPageIsThatOfTheTable()
    {
        const std::string generated = schema::authorPage();
        QCOMPARE(committed("scenarios/KEYS.md", generated), QByteArray::fromStdString(generated));
    }

    void theSchemaIsJsonAndItsReferencesExist()
    {
        QJsonParseError error;
        const auto text = QByteArray::fromStdString(schema::jsonSchema());
        const QJsonObject root = QJsonDocument::fromJson(text, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        const QJsonObject definitions = root["$defs"].toObject();
        for (qsizetype at = text.indexOf("#/$defs/"); at >= 0; at = text.indexOf("#/$defs/", at + 1)) {
            const QByteArray name = text.mid(at + 8, text.indexOf('"', at) - at - 8);
            QVERIFY2(definitions.contains(QString(name)), name.constData());
        }
        QVERIFY(definitions["node"].toObject()["properties"].toObject().contains("services"));
        QVERIFY(!definitions["variant"].toObject()["properties"].toObject().contains("variants"));
    }

    void everyRowSaysWhatItIsFor()
    {
        std::set<std::string_view> seen;
        for (const schema::Key &key : schema::rootObject().keys) {
            QVERIFY(!key.about.empty() && !key.looks.empty() && key.read != nullptr);
            QVERIFY(seen.insert(key.name).second);
        }
        QCOMPARE(schema::variantObject().keys.size(), schema::rootObject().keys.size() - 2);
    }
};

QTEST_GUILESS_MAIN(TstScenarioSchema)
#include "tst_scenario_schema.moc"
