// The words of the field, explained: terms of resources/words ("term.ID", "term.ID.as"), and where a text uses them.
#pragma once

#include "sim/story/story.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

struct Term {
    std::string id;                 ///< "mx"
    std::string title;              ///< its first form: "MX"
    std::string text;               ///< what it is
    std::vector<std::string> forms; ///< as it occurs in sentences
};

/// Where a text uses a term; octets [begin, end).
struct Mention {
    std::size_t begin = 0, end = 0;
    const Term *term = nullptr;
    friend bool operator==(const Mention &, const Mention &) = default;
};

class Glossary {
public:
    explicit Glossary(const Words &words);
    /// Terms are pointed at: it stays where it is.
    Glossary(const Glossary &) = delete;
    Glossary &operator=(const Glossary &) = delete;

    const std::vector<Term> &terms() const { return m_terms; } ///< by title
    const Term *find(std::string_view id) const;               ///< null: there is none
    /// Whole words only, the longest form wins, each term once. A form that begins with a small letter is found
    /// at the beginning of a sentence, too. Names of machines and addresses are no words.
    std::vector<Mention> mentions(std::string_view text) const;

private:
    struct Form {
        std::string text;
        std::size_t term = 0;
    };

    std::vector<Term> m_terms;
    std::vector<Form> m_forms; // the longest first
};

} // namespace mf::story
