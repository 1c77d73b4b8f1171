// The folder that keeps what must outlive the program, and the lock that keeps a second program out of it.
#pragma once

#include "sim/base/fault.h"
#include "sim/live/descriptor.h"

#include <QString>

#include <expected>
#include <utility>

namespace mf::live {

/// Where the certificates are when no folder is named: the user's data folder, ~/.local/share/mailflow.
QString userDataDir();

/// What is wrong with a file or a folder as a whole.
Fault faultOf(const QString &file, Phrase message);

/// Makes the folder, readable for its owner only, unless it is there.
std::expected<void, Fault> makeFolder(const QString &path);

/// An exclusive lock on a folder, held while it lives. The kernel gives it back when the process ends,
/// however it ends.
class FolderLock {
public:
    enum class IfTaken { Fail, Wait };

    /// `file` is made in the folder. Fails where another process holds it.
    static std::expected<FolderLock, Fault> take(const QString &folder, const QString &file, IfTaken ifTaken);

private:
    explicit FolderLock(Descriptor descriptor) : m_descriptor(std::move(descriptor)) { }
    Descriptor m_descriptor;
};

} // namespace mf::live
