// Golden traces: what each scenario of the folder does, record by record, as text. MAILFLOW_BLESS=1 ctest -R golden writes them anew;
// the diff is the review.
#include "sim/base/ascii.h"
#include "sim/kernel/fingerprint.h"
#include "sim/scenario/reader.h"
#include "sim/story/journey.h"
#include "sim/world/world.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <fmt/format.h>

using namespace mf;

namespace {

constexpr std::size_t kShownOctets = 72;

std::string nodeName(const World &world, NodeId id)
{
    return id == NodeId::None ? std::string("-") : world.node(id).name();
}

std::string line(const World &world, const Record &record)
{
    const auto time = [](Instant at) { return at.time_since_epoch().count(); };
    std::string out = fmt::format("{} <{} {}", record.id,
                                  record.cause == kNoIndex ? std::string("-") : fmt::to_string(record.cause),
                                  time(record.at));
    if (record.until != record.at)
        out += fmt::format("..{}", time(record.until));
    out += fmt::format(" {} {}", name(record.kind), nodeName(world, record.from));
    if (record.to != NodeId::None)
        out += fmt::format(" -> {}", nodeName(world, record.to));
    if (record.stream != StreamId::None)
        out += fmt::format(" stream={}", raw(record.stream));
    if (record.mail != MailId::None)
        out += fmt::format(" mail={}", raw(record.mail));
    record.facts.forEach([&](Key key, std::string_view value) {
        out += fmt::format(" {}=\"{}\"", name(key), ascii::escaped(value));
    });
    if (!record.bytes.empty() && record.facts.text(Key::Secret) != "1" && record.kind != Kind::Datagram)
        out += fmt::format(" | {}", ascii::escaped(record.bytes.flatten(kShownOctets)));
    out += '\n';
    return out;
}

struct Golden {
    std::string text;
    std::vector<story::Judgement> judgements;
};

Golden play(const Scenario &scenario)
{
    auto world = World::build(scenario);
    if (!world)
        return {world.error().front().print(), {}};
    Golden golden;
    Trace trace;
    while (auto step = world->step())
        for (Record &record : step->records)
            trace.push_back(std::move(record));
    for (const Record &record : trace)
        golden.text += line(*world, record);
    golden.text += "fingerprint " + fingerprintOf(trace).print() + '\n';
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < world->nodeCount(); ++i)
        names.push_back(world->node(NodeId{i}).name());
    golden.judgements = story::judge(scenario, trace, names);
    return golden;
}

} // namespace

class TestGolden : public QObject {
    Q_OBJECT

private slots:
    void everyScenarioDoesWhatItDid_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("variant");
        const QDir folder(QStringLiteral(MF_SOURCE_DIR "/scenarios"));
        const QStringList files = folder.entryList({"*.yaml"}, QDir::Files, QDir::Name);
        QVERIFY(!files.isEmpty());
        for (const QString &name : files) {
            const auto file = readScenarioFile(folder.filePath(name).toStdString());
            QVERIFY2(file.has_value(), file ? "" : file.error().front().print().c_str());
            QTest::newRow(qPrintable(name)) << folder.filePath(name) << QString();
            for (const auto &[variant, scenario] : file->variants)
                QTest::newRow(qPrintable(name + '#' + QString::fromStdString(variant)))
                    << folder.filePath(name) << QString::fromStdString(variant);
        }
    }
    void everyScenarioDoesWhatItDid()
    {
        QFETCH(QString, path);
        QFETCH(QString, variant);
        auto file = readScenarioFile(path.toStdString());
        QVERIFY(file.has_value());
        const Scenario *scenario = file->named(variant.toStdString());
        QVERIFY(scenario);
        const Golden golden = play(*scenario);
        QVERIFY(!golden.judgements.empty());
        for (const story::Judgement &judgement : golden.judgements)
            QVERIFY2(judgement.passed, (judgement.text + ": " + judgement.reason).c_str());

        const QString base =
            QFileInfo(path).completeBaseName() + (variant.isEmpty() ? QString() : '#' + variant);
        QFile expected(QStringLiteral(MF_SOURCE_DIR "/tests/golden/") + base + QStringLiteral(".txt"));
        if (qEnvironmentVariableIsSet("MAILFLOW_BLESS")) {
            QDir().mkpath(QFileInfo(expected).path());
            QVERIFY(expected.open(QIODevice::WriteOnly));
            expected.write(QByteArray::fromStdString(golden.text));
            return;
        }
        QVERIFY2(expected.open(QIODevice::ReadOnly), "no golden trace; MAILFLOW_BLESS=1 writes it");
        const QList<QByteArray> was = expected.readAll().split('\n');
        const QList<QByteArray> is = QByteArray::fromStdString(golden.text).split('\n');
        for (qsizetype i = 0; i < std::min(was.size(), is.size()); ++i)
            QCOMPARE(is[i], was[i]);
        QCOMPARE(is.size(), was.size());
    }
};

QTEST_GUILESS_MAIN(TestGolden)
#include "tst_golden.moc"
