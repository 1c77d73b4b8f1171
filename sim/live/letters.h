// What becomes of letters, told in one line each: read off the changes and records of turns.
#pragma once

#include "sim/base/ids.h"
#include "sim/live/turn.h"

#include <QString>

#include <map>
#include <vector>

namespace mf::live {

/// What serve prints a line about: something final has happened to a letter.
struct LetterSeen {
    MailId mail = MailId::None;
    QString from, to, subject;
    QString what; ///< "stored", "bounced: <reason>"
};

class Letters {
public:
    static constexpr std::size_t kKnownLimit =
        10'000; ///< letters under way whose subject is remembered; then the oldest is forgotten

    /// What the turn did that is final.
    std::vector<LetterSeen> seen(const Turn &turn);

private:
    struct Known {
        QString from, subject;
    };
    void learn(const store::Change &change);

    std::map<MailId, Known> m_known;
};

} // namespace mf::live
