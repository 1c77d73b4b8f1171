#include "sim/base/check.h"
#include "sim/scenario/tree.h"
#include "sim/story/story.h"

namespace mf::story {

extern const char *const kWordsEn; // made from resources/words/en.yaml

std::expected<Words, Faults> Words::read(std::string_view text, std::string_view file)
{
    const yaml::Source source(text, file);
    yaml::FaultList faults(source);
    const yaml::Document document = yaml::read(source, faults);
    Words words;
    if (document.whole && !document.root.isMap())
        faults.add({1, 1, 0}, "a words file is a map from keys to sentences");
    for (const yaml::Tree &child : document.root.children) {
        if (child.isText() && !child.isNothing())
            words.m_texts.emplace(child.key, child.text);
        else
            faults.add(child.where(), "a sentence is a text");
    }
    if (!faults.empty())
        return std::unexpected(faults.sorted());
    return words;
}

const Words &Words::builtIn(std::string_view)
{
    // One language so far; every other one is asked in vain and speaks this.
    static const Words english = [] {
        auto words = read(kWordsEn, "en.yaml");
        MF_CHECK(words.has_value());
        return *std::move(words);
    }();
    return english;
}

std::string_view Words::text(std::string_view key) const
{
    const auto it = m_texts.find(key);
    return it == m_texts.end() ? std::string_view{} : std::string_view(it->second);
}

} // namespace mf::story
