// What a million records cost whoever looks at them: each figure is the worst of several gestures, painting included.
#include "sim/story/ladder.h"
#include "tests/bench/bench.h"
#include "ui/ladder/ladder_view.h"
#include "ui/words/filter_bar.h"
#include "ui/words/filter_edit.h"
#include "ui/words/trace_model.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

namespace bench {

namespace {

using namespace mf;

constexpr int kRecords = 1'000'000, kArrows = 100'000, kGesturesInWords = 15;

/// Commands and replies, one in eleven a 451.
Trace longTrace()
{
    const Slices command(std::string("RCPT TO:<carol@example.net>\r\n")),
        reply(std::string("451 4.3.0 later\r\n"));
    Trace trace;
    for (int i = 0; i < kRecords; ++i) {
        Record record;
        record.id = Index(i);
        record.at = Instant(Duration(i * 1000));
        record.until = record.at + 500us;
        record.kind = Kind::Segment;
        record.stream = StreamId(std::uint64_t(1 + i / 100));
        record.from = NodeId(std::uint32_t(i % 2));
        record.to = NodeId(std::uint32_t(1 - i % 2));
        record.facts.add(Key::Protocol, "smtp");
        if (i % 11 == 0)
            record.facts.add(Key::Code, 451);
        record.bytes = i % 11 == 0 ? reply : command;
        trace.push_back(std::move(record));
    }
    return trace;
}

template <typename Gesture>
double worstMs(Gesture gesture)
{
    double worst = 0;
    for (int i = 0; i < kGesturesInWords; ++i)
        worst = std::max(worst, 1000 * seconds([&] { gesture(i); }));
    return worst;
}

ui::Teller plainTeller()
{
    return ui::Teller(
        [](NodeId node) { return node == NodeId{0} ? QStringLiteral("pc") : QStringLiteral("mx"); }, {}, {});
}

void table(const Trace &trace)
{
    ui::TraceModel model;
    QTableView view;
    view.setModel(&model);
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view.resize(1280, 400);
    view.show();
    model.setTrace(&trace, plainTeller());
    row("a million records: open", 1000 * seconds([&] {
                                       model.showUpTo(kRecords);
                                       view.grab();
                                   }),
        "ms", "100");
    row("  scroll", worstMs([&](int i) {
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / kGesturesInWords * i);
            view.grab();
        }),
        "ms", "100");
    row("  jump", worstMs([&](int i) {
            model.showUpTo(kRecords / kGesturesInWords * ((i * 7) % kGesturesInWords + 1));
            view.scrollToBottom();
            view.grab();
        }),
        "ms", "100");
    model.showUpTo(kRecords);
    ui::FilterBar bar(model);
    bar.edit().setText(QStringLiteral("smtp.reply >= 400 && node == mx"));
    row("  filter: until the window is free again", 1000 * seconds([&] {
                                                        bar.apply();
                                                        view.grab();
                                                    }),
        "ms", "100");
    row("  filter: until all is judged", 1000 * seconds([&] {
                                             while (model.sift([] { return false; })) { }
                                         }),
        "ms", "");
}

void ladder(const Trace &trace)
{
    story::Ladder ladder({[](NodeId node) { return std::to_string(raw(node)); },
                          [](const Record &record) { return record.bytes; },
                          {},
                          "DNS",
                          &story::Words::builtIn("en")});
    row("a ladder of 100,000 arrows: lay out", 1000 * seconds([&] { ladder.grow(trace, kArrows); }), "ms",
        "100");
    ui::LadderView view;
    view.resize(1280, 400);
    view.setLadder(&ladder, &trace);
    view.showUpTo(ladder.arrows().size());
    view.show();
    row("  scroll", worstMs([&](int i) {
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / kGesturesInWords * i);
            view.grab();
        }),
        "ms", "100");
}

} // namespace

void words()
{
    const Trace trace = longTrace();
    table(trace);
    ladder(trace);
}

} // namespace bench
