// The words of IMAP (RFC 3501 section 9): atoms, strings, literals, numbers. Both sides' parsers are made of
// it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mf::imap {

/// Walks over one frame (see frame_reader.h). The first failure sticks: later calls take nothing and return
/// empty values, so that a parser may read to the end and ask once whether all was well. Views it returns
/// point into the frame.
class Lexer {
public:
    explicit Lexer(std::string_view frame) : m_rest(frame), m_whole(frame) { }

    bool ok() const { return m_why.empty(); }
    const std::string &why() const { return m_why; } ///< for the text of a BAD
    void fail(std::string_view why);

    bool atEnd() const { return m_rest.empty(); }
    std::string_view rest() const { return m_rest; }
    std::size_t position() const { return m_whole.size() - m_rest.size(); }
    bool nextIs(char c) const { return ok() && !m_rest.empty() && m_rest.front() == c; }
    bool nextIsDigit() const;
    /// Takes the text if it is next, without regard to case.
    bool take(std::string_view text);

    void expect(char c);
    void space() { expect(' '); }
    void end(); ///< nothing may follow

    std::string_view tag(); ///< 1*<ASTRING-CHAR but "+">
    std::string_view atom();
    /// Letters, digits, '.', '-', '+': names of commands, items, keys. In upper case.
    std::string keyword();
    std::string astring(); ///< atom, with ']' too, or string
    std::string string();  ///< quoted or literal
    /// NIL or string; NIL gives "" and sets `isNil`.
    std::string nstring(bool &isNil);
    std::string listPattern(); ///< as astring, with % and * (list-mailbox)
    std::string_view flag();   ///< with the backslash of a system flag; "\*" too
    /// The octets of a literal, as they lie in the frame.
    std::string_view literal();
    bool nextIsString() const { return nextIs('"') || nextIs('{'); }

    std::uint32_t number();
    std::uint32_t nonZero();
    std::uint64_t number64();
    std::uint64_t modSeq(); ///< RFC 7162 section 7: mod-sequence-valzer, 63 bits

private:
    std::string quoted();
    std::string_view run(bool (*belongs)(char), std::string_view what);

    std::string_view m_rest, m_whole;
    std::string m_why;
};

bool isAtomChar(char c);    ///< RFC 3501 section 9: ATOM-CHAR
bool isAstringChar(char c); ///< ATOM-CHAR or ']'

/// The text as a quoted string, or as a literal where a quoted string cannot hold it (section 4.3).
void appendString(std::string &out, std::string_view text);
/// As an atom where it can be one; for mailbox names and header field names.
void appendAstring(std::string &out, std::string_view text);

} // namespace mf::imap
