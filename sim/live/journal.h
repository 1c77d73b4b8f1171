// The disk of a live world: a thread that writes each turn's changes as one transaction, and reads bodies
// when a session asks.
#pragma once

#include "sim/base/fault.h"
#include "sim/live/folder.h"
#include "sim/live/writer.h"
#include "sim/store/change.h"
#include "sim/world/command.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mf::live {

class Journal final : public QObject {
    Q_OBJECT

public:
    using Wrap = std::function<std::unique_ptr<ChangeWriter>(std::unique_ptr<ChangeWriter>)>;

    /// Takes the folder for this process and reads what is in it. `wrap` may put something between the
    /// journal and the file.
    static std::expected<std::unique_ptr<Journal>, Fault> open(const QString &folder, const Wrap &wrap);
    ~Journal() override;

    /// What the disk held at open().
    const store::Contents &contents() const { return m_contents; }

    /// Answers with committed(). One at a time.
    void commit(std::vector<store::Change> changes);
    /// The same, waiting for it; committed() is not emitted.
    std::expected<void, std::string> commitAndWait(const std::vector<store::Change> &changes);
    /// Answers with bodyLoaded().
    void load(BlobId blob);

signals:
    /// An empty reason: the changes are durable.
    void committed(const std::string &reason);
    /// Null: the disk could not give it.
    void bodyLoaded(const mf::BlobLoaded &loaded);

private:
    explicit Journal(FolderLock lock);
    std::expected<void, Fault> startThread(const QString &folder, const Wrap &wrap);

    FolderLock m_lock;
    store::Contents m_contents;
    QThread m_thread;
    QObject m_there;                        // lives on the thread: what runs there runs in its name
    std::unique_ptr<ChangeWriter> m_writer; // made, used and destroyed on the thread
};

} // namespace mf::live
