#include "ui/palette.h"

#include <array>

namespace mf::ui {

namespace {

struct Row {
    Kind kind;
    Family family;
};

constexpr Row kFamilies[] = {
    {Kind::Act, Family::Person},
    {Kind::FaultBegan, Family::Trouble},
    {Kind::FaultEnded, Family::Trouble},
    {Kind::StreamOpening, Family::Connection},
    {Kind::StreamOpened, Family::Connection},
    {Kind::StreamRefused, Family::Trouble},
    {Kind::StreamClosing, Family::Connection},
    {Kind::StreamClosed, Family::Connection},
    {Kind::StreamBroken, Family::Trouble},
    {Kind::TlsStarted, Family::Connection},
    {Kind::Segment, Family::Client},
    {Kind::Datagram, Family::Names},
    {Kind::DatagramLost, Family::Trouble},
    {Kind::Command, Family::Server},
    {Kind::Login, Family::Thought},
    {Kind::Decision, Family::Thought},
    {Kind::SessionState, Family::Thought},
    {Kind::Lookup, Family::Names},
    {Kind::LookupDone, Family::Names},
    {Kind::CacheHit, Family::Names},
    {Kind::CacheStored, Family::Names},
    {Kind::LetterWritten, Family::Letter},
    {Kind::LetterAccepted, Family::Letter},
    {Kind::LetterQueued, Family::Letter},
    {Kind::AttemptFailed, Family::Trouble},
    {Kind::RetryScheduled, Family::Trouble},
    {Kind::LetterRelayed, Family::Letter},
    {Kind::LetterHandedOver, Family::Letter},
    {Kind::LetterStored, Family::Letter},
    {Kind::LetterRead, Family::Letter},
    {Kind::LetterDeleted, Family::Letter},
    {Kind::LetterDelayed, Family::Trouble},
    {Kind::LetterBounced, Family::Trouble},
    {Kind::LetterDropped, Family::Trouble},
    {Kind::StoreFailed, Family::Trouble},
};

Theme makeLight()
{
    Theme t;
    t.ground = QColor(0xf6f7f9);
    t.box = QColor(0xffffff);
    t.boxLine = QColor(0xb8c0cc);
    t.room = QColor(0xf0f3f7);
    t.roomLine = QColor(0xd8dee7);
    t.ink = QColor(0x1d2530);
    t.quietInk = QColor(0x5a6675);
    t.link = QColor(0xd0d6df);
    t.linkBusy = QColor(0x8b97a8);
    t.accent = QColor(0x2457c5);
    t.envelope = QColor(0xfff6df);
    t.envelopeLine = QColor(0x8a6d1f);
    t.hatch = QColor(0xdde2ea);
    t.client = QColor(0x6a3fb5);
    t.server = QColor(0x00767d);
    t.good = QColor(0x1f7a3d);
    t.more = QColor(0x1f63c8);
    t.later = QColor(0x9a5b00);
    t.never = QColor(0xc0262d);
    t.person = QColor(0x1d2530);
    t.trouble = QColor(0xb3261e);
    t.connection = QColor(0x5a6675);
    t.thought = QColor(0x44505f);
    t.names = QColor(0x8a3b7c);
    t.letter = QColor(0x7a5b00);
    return t;
}

Theme makeNight()
{
    Theme t;
    t.dark = true;
    t.ground = QColor(0x191d24);
    t.box = QColor(0x252b35);
    t.boxLine = QColor(0x566274);
    t.room = QColor(0x2f3743);
    t.roomLine = QColor(0x434d5c);
    t.ink = QColor(0xe8ecf2);
    t.quietInk = QColor(0xa7b1bf);
    t.link = QColor(0x3c4553);
    t.linkBusy = QColor(0x7d8a9c);
    t.accent = QColor(0x7aa7ff);
    t.envelope = QColor(0xf7e7b9);
    t.envelopeLine = QColor(0x6b5413);
    t.hatch = QColor(0x363f4c);
    t.client = QColor(0xb79aff);
    t.server = QColor(0x4fc7cd);
    t.good = QColor(0x6fd08c);
    t.more = QColor(0x7db4ff);
    t.later = QColor(0xf0b04a);
    t.never = QColor(0xff8a80);
    t.person = QColor(0xe8ecf2);
    t.trouble = QColor(0xff8a80);
    t.connection = QColor(0xa7b1bf);
    t.thought = QColor(0xc3cbd6);
    t.names = QColor(0xe59bd6);
    t.letter = QColor(0xe7cf7a);
    return t;
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &Theme::night()
{
    static const Theme theme = makeNight();
    return theme;
}

const Theme &Theme::of(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? night() : light();
}

QColor Theme::of(Family family) const
{
    switch (family) {
    case Family::Person: return person;
    case Family::Trouble: return trouble;
    case Family::Connection: return connection;
    case Family::Client: return client;
    case Family::Server: return server;
    case Family::Thought: return thought;
    case Family::Names: return names;
    case Family::Letter: return letter;
    }
    return ink;
}

QPalette Theme::palette() const
{
    QPalette all(ink, room, box.lighter(dark ? 150 : 100), link, linkBusy, ink, box, box, ground);
    all.setColor(QPalette::Midlight, roomLine);
    all.setColor(QPalette::AlternateBase, room);
    all.setColor(QPalette::ToolTipBase, box);
    all.setColor(QPalette::ToolTipText, ink);
    all.setColor(QPalette::Highlight, accent);
    all.setColor(QPalette::HighlightedText, box);
    all.setColor(QPalette::Link, accent);
    all.setColor(QPalette::LinkVisited, names);
    all.setColor(QPalette::PlaceholderText, quietInk);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        all.setColor(QPalette::Disabled, role, linkBusy);
    return all;
}

std::optional<Family> familyOf(Kind kind)
{
    for (const Row &row : kFamilies)
        if (row.kind == kind)
            return row.family;
    return std::nullopt;
}

std::optional<QColor> replyColour(std::string_view code, const Theme &theme)
{
    if (code.empty())
        return std::nullopt;
    switch (code.front()) {
    case '2': return theme.good;
    case '3': return theme.more;
    case '4': return theme.later;
    case '5': return theme.never;
    }
    return std::nullopt;
}

QColor colourOf(const Record &record, const Theme &theme)
{
    const std::string_view code = record.facts.text(Key::Code);
    if (record.kind == Kind::Segment && !code.empty())
        return replyColour(code, theme).value_or(theme.server);
    return theme.of(familyOf(record.kind).value_or(Family::Thought));
}

} // namespace mf::ui
