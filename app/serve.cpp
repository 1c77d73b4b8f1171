// mailflow serve: the doors of a world on this machine, until somebody stops it.
#include "app/catcher.h"
#include "app/commands.h"
#include "app/pcap_output.h"
#include "app/reading.h"
#include "app/recorder.h"
#include "app/signals.h"
#include "app/tester_text.h"
#include "sim/live/driver.h"
#include "sim/live/whole_file.h"

#include <fmt/format.h>

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <sys/resource.h>

namespace mf::app {

namespace {

/// How long clients may take to receive their last octets before the program ends.
constexpr std::chrono::milliseconds kFarewell{2000};

constexpr Option kOptions[] = {
    {"--play", "", "let the scenario's actions and faults happen too"},
    {"--endpoints", "FILE.json", "write ports, CA and users there once everything listens"},
    {"--data", "DIR", "keep mailboxes and queues there; without it they are in memory"},
    {"--ports", "PLAN", "default: 2525, 2587, ... counting up; ephemeral: any free ones"},
    {"--port", "SERVICE=N", "the first port of a service: smtp=25, 0 for a free one; may be repeated", true},
    {"--pace", "PACE", "immediate: links have no delay; realtime: they have"},
    {"--trace", "FILE.jsonl",
     "write every record there, a JSON object a line, and in FILE.commands.jsonl what clients said, "
     "passwords\n"
     "                            too, for its owner only; beyond 512 MiB of each what is oldest goes"},
    {"--pcap", "FILE.pcapng",
     "write what a packet sniffer would see, in clear, for Wireshark; at most 512 MiB"},
    {"--help", "", "print this"},
};

/// The command line, understood.
struct Wish {
    Scenario scenario;
    live::Driver::Options options;
    live::PortPlan ports;
    QString endpointsFile;
    std::optional<std::string> traceFile, pcapFile;
};

std::expected<live::PortPlan, std::string> portPlan(const Arguments &arguments)
{
    live::PortPlan plan;
    const std::string kind = arguments.value("--ports").value_or("default");
    if (kind != "default" && kind != "ephemeral")
        return std::unexpected(fmt::format("--ports is default or ephemeral, not \"{}\"", kind));
    plan.ephemeral = kind == "ephemeral";
    for (const std::string &given : arguments.values("--port")) {
        const auto port = live::parsePort(given);
        if (!port)
            return std::unexpected("--port: " + port.error());
        plan.first[port->first] = port->second;
    }
    return plan;
}

std::expected<Wish, int> understand(const Arguments &arguments)
{
    Wish wish;
    const auto plan = portPlan(arguments);
    if (!plan)
        return std::unexpected(complain(plan.error()));
    wish.ports = *plan;
    const std::string pace = arguments.value("--pace").value_or("immediate");
    if (pace != "immediate" && pace != "realtime")
        return std::unexpected(complain(fmt::format("--pace is immediate or realtime, not \"{}\"", pace)));
    wish.options.pace = pace == "immediate" ? live::Pace::Immediate : live::Pace::Realtime;
    wish.options.playActions = arguments.has("--play");
    wish.options.seekable = false;
    if (const auto dir = arguments.value("--data"))
        wish.options.dataDir = QDir(QString::fromStdString(*dir)).absolutePath();
    wish.endpointsFile = QString::fromStdString(arguments.value("--endpoints").value_or(""));
    wish.traceFile = arguments.value("--trace");
    wish.options.keepsCommands = wish.traceFile.has_value();
    wish.pcapFile = arguments.value("--pcap");
    if (arguments.operands().empty()) {
        wish.scenario = catcher();
        return wish;
    }
    auto scenario = readScenarioNamed(arguments.operands().front());
    if (!scenario)
        return std::unexpected(kExitBadInput);
    wish.scenario = std::move(*scenario);
    return wish;
}

void say(const QString &text)
{
    const QByteArray octets = text.toUtf8();
    std::fwrite(octets.constData(), 1, static_cast<std::size_t>(octets.size()), stdout);
    std::fflush(stdout);
}

bool writeEndpoints(const QString &path, const QByteArray &octets)
{
    QSaveFile file(path);
    if (live::writeWhole(file, octets))
        return true;
    complain(fmt::format("{}: cannot be written ({})", path.toStdString(), file.errorString().toStdString()));
    return false;
}

/// A connection takes two descriptors; the usual soft limit of 1024 is there for programs that use select().
void raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = std::max(limit.rlim_cur, std::min<rlim_t>(limit.rlim_max, 4096));
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

int serveUntilStopped(Wish &wish)
{
    raiseFileLimit();
    auto started = live::Driver::start(wish.scenario, wish.options);
    if (!started) {
        printFaults(started.error());
        return kExitBadInput;
    }
    live::Driver &driver = **started;
    Recorder recorder(driver);
    if (wish.traceFile)
        if (const auto opened = recorder.open(*wish.traceFile); !opened)
            return complain(opened.error());
    std::optional<PcapOutput> pcap;
    if (wish.pcapFile) {
        auto created =
            PcapOutput::create(*wish.pcapFile, [&driver]() -> const World & { return driver.world(); });
        if (!created)
            return complain(created.error());
        pcap = std::move(*created);
    }
    const auto endpoints = driver.openDoors(wish.ports);
    if (!endpoints) {
        printFaults(endpoints.error());
        if (!wish.ports.ephemeral)
            fmt::print(stderr, "Choose other ports with --port SERVICE=N, or let the system choose with "
                               "--ports ephemeral.\n");
        return kExitBadInput;
    }

    Signals stopSigns;
    QObject::connect(&stopSigns, &Signals::stopAsked, &driver, &live::Driver::stop);
    QObject::connect(&driver, &live::Driver::stopped, QCoreApplication::instance(), [&driver] {
        const auto quitIfAlone = [&driver] {
            if (driver.connectionCount() == 0)
                QCoreApplication::quit();
        };
        QObject::connect(&driver, &live::Driver::connectionsChanged, &driver, quitIfAlone);
        QTimer::singleShot(kFarewell, QCoreApplication::instance(), &QCoreApplication::quit);
        QTimer::singleShot(0, &driver, quitIfAlone);
    });
    QObject::connect(&driver, &live::Driver::letterSeen, &driver,
                     [](const live::LetterSeen &letter) { say(letterLine(letter, QTime::currentTime())); });
    QObject::connect(&driver, &live::Driver::storeFailed, &driver, [](const QString &reason) {
        fmt::print(stderr, "mailflow: the disk refuses ({}); clients are told to try again later\n",
                   reason.toStdString());
    });
    QObject::connect(&driver, &live::Driver::recorded, &driver, [&pcap](const std::vector<Record> &records) {
        if (pcap && !pcap->write(records)) {
            complain("the packets cannot be written any more; the rest is not");
            pcap.reset();
        }
    });
    const Scenario &scenario = driver.world().scenario();
    if (!wish.endpointsFile.isEmpty()
        && !writeEndpoints(wish.endpointsFile, endpointsJson(scenario, *endpoints, driver.caFile())))
        return kExitBadInput;
    say(greeting(scenario, *endpoints, driver.caFile(), wish.options.dataDir));
    const int status = QCoreApplication::exec();
    if (pcap && !pcap->finish())
        complain("the last packets could not be written");
    return status;
}

} // namespace

const CommandLine &serveLine()
{
    static constexpr CommandLine line{"serve",
                                      "[SCENARIO]",
                                      "Opens the mail and DNS services of a scenario on 127.0.0.1 and ::1, "
                                      "for real programs; without a scenario, a mail catcher that\n"
                                      "takes everything. Stays in the foreground; SIGTERM or Ctrl+C ends it.",
                                      0,
                                      1,
                                      kOptions};
    return line;
}

int serve(const Arguments &arguments, int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    auto wish = understand(arguments);
    return wish ? serveUntilStopped(*wish) : wish.error();
}

} // namespace mf::app
