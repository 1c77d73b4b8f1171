// Forward and back through every scenario and every variant of the repository: each step looks the same from
// both sides, and the table keeps the rules of models.
#include "sim/scenario/reader.h"
#include "tests/ui/window_fixture.h"
#include "ui/canvas/canvas.h"
#include "ui/text.h"
#include "ui/transport/beads.h"
#include "ui/transport/narration.h"
#include "ui/transport/transport_bar.h"
#include "ui/words/events_panel.h"
#include "ui/words/trace_model.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QTest>

using namespace mf;
using namespace mf::ui;
using mf::test::WindowFixture;

namespace {

constexpr int kStepLimit = 400; // enough to be everywhere; walking on would only take longer

struct Seen {
    StepIndex position = 0;
    Picture picture;
    QString words;
    std::vector<Bead> beads;
    friend bool operator==(const Seen &, const Seen &) = default;
};

Seen look(WindowFixture &fixture)
{
    const TraceModel &model = fixture.window.events().model();
    Seen seen;
    seen.position = fixture.simulation.history().position();
    seen.picture = fixture.window.canvas().picture();
    seen.words = narrate(fixture.simulation, fixture.simulation.teller())
                 + timeText(fixture.simulation.viewTime()) + QString::number(model.rowCount());
    if (model.rowCount() > 0)
        for (int column = 0; column < model.columnCount(); ++column)
            seen.words += model.data(model.index(model.rowCount() - 1, column), Qt::DisplayRole).toString();
    seen.beads = fixture.window.transport().beads().beads();
    return seen;
}

} // namespace

class WalkTest : public QObject {
    Q_OBJECT

private slots:
    void stepsLookTheSameFromBothSides_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("variant");
        QTest::addColumn<int>("size");
        const QDir folder(QStringLiteral(MF_SOURCE_DIR "/scenarios"));
        for (const QString &name : folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
            const QString file = folder.filePath(name);
            const auto read = readScenarioFile(file.toStdString());
            QVERIFY(read.has_value());
            for (const auto size : {story::StepSize::Event, story::StepSize::Reply, story::StepSize::Hop})
                QTest::addRow("%s by %d", qPrintable(name), int(size)) << file << QString() << int(size);
            for (const auto &[variant, scenario] : read->variants)
                QTest::addRow("%s#%s", qPrintable(name), variant.c_str())
                    << file << QString::fromStdString(variant) << int(story::StepSize::Hop);
        }
    }
    void stepsLookTheSameFromBothSides()
    {
        QFETCH(QString, file);
        QFETCH(QString, variant);
        QFETCH(int, size);
        WindowFixture fixture("01-the-first-letter.yaml");
        const QAbstractItemModelTester tester(&fixture.window.events().model(),
                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(fixture.window.open(file, variant));
        Simulation &simulation = fixture.simulation;
        simulation.setStepSize(story::StepSize(size));
        std::vector<Seen> way{look(fixture)};
        while (!simulation.isFinished() && int(way.size()) < kStepLimit) {
            simulation.next();
            while (simulation.isBusy())
                QTest::qWait(1);
            way.push_back(look(fixture));
        }
        QVERIFY(way.size() > 2);
        for (std::size_t i = way.size() - 1; i-- > 0;) {
            simulation.back();
            QCOMPARE(simulation.history().position(), way[i].position);
            QVERIFY2(look(fixture) == way[i], qPrintable(QStringLiteral("step %1").arg(way[i].position)));
        }
        QCOMPARE(simulation.history().position(), StepIndex{0});
        QVERIFY(!simulation.history().divergence());
    }
};

QTEST_MAIN(WalkTest)
#include "tst_walk.moc"
