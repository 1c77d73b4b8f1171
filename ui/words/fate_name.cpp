#include "ui/words/fate_name.h"

#include <QCoreApplication>

namespace mf::ui {

QString fateName(Fate fate)
{
    const auto tr = [](const char *name) { return QCoreApplication::translate("mf::ui", name); };
    switch (fate) {
    case Fate::Written: return tr("written");
    case Fate::Accepted: return tr("accepted");
    case Fate::Queued: return tr("waiting in a queue");
    case Fate::Relayed: return tr("relayed");
    case Fate::HandedOver: return tr("handed over");
    case Fate::Stored: return tr("stored");
    case Fate::Read: return tr("read");
    case Fate::Deleted: return tr("deleted");
    case Fate::Delayed: return tr("reported late");
    case Fate::Bounced: return tr("sent back");
    case Fate::Dropped: return tr("dropped");
    }
    return {};
}

} // namespace mf::ui
