#include "tests/support/dialogue.h"

#include "sim/base/ascii.h"

#include <fmt/format.h>

namespace mf::test {

namespace {

using What = DialogueStep::What;

struct Prefix {
    std::string_view text;
    What what;
    bool raw;
};

class Parser {
public:
    Parser(std::string_view text, std::string file) : m_lines(ascii::split(text, '\n'))
    {
        m_dialogue.file = std::move(file);
        m_dialogue.policy["role"] = "server";
    }

    std::expected<Dialogue, std::string> run()
    {
        while (m_at < m_lines.size() && m_error.empty())
            takeLine(m_lines[m_at++]);
        if (!m_error.empty())
            return std::unexpected(m_error);
        return std::move(m_dialogue);
    }

private:
    void takeLine(std::string_view line)
    {
        m_number = static_cast<int>(m_at);
        if (line.empty() || line.front() == '#')
            return;
        if (!takeStep(line) && !takeHeader(line))
            m_error = fmt::format("{}:{}: not a line of a dialogue: {}", m_dialogue.file, m_number, line);
    }

    bool takeStep(std::string_view line)
    {
        const What said = m_dialogue.machineIsClient ? What::Expect : What::Say;
        const What heard = m_dialogue.machineIsClient ? What::Say : What::Expect;
        const Prefix prefixes[] = {
            {"C:", said, false},
            {"C<", said, true},
            {"S:", heard, false},
            {"S<", heard, true},
            {"?:", What::Question, false},
            {"A:", What::Answer, false},
            {"R:", What::Report, false},
            {"N:", What::Noted, false},
            {"T:", What::TlsDone, false},
            {"X:", What::Close, false},
            {"!:", What::PeerCloses, false},
            {"--", What::Pause, false},
            {"+", What::Clock, false},
            {"account ", What::Account, false},
            {"mailbox ", What::Mailbox, false},
            {"letter", What::Letter, false},
            {"changed ", What::Changed, false},
        };
        for (const Prefix &prefix : prefixes)
            if (line.starts_with(prefix.text)) {
                addStep(prefix, line.substr(prefix.text.size()));
                return true;
            }
        return false;
    }

    void addStep(const Prefix &prefix, std::string_view text)
    {
        if (text.starts_with(' '))
            text.remove_prefix(1);
        DialogueStep step{prefix.what, m_number, std::string(text), {}, prefix.raw};
        if (prefix.raw)
            step.text = unescaped(text);
        else if (step.what == What::Say)
            step.text += "\r\n";
        if (step.what == What::Question) {
            const auto arrow = text.find(" -> ");
            if (arrow == text.npos)
                m_error = fmt::format("{}:{}: a question needs \" -> answer\"", m_dialogue.file, m_number);
            else {
                step.text = text.substr(0, arrow);
                step.answer = text.substr(arrow + 4);
            }
        }
        if (step.what == What::Letter || step.what == What::Changed)
            step.answer = takeBlock(step.text);
        m_dialogue.steps.push_back(std::move(step));
    }

    bool takeHeader(std::string_view line)
    {
        const auto [word, rest] = ascii::cut(line, ' ');
        if (word == "role") {
            m_dialogue.machineIsClient = rest == "client";
            m_dialogue.policy["role"] = std::string(rest);
        } else if (word == "policy") {
            takePolicy(std::string(rest));
        } else if (word == "tls") {
            m_dialogue.encrypted = rest == "on";
        } else if (word == "questions") {
            m_dialogue.answersUnscripted = rest == "auto";
        } else if (word == "peer") {
            const auto [address, peerName] = ascii::cut(rest, ' ');
            m_dialogue.peerAddress = address;
            m_dialogue.peerName = peerName;
        } else {
            return false;
        }
        return true;
    }

    void takePolicy(std::string text)
    {
        const std::string block = takeBlock(text);
        const Words words = parseWords(text);
        for (const auto &[key, value] : words.named)
            m_dialogue.policy[key] = value;
        for (const std::string &key : words.positional)
            m_dialogue.policy[key] = block;
    }

    /// Cuts "<<END" off the text and takes the lines up to END, each with CRLF.
    std::string takeBlock(std::string &text)
    {
        const auto mark = text.rfind("<<");
        if (mark == text.npos)
            return {};
        const std::string end = text.substr(mark + 2);
        text.erase(mark);
        std::string block;
        while (m_at < m_lines.size()) {
            const std::string_view line = m_lines[m_at++];
            if (line == end)
                return block;
            block.append(line).append("\r\n");
        }
        m_error = fmt::format("{}:{}: no line \"{}\" ends the block", m_dialogue.file, m_number, end);
        return block;
    }

    std::vector<std::string_view> m_lines;
    std::size_t m_at = 0;
    int m_number = 0;
    Dialogue m_dialogue;
    std::string m_error;
};

/// The value of "\{505*x}", and how many octets of text it took; 0: it is none.
std::size_t takeRepetition(std::string_view text, std::string &out)
{
    const auto star = text.find('*');
    const auto end = text.find('}', star == text.npos ? 0 : star + 2);
    if (!text.starts_with("\\{") || star == text.npos || end == text.npos)
        return 0;
    const auto count = ascii::number<std::size_t>(text.substr(2, star - 2));
    if (!count)
        return 0;
    const std::string piece = unescaped(text.substr(star + 1, end - star - 1));
    for (std::size_t i = 0; i < *count; ++i)
        out += piece;
    return end + 1;
}

int hexDigit(char c)
{
    const char l = ascii::lower(c);
    return ascii::isDigit(c) ? c - '0' : l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

} // namespace

std::expected<Dialogue, std::string> parseDialogue(std::string_view text, std::string file)
{
    return Parser(text, std::move(file)).run();
}

Words parseWords(std::string_view text)
{
    Words words;
    std::size_t i = 0;
    while (i < text.size()) {
        if (text[i] == ' ') {
            ++i;
            continue;
        }
        std::string word;
        std::size_t equals = word.npos;
        bool quoted = false;
        for (; i < text.size() && (quoted || text[i] != ' '); ++i) {
            if (text[i] == '"') {
                quoted = !quoted;
                continue;
            }
            if (text[i] == '=' && equals == word.npos && !quoted)
                equals = word.size();
            if (text[i] == '\\' && quoted && i + 1 < text.size())
                word += text[i++]; // "\\" and "\"" stay together
            word += text[i];
        }
        if (equals == word.npos)
            words.positional.push_back(unescaped(word));
        else
            words.named[word.substr(0, equals)] = unescaped(std::string_view(word).substr(equals + 1));
    }
    return words;
}

std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char c = text[i + 1];
        if (c == '{') {
            if (const std::size_t used = takeRepetition(text.substr(i), out); used > 0) {
                i += used - 1;
                continue;
            }
        }
        if (c == 'x' && i + 3 < text.size() && hexDigit(text[i + 2]) >= 0 && hexDigit(text[i + 3]) >= 0) {
            out += static_cast<char>(hexDigit(text[i + 2]) * 16 + hexDigit(text[i + 3]));
            i += 3;
            continue;
        }
        constexpr std::string_view names = "rnt\\\"", octets = "\r\n\t\\\"";
        if (const auto at = names.find(c); at != names.npos) {
            out += octets[at];
            ++i;
        } else {
            out += text[i]; // \Seen: not an escape
        }
    }
    return out;
}

bool matches(std::string_view pattern, std::string_view text)
{
    const auto dots = pattern.find("...");
    if (dots == pattern.npos)
        return pattern == text;
    if (!text.starts_with(pattern.substr(0, dots)))
        return false;
    const std::string_view after = pattern.substr(dots + 3);
    for (std::size_t i = dots; i <= text.size(); ++i)
        if (matches(after, text.substr(i)))
            return true;
    return false;
}

} // namespace mf::test
