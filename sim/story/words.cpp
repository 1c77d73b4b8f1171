#include "sim/base/check.h"
#include "sim/scenario/tree.h"
#include "sim/story/story.h"

#include <algorithm>

namespace mf::story {

// Made from resources/words: the pieces of a language's table.
extern const std::span<const char *const> kWordsEn, kWordsDe, kWordsDeFaults;

std::expected<Words, Faults> Words::read(std::string_view text, std::string_view file)
{
    const yaml::Source source(text, file);
    yaml::FaultList faults(source);
    const yaml::Document document = yaml::read(source, faults);
    Words words;
    if (document.whole && !document.root.isMap())
        faults.add({1, 1, 0}, phrase("a words file is a map from keys to sentences"));
    for (const yaml::Tree &child : document.root.children) {
        if (child.isText() && !child.isNothing())
            words.m_texts.emplace(child.key, child.text);
        else
            faults.add(child.where(), phrase("a sentence is a text"));
    }
    if (!faults.empty())
        return std::unexpected(faults.sorted());
    return words;
}

namespace {

Words together(std::span<const char *const> pieces, Words words)
{
    for (const char *piece : pieces) {
        auto read = Words::read(piece, "resources/words");
        MF_CHECK(read.has_value());
        words.add(*read);
    }
    return words;
}

/// Each language is read when it is first spoken: the window's first frame waits for one, not for all.
const Words &english()
{
    static const Words words = together(kWordsEn, {});
    return words;
}

const Words &german()
{
    static const Words words = together(kWordsDe, english()); // what it lacks is said in English
    return words;
}

std::string_view germanPattern(std::string_view english)
{
    static const Words patterns = together(kWordsDeFaults, {});
    return patterns.text(english);
}

} // namespace

const Words &Words::builtIn(std::string_view language) { return language == "de" ? german() : english(); }

Translation translationTo(std::string_view language) { return language == "de" ? germanPattern : nullptr; }

std::span<const std::string_view> Words::languages()
{
    static constexpr std::string_view all[] = {"en", "de"};
    return all;
}

std::string_view Words::text(std::string_view key) const
{
    const auto it = m_texts.find(key);
    return it == m_texts.end() ? std::string_view{} : std::string_view(it->second);
}

void Words::add(const Words &more)
{
    for (const auto &[key, text] : more.m_texts)
        m_texts[key] = text;
}

} // namespace mf::story
