// Every colour of the window. Two hues for the two sides of a dialogue, four for the classes of replies;
// chosen so that colour-blind eyes
// tell them apart, and never the only sign: digits, shapes and words say the same.
#pragma once

#include "sim/kernel/trace.h"

#include <QColor>
#include <QPalette>

#include <optional>

namespace mf::ui {

/// What a record is about, in one hue each.
enum class Family : std::uint8_t { Person, Trouble, Connection, Client, Server, Thought, Names, Letter };

/// The colours for a light or a dark window.
struct Theme {
    bool dark = false;
    QColor ground, box, boxLine, room, roomLine, ink, quietInk, link, linkBusy, accent, envelope,
        envelopeLine, hatch;
    QColor client, server;           ///< who speaks
    QColor good, more, later, never; ///< replies 2xx, 3xx, 4xx, 5xx
    QColor person, trouble, connection, thought, names, letter;

    static const Theme &light();
    static const Theme &night();
    /// The one that goes with the system's palette.
    static const Theme &of(const QPalette &palette);

    QColor of(Family family) const;
    /// For the system's own widgets, in a window that does not follow the system.
    QPalette palette() const;
};

/// The family of a kind; nothing: the table lacks it, which a test refuses.
std::optional<Family> familyOf(Kind kind);

/// The colour of a reply by its code's class ("250", "2"); nothing: it is no such code.
std::optional<QColor> replyColour(std::string_view code, const Theme &theme);

/// The colour of a record: of its reply class where it carries a reply, else of its family.
QColor colourOf(const Record &record, const Theme &theme);

} // namespace mf::ui
