// A trace as a story to read in a terminal: a line a hop, and, if wanted, a line for every line of the
// protocols.
#pragma once

#include "sim/story/secrets.h"
#include "sim/story/story.h"

#include <string>

namespace mf::story {

class StoryPrinter {
public:
    enum class Detail { Hops, Lines };

    /// `words` outlives it.
    StoryPrinter(const Words &words, NodeNames names, Detail detail)
        : m_words(&words)
        , m_names(std::move(names))
        , m_detail(detail)
    { }

    /// What there is to print of the record, each line with its LF; "": nothing. Records go in in their
    /// order; passwords are masked.
    ///   `     1.023 s  mail.example.org has accepted the letter ...`
    ///   `              mail.example.org -> mx.example.net  C: EHLO mail.example.org`
    std::string print(const Record &record);

private:
    std::string lines(const Record &record, const std::string &octets) const;

    const Words *m_words;
    NodeNames m_names;
    Detail m_detail;
    SecretFinder m_finder;
    std::map<StreamId, NodeId> m_clients;
};

} // namespace mf::story
