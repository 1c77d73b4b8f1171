#include "app/arguments.h"
#include "app/commands.h"

#include <QTest>

using namespace mf::app;

namespace {

std::expected<Arguments, std::string> read(const CommandLine &line, std::vector<std::string> words)
{
    return Arguments::read(line, words);
}

} // namespace

class TestArguments : public QObject {
    Q_OBJECT

private slots:
    void valuesFollowOrAreJoined()
    {
        const auto apart = read(runLine(), {"a.yaml", "--until", "10m", "-v"});
        QVERIFY(apart.has_value());
        QCOMPARE(apart->value("--until").value_or(""), std::string("10m"));
        QVERIFY(apart->has("-v"));
        QVERIFY(!apart->has("--quiet"));
        QCOMPARE(apart->operands(), std::vector<std::string>{"a.yaml"});
        QCOMPARE(read(runLine(), {"--until=10m", "a.yaml"})->value("--until").value_or(""),
                 std::string("10m"));
    }

    void someOptionsMayBeRepeated()
    {
        const auto ports = read(serveLine(), {"--port", "smtp=25", "--port", "imap=143"});
        QCOMPARE(ports->values("--port").size(), 2u);
        QCOMPARE(read(serveLine(), {"--data", "a", "--data", "b"}).error(),
                 std::string("--data is given twice"));
    }

    void afterTwoDashesAllAreOperands()
    {
        QCOMPARE(read(runLine(), {"--", "--until"})->operands(), std::vector<std::string>{"--until"});
    }

    void anUnknownOptionIsSaidWithWhatWasMeant()
    {
        const auto error = read(runLine(), {"a.yaml", "--untli", "5m"}).error();
        QCOMPARE(
            error,
            std::string("unknown option \"--untli\"; did you mean \"--until\"?; see mailflow run --help"));
    }

    void exportsAreTakenAndAdvertised()
    {
        for (const char *option : {"--trace", "--pcap", "--ladder"}) {
            QVERIFY(read(runLine(), {"a.yaml", option, "out"}).has_value());
            QVERIFY(help(runLine()).find(option) != std::string::npos);
        }
    }

    void missingAndSuperfluousThingsAreSaid()
    {
        QVERIFY(!read(runLine(), {}).has_value());
        QVERIFY(!read(runLine(), {"a.yaml", "b.yaml"}).has_value());
        QCOMPARE(read(runLine(), {"a.yaml", "--until"}).error(),
                 std::string("--until needs a value: --until 10m"));
        QCOMPARE(read(runLine(), {"a.yaml", "-v=1"}).has_value(), false);
        QCOMPARE(read(serveLine(), {"--play=yes"}).error(), std::string("--play takes no value"));
    }

    void helpNamesEveryOption()
    {
        for (const CommandLine *line : {&runLine(), &checkLine(), &serveLine()})
            for (const Option &option : line->options)
                QVERIFY(help(*line).find(option.name) != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
