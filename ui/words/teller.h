// Records in words, as the window shows them: sentences from the story's table, lines from their octets,
// with passwords masked.
#pragma once

#include "sim/kernel/trace.h"

#include <QString>

#include <functional>
#include <memory>

namespace mf {
class World;
} // namespace mf

namespace mf::story {
struct Delay;
class Glossary;
class Words;
} // namespace mf::story

namespace mf::ui {

class Masks;
struct Theme;

/// Speaks of one world's records. A value; what it needs is bound when it is made.
class Teller {
public:
    using Names = std::function<QString(NodeId)>;
    using Sentences = std::function<QString(const Record &)>;

    Teller() = default;
    Teller(Names names, Sentences sentences, Sentences reasons)
        : m_names(std::move(names))
        , m_sentences(std::move(sentences))
        , m_reasons(std::move(reasons))
    { }
    /// With the built-in words of the window's language. `masks` outlives it.
    static Teller of(const World &world, const Masks &masks);

    QString name(NodeId node) const { return node == NodeId::None || !m_names ? QString() : m_names(node); }
    /// What happened, in one sentence; never empty.
    QString sentence(const Record &record) const;
    /// Why a program did this; may be empty.
    QString why(const Record &record) const { return m_reasons ? m_reasons(record) : QString(); }
    /// What such a thing is, in general; may be empty.
    QString about(const Record &record) const { return m_abouts ? m_abouts(record) : QString(); }
    /// What a verb of a protocol is for, what a session's state means; may be empty.
    QString aboutVerb(std::string_view protocol, std::string_view verb) const;
    QString aboutState(std::string_view protocol, std::string_view state) const;
    /// What a session's state is called.
    QString stateName(std::string_view protocol, std::string_view state) const;
    /// What a session waits for, as SessionView::waitingFor names it.
    QString waitingFor(std::string_view what) const;
    /// Where a letter's time went; empty: nothing is known of it.
    QString delay(const story::Delay &delay, const Trace &trace) const;
    /// Text as HTML, terms of the glossary as links.
    QString html(const QString &plain, const Theme &theme) const;
    /// Null: there is none.
    const std::shared_ptr<const story::Glossary> &glossary() const { return m_glossary; }
    /// What passed over the wire, or else the sentence: for tables and labels.
    QString line(const Record &record, int limit = 160) const;
    /// "smtp", "dns", "imap"; empty: none.
    static QString protocol(const Record &record);
    /// The octets, printable; passwords are masked.
    QString octets(const Record &record) const;
    /// The same as they are.
    Slices shownOctets(const Record &record) const;
    /// Whether something of the record is masked.
    bool isSecret(const Record &record) const;

private:
    const Masks *m_masks = nullptr;
    const story::Words *m_words = nullptr;
    std::shared_ptr<const story::Glossary> m_glossary;
    Names m_names;
    Sentences m_sentences, m_reasons, m_abouts;
};

} // namespace mf::ui
