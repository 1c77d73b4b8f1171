// The command line: which command, its options and what is left. One table a command feeds reading and
// --help.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mf::app {

/// The exit status is a contract: scripts depend on it.
inline constexpr int kExitFine = 0, kExitFailed = 1, kExitBadInput = 2;

struct Option {
    std::string_view name;  ///< "--until", "-v"
    std::string_view value; ///< how help names its value: "10m"; "": it takes none
    std::string_view text;
    bool many = false; ///< may be given more than once
};

struct CommandLine {
    std::string_view name;     ///< "run"; "": the window
    std::string_view operands; ///< how help names them: "SCENARIO..."
    std::string_view text;
    std::size_t fewest = 0, most = 0; ///< operands
    std::span<const Option> options;
};

class Arguments {
public:
    /// Reads what follows the command's name. The error is one line for a person.
    static std::expected<Arguments, std::string> read(const CommandLine &line,
                                                      std::span<const std::string> words);

    bool has(std::string_view option) const { return m_options.contains(option); }
    /// The last value given; nothing: the option was not given.
    std::optional<std::string> value(std::string_view option) const;
    std::vector<std::string> values(std::string_view option) const;
    const std::vector<std::string> &operands() const { return m_operands; }

private:
    std::multimap<std::string, std::string, std::less<>> m_options;
    std::vector<std::string> m_operands;
};

/// What `mailflow COMMAND --help` prints.
std::string help(const CommandLine &line);

/// `mailflow: message` on the error stream; the exit status of bad input.
int complain(std::string_view message);

} // namespace mf::app
