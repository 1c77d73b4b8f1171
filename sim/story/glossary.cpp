#include "sim/story/glossary.h"

#include "sim/base/ascii.h"

#include <algorithm>
#include <set>

namespace mf::story {

namespace {

constexpr std::string_view kTerm = "term.", kAs = ".as";

/// Letters of other alphabets are octets above ASCII.
bool isWordPart(char c)
{
    return ascii::isAlpha(c) || ascii::isDigit(c) || c == '_' || c == '-' || c == '@'
           || static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a word can end before `text[at]`: "mx." ends a sentence, in "mx.example.net" it is a name.
bool endsAt(std::string_view text, std::size_t at)
{
    if (at == text.size())
        return true;
    const bool dotted = text[at] == '.' && at + 1 < text.size() && isWordPart(text[at + 1]);
    return !isWordPart(text[at]) && !dotted;
}

bool beginsAt(std::string_view text, std::size_t at)
{
    return at == 0 || (!isWordPart(text[at - 1]) && text[at - 1] != '.' && text[at - 1] != '\\');
}

bool matches(std::string_view text, std::size_t at, std::string_view form)
{
    const std::string_view piece = text.substr(at, form.size());
    if (piece.size() < form.size() || piece.substr(1) != form.substr(1))
        return false;
    const bool small = form[0] >= 'a' && form[0] <= 'z';
    return piece[0] == form[0] || (small && ascii::equals(piece.substr(0, 1), form.substr(0, 1)));
}

std::vector<std::string> formsOf(std::string_view list)
{
    std::vector<std::string> forms;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        const std::string_view form = ascii::trimmed(list.substr(0, comma));
        if (!form.empty())
            forms.emplace_back(form);
        list.remove_prefix(comma == list.npos ? list.size() : comma + 1);
    }
    return forms;
}

} // namespace

Glossary::Glossary(const Words &words)
{
    words.forEach([&](std::string_view key, std::string_view text) {
        if (!key.starts_with(kTerm) || key.ends_with(kAs))
            return;
        Term term;
        term.id = key.substr(kTerm.size());
        term.text = text;
        term.forms = formsOf(words.text(std::string(key) + std::string(kAs)));
        if (term.forms.empty())
            term.forms.push_back(term.id);
        term.title = term.forms.front();
        m_terms.push_back(std::move(term));
    });
    std::ranges::stable_sort(m_terms, {}, [](const Term &term) { return ascii::toLower(term.title); });
    for (std::size_t i = 0; i < m_terms.size(); ++i)
        for (const std::string &form : m_terms[i].forms)
            m_forms.push_back({form, i});
    std::ranges::stable_sort(m_forms, std::ranges::greater{},
                             [](const Form &form) { return form.text.size(); });
}

const Term *Glossary::find(std::string_view id) const
{
    const auto found = std::ranges::find(m_terms, id, &Term::id);
    return found == m_terms.end() ? nullptr : &*found;
}

std::vector<Mention> Glossary::mentions(std::string_view text) const
{
    std::vector<Mention> found;
    std::set<std::size_t> seen;
    for (std::size_t at = 0; at < text.size();) {
        const Form *form = nullptr;
        if (beginsAt(text, at))
            for (const Form &one : m_forms)
                if (matches(text, at, one.text) && endsAt(text, at + one.text.size())) {
                    form = &one;
                    break;
                }
        if (form && seen.insert(form->term).second)
            found.push_back({at, at + form->text.size(), &m_terms[form->term]});
        at += form ? form->text.size() : 1;
    }
    return found;
}

} // namespace mf::story
