#include "ui/bench_frame.h"

#include "ui/canvas/painter.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace mf::ui {

namespace {

constexpr QSize kSize(1280, 800);
constexpr int kFrames = 25;

Stage gridOf(int nodes)
{
    Stage stage;
    const int columns = std::max(1, int(std::ceil(std::sqrt(nodes * 1.6))));
    for (int i = 0; i < nodes; ++i) {
        Machine machine;
        machine.name = QStringLiteral("mx%1.example.org").arg(i);
        machine.kind = node::NodeKind::MailServer;
        machine.cell = QPointF(i % columns, i / columns);
        machine.rooms = {{QStringLiteral("outgoing"), QStringLiteral("SMTP"), Place::Outgoing},
                         {QStringLiteral("incoming"), QStringLiteral("IMAP"), Place::Mailbox}};
        stage.machines.push_back(std::move(machine));
        if (i > 0)
            stage.links.insert({NodeId(i - 1), NodeId(i)});
    }
    return stage;
}

/// All letters are under way during the second second.
Trace trafficOf(int nodes, int letters)
{
    Trace trace;
    for (int i = 0; i < letters; ++i) {
        Record record;
        record.id = Index(i);
        record.at = Instant(Duration(std::int64_t(i) * 1'000'000 / std::max(1, letters)));
        record.until = record.at + 2s;
        record.from = NodeId(i * 7 % nodes);
        record.to = NodeId((i * 7 + 1 + i % std::max(1, nodes - 1)) % nodes);
        record.kind = Kind::Segment;
        record.facts.add(Key::Part, "letter");
        trace.push_back(std::move(record));
    }
    return trace;
}

} // namespace

FrameTimes benchFrame(int nodes, int letters)
{
    const Stage stage = gridOf(std::max(2, nodes));
    const Trace trace = trafficOf(int(stage.machines.size()), letters);
    TraceIndex index;
    index.grow(trace, trace.size());
    const Layout layout(stage, Layout::Dns::Folded, kSize);
    const CanvasPainter canvas(stage, layout, Theme::light(), QFont());
    const QRectF all = layout.bounds();
    const double zoom = std::min(kSize.width() / all.width(), kSize.height() / all.height());
    QTransform view;
    view.translate(kSize.width() / 2.0, kSize.height() / 2.0);
    view.scale(zoom, zoom);
    view.translate(-all.center().x(), -all.center().y());

    Picture picture = pictureOf(index, stage, Instant(1s), trace.size(), nullptr);
    FrameTimes times;
    QElapsedTimer clock;
    QImage backdrop(kSize, QImage::Format_ARGB32_Premultiplied),
        frame(kSize, QImage::Format_ARGB32_Premultiplied);
    clock.start();
    {
        backdrop.fill(Theme::light().ground);
        QPainter painter(&backdrop);
        painter.setTransform(view);
        canvas.paintBackdrop(painter, zoom, picture.pairs);
    }
    times.backdropMs = double(clock.nsecsElapsed()) / 1e6;
    std::vector<double> frames;
    for (int i = 0; i < kFrames; ++i) {
        clock.restart();
        picture.at = Instant(1s + i * 16ms);
        picture.hops = index.inFlight(picture.at, trace.size());
        QPainter painter(&frame);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.drawImage(0, 0, backdrop);
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        canvas.paintPicture(painter, view, picture, {}, {});
        painter.end();
        frames.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    std::ranges::nth_element(frames, frames.begin() + kFrames / 2);
    times.frameMs = frames[kFrames / 2];
    times.inFlight = int(picture.hops.size());
    return times;
}

} // namespace mf::ui
