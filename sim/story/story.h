// What a trace tells, in words: every record has a sentence, from one table a language in resources/words.
#pragma once

#include "sim/kernel/trace.h"
#include "sim/world/world.h"

#include <expected>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace mf::story {

/// Sentences of one language, by key ("letter-stored", "segment.smtp.EHLO", "why.mx-preference", "term.mx").
class Words {
public:
    /// Reads the text of a words file. Fails with line and column.
    static std::expected<Words, Faults> read(std::string_view yaml, std::string_view file);
    /// The built-in table of a language ("en"); the program carries it with it.
    static const Words &builtIn(std::string_view language);

    /// "" where there is none.
    std::string_view text(std::string_view key) const;
    bool has(std::string_view key) const { return m_texts.contains(key); }

private:
    std::map<std::string, std::string, std::less<>> m_texts;
};

/// How nodes are called in sentences.
using NodeNames = std::function<std::string(NodeId)>;
NodeNames nodeNames(const World &world);

/// One sentence: what happened. Plain language, names instead of ids.
std::string sentence(const Record &record, const Words &words, const NodeNames &names);
/// Why a program did this: rule, RFC section and the data used; "" where there is nothing to say.
std::string why(const Record &record, const Words &words, const NodeNames &names);

/// The step sizes of the window and of `run` (DESIGN section 7).
enum class StepSize : std::uint8_t { Event, Line, Reply, Hop, Delivery };
/// Whether a step of that size stops after this record.
bool stopsAfter(StepSize size, const Record &record);

} // namespace mf::story
