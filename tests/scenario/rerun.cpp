#include "tests/scenario/rerun.h"

#include "sim/scenario/reader.h"

#include <QFile>
#include <QTest>

#include <fmt/format.h>

#include <vector>

namespace mf::test {

namespace {

constexpr int kStepLimit = 200'000;

std::string textOf(const QString &name)
{
    QFile file(QStringLiteral(MF_SOURCE_DIR "/scenarios/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

World worldOf(const std::string &text)
{
    auto file = readScenario(text, "");
    if (!file)
        qFatal("%s", file.error().front().print().c_str());
    auto world = World::build(completed(file->base));
    if (!world)
        qFatal("%s", world.error().front().print().c_str());
    return std::move(*world);
}

/// What makes two records the same for whoever looks at them.
std::string printed(const Record &record)
{
    std::string out =
        fmt::format("{} at {} .. {} from {} to {} mail {} stream {}", name(record.kind),
                    record.at.time_since_epoch().count(), record.until.time_since_epoch().count(),
                    raw(record.from), raw(record.to), raw(record.mail), raw(record.stream));
    record.facts.forEach(
        [&](Key key, std::string_view value) { out += fmt::format(" {}={}", name(key), value); });
    return out;
}

} // namespace

LiveRun::LiveRun(const QString &name) : LiveRun(textOf(name)) { }
LiveRun::LiveRun(const std::string &text) : m_text(text), m_history(worldOf(text)) { }

void LiveRun::toEnd()
{
    for (int i = 0; i < kStepLimit && step(); ++i) { }
}

bool LiveRun::until(Kind kind)
{
    while (step())
        if (last().kind == kind)
            return true;
    return false;
}

int LiveRun::count(Kind kind) const
{
    int found = 0;
    for (Index i = 0; i < trace().size(); ++i)
        found += trace()[i].kind == kind ? 1 : 0;
    return found;
}

Doings LiveRun::doings() const
{
    Doings doings;
    Judge judge;
    for (StepIndex i = 0; i < m_history.stepCount(); ++i)
        if (auto done = doneAt(m_history, i)) {
            done->much = judge(*done);
            doings.acts.push_back(std::move(*done));
        }
    return doings;
}

std::string LiveRun::saved() const
{
    auto text = kept(m_text, "", doings());
    if (!text)
        qWarning("%s", text.error().print().c_str());
    return text.value_or(std::string());
}

QString differenceOf(const LiveRun &run, const std::string &text, Compare compare)
{
    LiveRun again(text);
    again.toEnd();
    const auto records = [compare](const Trace &trace) {
        std::vector<const Record *> found;
        for (Index i = 0; i < trace.size(); ++i)
            if (compare == Compare::All || trace[i].kind != Kind::Act)
                found.push_back(&trace[i]);
        return found;
    };
    const auto was = records(run.trace()), is = records(again.trace());
    for (std::size_t i = 0; i < was.size(); ++i) {
        const std::string before = printed(*was[i]);
        const std::string after = i < is.size() ? printed(*is[i]) : std::string("nothing");
        if (before != after || was[i]->bytes != is[i]->bytes)
            return QString::fromStdString(
                fmt::format("record {}\n  was: {}\n  is:  {}", was[i]->id, before, after));
    }
    return is.size() == was.size() ? QString() : QStringLiteral("more happens");
}

} // namespace mf::test
