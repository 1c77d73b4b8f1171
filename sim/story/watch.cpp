#include "sim/story/watch.h"

#include "sim/story/journey.h"
#include "sim/story/saying.h"

#include <algorithm>
#include <string_view>

namespace mf::story {

namespace {

struct CodeRow {
    std::string_view code;
    ReplyClass meaning;
};
constexpr CodeRow kCodes[] = {
    {"+OK", ReplyClass::Done},  {"OK", ReplyClass::Done},    {"PREAUTH", ReplyClass::Done},
    {"+", ReplyClass::GoOn},    {"-ERR", ReplyClass::Never}, {"NO", ReplyClass::Never},
    {"BAD", ReplyClass::Never}, {"BYE", ReplyClass::NotNow},
};

} // namespace

std::optional<ReplyClass> replyClassOf(std::string_view code)
{
    if (code.size() == 3 && code[0] >= '2' && code[0] <= '5')
        return static_cast<ReplyClass>(code[0] - '0');
    const auto row = std::ranges::find(kCodes, code, &CodeRow::code);
    return row == std::end(kCodes) ? std::nullopt : std::optional(row->meaning);
}

std::vector<ReplyClass> replyClassesOf(const Record &record)
{
    std::vector<ReplyClass> classes;
    const std::string_view code = record.kind == Kind::Segment ? record.facts.text(Key::Code) : "";
    if (code.empty())
        return classes;
    std::vector<std::string> codes = pipelinedWords(record);
    if (codes.empty())
        codes.emplace_back(code);
    for (const std::string &each : codes)
        if (const auto kind = replyClassOf(each))
            classes.push_back(*kind);
    return classes;
}

bool Watch::isOfTheLetter(const Record &record) const
{
    return m_wanted.mail == MailId::None || record.mail == m_wanted.mail;
}

bool Watch::stopsAfter(const Record &record)
{
    if (!m_wanted.letter.empty() && m_wanted.mail == MailId::None) {
        if (record.kind != Kind::LetterWritten || record.facts.text(Key::Letter) != m_wanted.letter)
            return false; // nothing becomes of a letter before it is written
        m_wanted.mail = record.mail;
    }
    if (m_wanted.fate && (fateOf(record) != m_wanted.fate || !isOfTheLetter(record)))
        return false;
    if (m_wanted.reply && std::ranges::count(replyClassesOf(record), *m_wanted.reply) == 0)
        return false;
    return m_wanted.node == NodeId::None || record.from == m_wanted.node || record.to == m_wanted.node;
}

} // namespace mf::story
