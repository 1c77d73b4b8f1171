// Boxes find their places without overlapping, and a frame is painted from (stage, picture) alone.
#include "tests/ui/hand_made.h"
#include "ui/bench_frame.h"
#include "ui/canvas/painter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace mf;
using namespace mf::ui;
using node::NodeKind;

namespace {

Machine machine(const char *name, NodeKind kind, double x, double y)
{
    Machine made;
    made.name = QString::fromLatin1(name);
    made.kind = kind;
    made.cell = QPointF(x, y);
    if (kind == NodeKind::MailServer)
        made.rooms = {{QStringLiteral("outgoing"), {}, Place::Outgoing},
                      {QStringLiteral("incoming"), {}, Place::Mailbox}};
    else
        made.rooms = {{QStringLiteral("mail program"), {}, Place::Desk}};
    return made;
}

Stage smallNetwork()
{
    Stage stage;
    stage.machines = {machine("alice-laptop", NodeKind::Client, 0, 1),
                      machine("mail.example.org", NodeKind::MailServer, 1, 1),
                      machine("mx.example.net", NodeKind::MailServer, 2, 1),
                      machine("carol-phone", NodeKind::Client, 3, 1),
                      machine("resolver", NodeKind::Resolver, 1, 0),
                      machine("a.root", NodeKind::NameServer, 2, 0)};
    stage.links = {{NodeId(0), NodeId(1)}, {NodeId(1), NodeId(2)}, {NodeId(2), NodeId(3)}};
    return stage;
}

QImage paint(const Stage &stage, const Layout &layout, const Picture &picture)
{
    QImage image(900, 500, QImage::Format_ARGB32_Premultiplied);
    image.fill(Theme::light().ground);
    const CanvasPainter canvas(stage, layout, Theme::light(), QFont());
    QPainter painter(&image);
    QTransform view;
    view.translate(450 - layout.bounds().center().x(), 250 - layout.bounds().center().y());
    painter.setTransform(view);
    canvas.paintBackdrop(painter, 1, picture.pairs);
    painter.resetTransform();
    canvas.paintPicture(painter, view, picture, {}, {});
    return image;
}

} // namespace

class CanvasTest : public QObject {
    Q_OBJECT

private slots:
    void boxesDoNotOverlap_data()
    {
        QTest::addColumn<QSizeF>("room");
        QTest::newRow("small") << QSizeF(300, 200);
        QTest::newRow("usual") << QSizeF(1060, 560);
        QTest::newRow("large") << QSizeF(1900, 900);
    }
    void boxesDoNotOverlap()
    {
        QFETCH(QSizeF, room);
        for (auto dns : {Layout::Dns::Folded, Layout::Dns::Open}) {
            const Layout layout(smallNetwork(), dns, room);
            const auto &boxes = layout.boxes();
            for (std::size_t i = 0; i < boxes.size(); ++i)
                for (std::size_t k = i + 1; k < boxes.size(); ++k)
                    QVERIFY(!boxes[i].rect.intersects(boxes[k].rect));
        }
    }

    void nameServersFoldIntoOneBox()
    {
        const Layout folded(smallNetwork(), Layout::Dns::Folded, {1000, 600});
        QCOMPARE(folded.boxes().size(), 5u);
        QCOMPARE(folded.boxOf(NodeId(4)), folded.boxOf(NodeId(5)));
        QVERIFY(!folded.way(NodeId(4), NodeId(5)));
        const Layout open(smallNetwork(), Layout::Dns::Open, {1000, 600});
        QCOMPARE(open.boxes().size(), 6u);
        QVERIFY(open.way(NodeId(4), NodeId(5)));
    }

    void boxWithoutACellFindsRoom()
    {
        Stage stage = smallNetwork();
        Machine real = machine("real clients", NodeKind::RealClient, 0, 0);
        real.cell.reset();
        stage.machines.push_back(real);
        const Layout layout(stage, Layout::Dns::Folded, {1000, 600});
        const int at = layout.boxOf(NodeId(6));
        QVERIFY(at >= 0);
        for (int i = 0; i < int(layout.boxes().size()); ++i)
            QVERIFY(i == at
                    || !layout.boxes()[std::size_t(i)].rect.intersects(layout.boxes()[std::size_t(at)].rect));
    }

    void requestAndReplyKeepToTheirLanes()
    {
        const Layout layout(smallNetwork(), Layout::Dns::Folded, {1000, 600});
        const QLineF there = *layout.way(NodeId(0), NodeId(1)), back = *layout.way(NodeId(1), NodeId(0));
        QVERIFY(QLineF(there.p1(), back.p2()).length() > 8);
        QVERIFY(QLineF(there.p2(), back.p1()).length() > 8);
    }

    void nobodyIsOnAnEmptyStage()
    {
        const Layout layout(Stage{}, Layout::Dns::Folded, {1000, 600});
        QVERIFY(layout.boxes().empty());
        QCOMPARE(layout.boxAt({0, 0}), -1);
        QCOMPARE(layout.boxOf(NodeId(3)), -1);
    }

    void lineMovesWithTime()
    {
        Trace trace;
        mf::test::appendLine(trace, 10ms, 0, 1, "EHLO a\r\n");
        TraceIndex index;
        index.grow(trace, 1);
        const Stage stage = smallNetwork();
        const Layout layout(stage, Layout::Dns::Folded, {900, 500});
        const CanvasPainter canvas(stage, layout, Theme::light(), QFont());
        const Hop hop = index.inFlight(Instant(10ms), 1).at(0);
        const double early = canvas.placeOf(hop, Instant(12ms))->x(),
                     late = canvas.placeOf(hop, Instant(28ms))->x();
        QVERIFY(early < late);
        const QImage still = paint(stage, layout, pictureOf(index, stage, Instant(5ms), 0, nullptr));
        const QImage first = paint(stage, layout, pictureOf(index, stage, Instant(12ms), 1, nullptr));
        const QImage again = paint(stage, layout, pictureOf(index, stage, Instant(12ms), 1, nullptr));
        QVERIFY(still != first);
        QCOMPARE(first, again); // a function of (trace, time)
    }

    /// What is half as large on a screen with twice the dots can still be read.
    void wordsAreWrittenAsLongAsThereAreDotsForThem()
    {
        const Stage stage = smallNetwork();
        const Layout layout(stage, Layout::Dns::Folded, {900, 500});
        const CanvasPainter canvas(stage, layout, Theme::light(), QFont());
        const auto inked = [&](double zoom, double ratio) {
            QImage image(900, 500, QImage::Format_RGB32);
            image.setDevicePixelRatio(ratio);
            image.fill(Theme::light().ground);
            QPainter painter(&image);
            painter.scale(zoom, zoom);
            painter.translate(-layout.bounds().topLeft());
            canvas.paintBackdrop(painter, zoom, {});
            painter.end();
            int dark = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    dark += image.pixelColor(x, y).lightness() < 90;
            return dark;
        };
        QVERIFY(inked(1, 1) > 0);
        QVERIFY(inked(0.4, 2) > 0);
        QCOMPARE(inked(0.4, 1), 0);
    }

    void unwrittenLetterWaitsAtItsWriter()
    {
        Stage stage = smallNetwork();
        stage.unwritten = {{NodeId(0), QStringLiteral("Alice → Carol")}};
        Trace trace;
        mf::test::append(trace, Kind::LetterWritten, 1s, 0).mail = MailId(1);
        TraceIndex index;
        index.grow(trace, 1);
        QCOMPARE(pictureOf(index, stage, Instant{}, 0, nullptr).unwritten.size(), 1u);
        QCOMPARE(pictureOf(index, stage, Instant(1s), 1, nullptr).unwritten.size(), 0u);
        QCOMPARE(pictureOf(index, stage, Instant(1s), 1, nullptr).letters.size(), 1u);
    }

    void thousandsAreUnderWayInOneFrame()
    {
        const FrameTimes times = benchFrame(1000, 10'000);
        QCOMPARE(times.inFlight, 10'000);
        qInfo("backdrop %.1f ms, frame %.2f ms", times.backdropMs, times.frameMs);
        QVERIFY2(times.frameMs < 200, "far beyond what an instrumented build needs");
    }
};

QTEST_MAIN(CanvasTest)
#include "tst_canvas.moc"
