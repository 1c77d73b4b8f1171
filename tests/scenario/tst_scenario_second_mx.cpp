// One more MX for a domain: what is written into the text, and that mail takes it when the first one is down.
#include "sim/scenario/reader.h"
#include "sim/scenario/second_mx.h"
#include "sim/world/world.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace mf;

namespace {

std::string fileText(const char *name)
{
    QFile file(QStringLiteral(MF_SOURCE_DIR "/scenarios/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// How often each kind of thing happened to a letter at that machine.
int count(World world, std::string_view node, Kind kind)
{
    int found = 0;
    while (auto step = world.step())
        for (const Record &record : step->records)
            found += record.kind == kind && world.node(record.from).name() == node;
    return found;
}

} // namespace

class TstScenarioSecondMx : public QObject {
    Q_OBJECT

private slots:
    void theTextKeepsEverythingElse()
    {
        const std::string text = fileText("07-the-receiving-server-is-down.yaml");
        const auto added = withMailServer(text, "", "example.net");
        QVERIFY2(added, added ? "" : added.error().print().c_str());
        QCOMPARE(added->node, std::string("mx2.example.net"));
        QCOMPARE(added->preference, 20);
        const QString now = QString::fromStdString(added->text);
        for (const QString &line : QString::fromStdString(text).split(u'\n'))
            if (!line.contains(QStringLiteral("mx: mx.example.net")))
                QVERIFY2(now.contains(line), qPrintable(line));
        QVERIFY2(now.contains(QStringLiteral("mx: [{ host: mx.example.net, preference: 10 }, "
                                             "{ host: mx2.example.net, preference: 20 }]")),
                 qPrintable(now.left(2000)));
    }

    void mailFailsOverToIt()
    {
        const auto added =
            withMailServer(fileText("07-the-receiving-server-is-down.yaml"), "", "example.net");
        QVERIFY(added);
        const auto file = readScenario(added->text, "made");
        QVERIFY2(file, file ? "" : file.error().front().print().c_str());
        const auto world = World::build(file->base);
        QVERIFY(world);
        QCOMPARE(count(*world, "mx2.example.net", Kind::LetterAccepted), 1);
        QCOMPARE(count(*world, "mx.example.net", Kind::LetterAccepted), 0);
        QCOMPARE(count(*world, "mail.example.org", Kind::RetryScheduled), 0);
        QCOMPARE(count(*world, "store.example.net", Kind::LetterStored), 1);
    }

    void aVariantGetsItsOwn()
    {
        const auto added =
            withMailServer(fileText("07-the-receiving-server-is-down.yaml"), "second-mx", "example.net");
        QVERIFY2(added, added ? "" : added.error().print().c_str());
        QCOMPARE(added->node, std::string("mx3.example.net"));
        QCOMPARE(added->preference, 30);
        auto file = readScenario(added->text, "made");
        QVERIFY(file);
        QCOMPARE(file->base.domains[1].mx.size(), 1u);
        const Scenario *variant = file->named("second-mx");
        QVERIFY(variant);
        QCOMPARE(variant->domains[1].mx.size(), 3u);
    }

    void aThirdFollowsTheSecond()
    {
        const auto second = withMailServer(fileText("02-another-network.yaml"), "", "example.net");
        QVERIFY(second);
        QCOMPARE(second->node, std::string("mx2.example.net"));
        const auto third = withMailServer(second->text, "", "example.net");
        QVERIFY(third);
        QCOMPARE(third->node, std::string("mx3.example.net"));
        QCOMPARE(third->preference, 30);
    }

    void whatCannotBeIsSaid()
    {
        QVERIFY(!withMailServer("mailflow: 1\n", "", "example.net"));
        QVERIFY(!withMailServer(fileText("02-another-network.yaml"), "", "example.com"));
        QVERIFY(!withMailServer(fileText("02-another-network.yaml"), "none", "example.net"));
    }
};

QTEST_GUILESS_MAIN(TstScenarioSecondMx)
#include "tst_scenario_second_mx.moc"
