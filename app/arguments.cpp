#include "app/arguments.h"

#include "sim/scenario/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace mf::app {

namespace {

const Option *find(const CommandLine &line, std::string_view name)
{
    const auto found = std::ranges::find(line.options, name, &Option::name);
    return found == line.options.end() ? nullptr : &*found;
}

std::string unknown(const CommandLine &line, std::string_view name)
{
    std::vector<std::string> names;
    for (const Option &option : line.options)
        names.emplace_back(option.name);
    return fmt::format("unknown option \"{}\"{}; see mailflow {}{}--help", name,
                       schema::didYouMean(name, names).text(), line.name, line.name.empty() ? "" : " ");
}

} // namespace

std::expected<Arguments, std::string> Arguments::read(const CommandLine &line,
                                                      std::span<const std::string> words)
{
    Arguments arguments;
    bool onlyOperands = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string &word = words[i];
        if (onlyOperands || word.size() < 2 || word.front() != '-') {
            arguments.m_operands.push_back(word);
            continue;
        }
        if (word == "--") {
            onlyOperands = true;
            continue;
        }
        const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
        const std::string name = word.substr(0, equals);
        const Option *option = find(line, name);
        if (!option)
            return std::unexpected(unknown(line, name));
        if (!option->many && arguments.has(name))
            return std::unexpected(fmt::format("{} is given twice", name));
        std::string value;
        if (option->value.empty()) {
            if (equals != std::string::npos)
                return std::unexpected(fmt::format("{} takes no value", name));
        } else if (equals != std::string::npos) {
            value = word.substr(equals + 1);
        } else if (i + 1 < words.size()) {
            value = words[++i];
        } else {
            return std::unexpected(fmt::format("{} needs a value: {} {}", name, name, option->value));
        }
        arguments.m_options.emplace(name, std::move(value));
    }
    if (arguments.m_operands.size() < line.fewest)
        return std::unexpected(
            fmt::format("{} is missing; see mailflow {} --help", line.operands, line.name));
    if (arguments.m_operands.size() > line.most)
        return std::unexpected(fmt::format("\"{}\" is one too many; see mailflow {}{}--help",
                                           arguments.m_operands[line.most], line.name,
                                           line.name.empty() ? "" : " "));
    return arguments;
}

std::optional<std::string> Arguments::value(std::string_view option) const
{
    const auto [first, last] = m_options.equal_range(option);
    return first == last ? std::nullopt : std::optional(std::prev(last)->second);
}

std::vector<std::string> Arguments::values(std::string_view option) const
{
    std::vector<std::string> all;
    const auto [first, last] = m_options.equal_range(option);
    for (auto it = first; it != last; ++it)
        all.push_back(it->second);
    return all;
}

std::string help(const CommandLine &line)
{
    std::string text = fmt::format("Usage: mailflow{}{}", line.name.empty() ? "" : " ", line.name);
    if (!line.operands.empty())
        text += fmt::format(" {}", line.operands);
    text += fmt::format("{}\n\n{}\n\n", line.options.empty() ? "" : " [OPTION...]", line.text);
    for (const Option &option : line.options) {
        const std::string left =
            option.value.empty() ? std::string(option.name) : fmt::format("{} {}", option.name, option.value);
        text += fmt::format("  {:<24}  {}\n", left, option.text);
    }
    return text;
}

int complain(std::string_view message)
{
    fmt::print(stderr, "mailflow: {}\n", message);
    return kExitBadInput;
}

} // namespace mf::app
