// Writes a ladder as SVG between frames: a long one takes seconds, and the window goes on meanwhile.
#pragma once

#include <QObject> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/story/ladder.h"

#include <QSaveFile>
#include <QTimer>

namespace mf::ui {

class LadderExport final : public QObject {
    Q_OBJECT

public:
    /// The first `count` arrows. The ladder and the trace outlive this; they may grow.
    LadderExport(const story::Ladder &ladder, const Trace &trace, std::size_t count, const QString &file,
                 QObject *parent);

    /// Ends with finished(), perhaps before it returns. Where something goes wrong, what was there is still there.
    void start(std::string_view title);
    QString file() const { return m_out.fileName(); }

signals:
    void progressed(int arrows);
    void finished(const QString &trouble); ///< empty: it is written

private:
    void writeSlice();
    void write(std::string_view octets);
    void end();

    const story::Ladder &m_ladder;
    const Trace &m_trace;
    std::size_t m_count, m_written = 0; // arrows
    QSaveFile m_out;
    QTimer m_slices;
};

} // namespace mf::ui
