// At 1280x800 no words of the picture stand on others, or on a machine, in any scenario, at any moment.
#include "sim/scenario/reader.h"
#include "tests/ui/window_fixture.h"
#include "ui/canvas/canvas.h"
#include "ui/faults/fault_menu.h"

#include <QDir>
#include <QTest>

using namespace mf;
using namespace mf::ui;
using mf::test::WindowFixture;

namespace {

constexpr int kMoments = 40; // of each run

/// What stands on what; empty: nothing does.
QString overlap(const Canvas &canvas)
{
    const std::vector<QRectF> words = canvas.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t k = i + 1; k < words.size(); ++k)
            if (words[i].intersects(words[k]))
                return QStringLiteral("words %1 and %2").arg(i).arg(k);
        for (const Box &box : canvas.layoutOfBoxes().boxes())
            if (box.rect.intersects(words[i]))
                return QStringLiteral("words %1 on %2").arg(QString::number(i), box.title);
    }
    return {};
}

} // namespace

class LabelsTest : public QObject {
    Q_OBJECT

private slots:
    void wordsDoNotOverlap_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("variant");
        const QDir folder(QStringLiteral(MF_SOURCE_DIR "/scenarios"));
        for (const QString &name : folder.entryList({QStringLiteral("*.yaml")})) {
            const QString file = folder.filePath(name);
            const auto read = readScenarioFile(file.toStdString());
            QVERIFY(read);
            QTest::newRow(qPrintable(name)) << file << QString();
            for (const auto &[variant, scenario] : read->variants)
                QTest::newRow(qPrintable(name + u'#' + QString::fromStdString(variant)))
                    << file << QString::fromStdString(variant);
        }
    }
    void wordsDoNotOverlap()
    {
        QFETCH(QString, file);
        QFETCH(QString, variant);
        WindowFixture fixture("01-the-first-letter.yaml");
        QVERIFY(fixture.window.open(file, variant));
        Canvas &canvas = fixture.window.canvas();
        Simulation &simulation = fixture.simulation;
        simulation.toEnd();
        QTRY_VERIFY_WITH_TIMEOUT(!simulation.isBusy(), 60'000);
        for (const bool open : {false, true}) {
            canvas.openDns(open);
            for (int i = 0; i <= kMoments; ++i) {
                simulation.toTime(simulation.scale().timeAt(simulation.scale().length() * i / kMoments));
                const QString found = overlap(canvas);
                QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("%1 at moment %2").arg(found).arg(i)));
            }
        }
    }
};

QTEST_MAIN(LabelsTest)
#include "tst_labels.moc"
