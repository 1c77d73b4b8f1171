#include "ui/words/teller.h"

#include "sim/story/delay.h"
#include "sim/story/glossary.h"
#include "sim/story/story.h"
#include "sim/world/world.h"
#include "ui/language.h"
#include "ui/text.h"
#include "ui/words/markup.h"
#include "ui/words/masks.h"

#include <QCoreApplication>

namespace mf::ui {

Teller Teller::of(const World &world, const Masks &masks)
{
    const story::Words &words = story::Words::builtIn(languageCode());
    const story::NodeNames names = story::nodeNames(world);
    Teller teller(
        [names](NodeId node) { return text(names(node)); },
        [names, &words](const Record &record) { return text(story::sentence(record, words, names)); },
        [names, &words](const Record &record) { return text(story::why(record, words, names)); });
    teller.m_masks = &masks;
    teller.m_words = &words;
    teller.m_glossary = std::make_shared<story::Glossary>(words);
    teller.m_abouts = [names, &words](const Record &record) {
        return text(story::about(record, words, names));
    };
    return teller;
}

QString Teller::sentence(const Record &record) const
{
    const QString told = m_sentences ? m_sentences(record) : QString();
    return told.isEmpty() ? text(mf::name(record.kind)) : told;
}

QString Teller::aboutVerb(std::string_view protocol, std::string_view verb) const
{
    return m_words ? text(story::aboutVerb(protocol, verb, *m_words)) : QString();
}

QString Teller::aboutState(std::string_view protocol, std::string_view state) const
{
    return m_words ? text(story::aboutState(protocol, state, *m_words)) : QString();
}

QString Teller::stateName(std::string_view protocol, std::string_view state) const
{
    return text(m_words ? story::stateName(protocol, state, *m_words) : state);
}

QString Teller::waitingFor(std::string_view what) const
{
    return m_words ? text(story::waitingFor(what, *m_words)) : text(what);
}

QString Teller::delay(const story::Delay &delay, const Trace &trace) const
{
    if (!m_words)
        return {};
    return text(story::explain(
        delay, trace, *m_words, [this](NodeId node) { return utf8(name(node)); },
        [](Duration length) { return utf8(timeText(length)); }));
}

QString Teller::html(const QString &plain, const Theme &theme) const
{
    return m_glossary ? withTerms(plain, *m_glossary, theme) : plain.toHtmlEscaped();
}

QString Teller::line(const Record &record, int limit) const
{
    if (record.kind != Kind::Segment || record.bytes.empty())
        return shortened(sentence(record), limit);
    if (record.facts.text(Key::Part) == "letter")
        return QCoreApplication::translate("Teller", "the letter (%1 octets)").arg(record.bytes.size());
    const std::string_view protocol = record.facts.text(Key::Protocol);
    if (protocol == "ncp" || protocol == "cpynet") // in 1971 messages were no lines
        return shortened(text(record.facts.text(Key::Text)), limit);
    return firstLine(shownOctets(record), limit);
}

QString Teller::protocol(const Record &record)
{
    if (record.facts.has(Key::Protocol))
        return text(record.facts.text(Key::Protocol));
    switch (record.kind) {
    case Kind::Datagram:
    case Kind::DatagramLost:
    case Kind::Lookup:
    case Kind::LookupDone:
    case Kind::CacheHit:
    case Kind::CacheStored: return QStringLiteral("dns");
    case Kind::TlsStarted: return QStringLiteral("tls");
    case Kind::StreamOpening:
    case Kind::StreamOpened:
    case Kind::StreamRefused:
    case Kind::StreamClosing:
    case Kind::StreamClosed:
    case Kind::StreamBroken: return QStringLiteral("tcp");
    default: return {};
    }
}

QString Teller::octets(const Record &record) const { return printable(shownOctets(record)); }

bool Teller::isSecret(const Record &record) const
{
    return record.facts.number(Key::Secret).value_or(0) != 0 || (m_masks && m_masks->of(record.id));
}

Slices Teller::shownOctets(const Record &record) const
{
    if (const Slices *masked = m_masks ? m_masks->of(record.id) : nullptr)
        return *masked;
    return isSecret(record) ? Slices(std::string(story::kStars)) : record.bytes;
}

} // namespace mf::ui
