// A letter at the viewed step, as the rows of the inspector: envelope and letter as two things, and its journey.
#pragma once

#include "sim/story/delay.h"
#include "ui/inspector/item.h"

#include <vector>

namespace mf::ui {

class Simulation;

/// What the trace and the mailboxes tell of one letter at the viewed step.
struct LetterAt {
    MailId mail = MailId::None;
    std::vector<Index> events;              ///< records about it as a whole
    std::vector<story::LetterState> states; ///< in order; the last may be the copy in a mailbox
    QString subject;
    story::Delay delay;
};
LetterAt letterAt(const Simulation &simulation, MailId mail);

/// "as alice-laptop wrote it", "as mx.example.net got it": names one of the states.
QString stateName(const Simulation &simulation, const story::LetterState &state);

/// Envelope, header fields and journey; `state` is an index into the letter's states.
Items letterItems(const Simulation &simulation, const LetterAt &letter, std::size_t state,
                  const ListLimits &limits);

} // namespace mf::ui
