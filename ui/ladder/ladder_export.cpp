#include "ui/ladder/ladder_export.h"

#include "sim/live/whole_file.h"

#include <QElapsedTimer>

#include <algorithm>

namespace mf::ui {

namespace {

constexpr int kWriteMs = 12;               // of a frame's 16
constexpr std::size_t kArrowsAtOnce = 64;  // between two looks at the clock
constexpr std::size_t kSliceArrows = 1024; // and then a frame's turn, however fast the machine is

} // namespace

LadderExport::LadderExport(const story::Ladder &ladder, const Trace &trace, std::size_t count,
                           const QString &file, QObject *parent)
    : QObject(parent)
    , m_ladder(ladder)
    , m_trace(trace)
    , m_count(count)
    , m_out(file)
{
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &LadderExport::writeSlice);
}

void LadderExport::start(std::string_view title)
{
    if (!m_out.open(QIODevice::WriteOnly))
        return end();
    write(story::ladderSvgHead(m_ladder, m_count, title));
    m_slices.start();
    writeSlice(); // most ladders are short
}

void LadderExport::writeSlice()
{
    QElapsedTimer clock;
    clock.start();
    const std::size_t sliceEnd = std::min(m_written + kSliceArrows, m_count);
    while (m_written < sliceEnd && clock.elapsed() < kWriteMs) {
        const std::size_t to = std::min(m_written + kArrowsAtOnce, sliceEnd);
        write(story::ladderSvgArrows(m_ladder, m_trace, m_written, to));
        m_written = to;
    }
    if (m_written < m_count)
        emit progressed(int(m_written));
    else
        end();
}

/// What could not be written is known at the end: putInPlace() fails then, and why is known.
void LadderExport::write(std::string_view octets) { m_out.write(octets.data(), qint64(octets.size())); }

void LadderExport::end()
{
    m_slices.stop();
    if (m_out.isOpen() && m_written == m_count)
        write(story::kLadderSvgTail);
    const bool done = m_out.isOpen() && live::putInPlace(m_out);
    emit finished(done ? QString() : tr("%1 cannot be written: %2").arg(file(), m_out.errorString()));
}

} // namespace mf::ui
