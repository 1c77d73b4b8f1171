#include "sim/live/journal.h"

#include "sim/live/store_file.h"

#include <QMetaObject>

#include <utility>

namespace mf::live {

std::expected<std::unique_ptr<Journal>, Fault> Journal::open(const QString &folder, const Wrap &wrap)
{
    if (auto made = makeFolder(folder); !made)
        return std::unexpected(made.error());
    auto lock = FolderLock::take(folder, QStringLiteral("mailflow.lock"), FolderLock::IfTaken::Fail);
    if (!lock)
        return std::unexpected(lock.error());
    std::unique_ptr<Journal> journal(new Journal(std::move(*lock)));
    {
        auto file = StoreFile::open(folder);
        if (!file)
            return std::unexpected(file.error());
        auto contents = (*file)->contents();
        if (!contents)
            return std::unexpected(contents.error());
        journal->m_contents = std::move(*contents);
    }
    if (auto started = journal->startThread(folder, wrap); !started)
        return std::unexpected(started.error());
    return journal;
}

Journal::Journal(FolderLock lock) : m_lock(std::move(lock))
{
    m_thread.setObjectName(QStringLiteral("journal"));
    m_there.moveToThread(&m_thread);
}

std::expected<void, Fault> Journal::startThread(const QString &folder, const Wrap &wrap)
{
    m_thread.start();
    std::expected<void, Fault> result;
    QMetaObject::invokeMethod(
        &m_there,
        [&] {
            auto file = StoreFile::open(folder); // a connection belongs to the thread that made it
            if (file)
                m_writer = wrap ? wrap(std::move(*file)) : std::move(*file);
            else
                result = std::unexpected(file.error());
        },
        Qt::BlockingQueuedConnection);
    return result;
}

Journal::~Journal()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        &m_there, [this] { m_writer.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void Journal::commit(std::vector<store::Change> changes)
{
    QMetaObject::invokeMethod(&m_there, [this, changes = std::move(changes)] {
        const auto written = m_writer->write(changes);
        emit committed(written ? std::string() : written.error());
    });
}

std::expected<void, std::string> Journal::commitAndWait(const std::vector<store::Change> &changes)
{
    std::expected<void, std::string> result;
    QMetaObject::invokeMethod(
        &m_there, [&] { result = m_writer->write(changes); }, Qt::BlockingQueuedConnection);
    return result;
}

void Journal::load(BlobId blob)
{
    QMetaObject::invokeMethod(&m_there, [this, blob] {
        auto octets = m_writer->body(blob);
        emit bodyLoaded(BlobLoaded{blob, octets ? mail::Message::parse(std::move(*octets)) : nullptr});
    });
}

} // namespace mf::live
