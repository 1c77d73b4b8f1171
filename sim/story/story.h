// What a trace tells, in words: every record has a sentence, from one table a language in resources/words.
#pragma once

#include "sim/base/phrase.h"
#include "sim/kernel/trace.h"
#include "sim/world/world.h"

#include <expected>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace mf::story {

/// Sentences of one language, by key ("letter-stored", "segment.smtp.EHLO", "why.mx-preference", "term.mx").
class Words {
public:
    /// Reads the text of a words file. Fails with line and column.
    static std::expected<Words, Faults> read(std::string_view yaml, std::string_view file);
    /// The built-in table of a language ("en", "de"); the program carries it with it. What a language lacks, and
    /// every language that there is not, is English.
    static const Words &builtIn(std::string_view language);
    /// Those that there are; English is the first.
    static std::span<const std::string_view> languages();

    /// "" where there is none.
    std::string_view text(std::string_view key) const;
    bool has(std::string_view key) const { return m_texts.contains(key); }
    template <typename Visit> // visit(key, text)
    void forEach(Visit visit) const
    {
        for (const auto &[key, text] : m_texts)
            visit(std::string_view(key), std::string_view(text));
    }
    /// Takes over texts, also where it has others already.
    void add(const Words &more);

private:
    std::map<std::string, std::string, std::less<>> m_texts;
};

/// Says a Phrase ("no node ...") in that language; null: as it stands in the sources, in English.
Translation translationTo(std::string_view language);

/// How nodes are called in sentences.
using NodeNames = std::function<std::string(NodeId)>;
NodeNames nodeNames(const World &world);

/// Words with what stands for each {name} put in. A [group] is left out where nothing stands for a name in it.
using ValueOf = std::function<std::string(std::string_view name)>; ///< "": nothing does
std::string filledIn(std::string_view words, const ValueOf &valueOf);

/// One sentence: what happened. Plain language, names instead of ids.
std::string sentence(const Record &record, const Words &words, const NodeNames &names);
/// Why a program did this: rule, RFC section and the data used; "" where there is nothing to say.
std::string why(const Record &record, const Words &words, const NodeNames &names);

/// What such a thing is, in plain language: the record's kind, its verb, its reply code; "" where the table has
/// nothing.
std::string about(const Record &record, const Words &words, const NodeNames &names);
/// What a verb of a protocol is for ("smtp", "submission", "imap" ...; "MAIL", "UID FETCH" ...).
std::string_view aboutVerb(std::string_view protocol, std::string_view verb, const Words &words);
/// What a session's state means.
std::string_view aboutState(std::string_view protocol, std::string_view state, const Words &words);
/// What a session's state is called; as the session says it where the table has nothing.
std::string_view stateName(std::string_view protocol, std::string_view state, const Words &words);
/// What SessionView::waitingFor names: the question to its own machine that is open, or the reply that is still to come.
std::string waitingFor(std::string_view what, const Words &words);

/// The step sizes of the window and of `run` (DESIGN section 7).
enum class StepSize : std::uint8_t { Event, Line, Reply, Hop, Delivery };
/// Whether a step of that size stops after this record.
bool stopsAfter(StepSize size, const Record &record);

} // namespace mf::story
