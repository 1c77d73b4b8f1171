// What the window costs: from the start of the process to its first painted frame, beside an empty QMainWindow; and one frame of a large
// network.
#include "tests/bench/bench.h"
#include "ui/bench_frame.h"
#include "ui/simulation.h"
#include "ui/window.h"

#include <QApplication>
#include <QEvent>
#include <QMainWindow>
#include <QProcess>
#include <QTimer>

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace bench {

namespace {

/// Leaves the event loop when the window has been painted for the first time.
class FirstFrame final : public QObject {
public:
    explicit FirstFrame(QObject *window) { window->installEventFilter(this); }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, &QApplication::quit);
        return false;
    }
};

/// As a child process: opens one window, ends at its first frame.
int openOnce(int argc, char **argv)
{
    QApplication application(argc, argv);
    const bool ours = argc > 2 && std::string_view(argv[2]) == "mailflow";
    if (!ours) {
        QMainWindow empty;
        FirstFrame frame(&empty);
        empty.resize(1280, 800);
        empty.show();
        return QApplication::exec();
    }
    mf::ui::Simulation simulation(mf::ui::Simulation::Motion::Reduced);
    mf::ui::Window window(simulation, QStringLiteral(MF_SOURCE_DIR "/scenarios"));
    FirstFrame frame(&window);
    window.resize(1280, 800);
    if (!window.open(QStringLiteral(MF_SOURCE_DIR "/scenarios/01-the-first-letter.yaml")))
        return EXIT_FAILURE;
    window.show();
    return QApplication::exec();
}

double startMs(const char *self, const QString &which)
{
    return 1000 * seconds([&] {
               QProcess child;
               child.start(QString::fromLocal8Bit(self), {QStringLiteral("--first-frame"), which});
               if (!child.waitForFinished(60'000) || child.exitCode() != 0)
                   fmt::print(stderr, "the window did not open\n");
           });
}

} // namespace

void window(int argc, char **argv)
{
    if (argc > 1)
        std::exit(openOnce(argc, argv));
    std::vector<double> ours, empty, ratios;
    for (int i = 0; i < 11; ++i) {
        ours.push_back(startMs(argv[0], QStringLiteral("mailflow")));
        empty.push_back(startMs(argv[0], QStringLiteral("empty")));
        ratios.push_back(ours.back() / empty.back());
    }
    row("start to first frame and end, mailflow", median(ours), "ms", "");
    row("start to first frame and end, empty QMainWindow", median(empty), "ms", "");
    row("ratio", median(ratios), "x", "2");

    const QApplication application(argc, argv);
    const mf::ui::FrameTimes frame = mf::ui::benchFrame(1000, 10'000);
    row(fmt::format("a frame, 1000 nodes, {} letters in flight", frame.inFlight), frame.frameMs, "ms", "8");
    row("  the backdrop, once", frame.backdropMs, "ms", "");
    gestures();
    words();
}

} // namespace bench
