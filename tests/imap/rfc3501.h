// RFC 3501's lists of commands, data items and search keys, and what is said to a server for each: tables for
// tst_imap_conformance.
#pragma once

#include <cstdint>
#include <string_view>

namespace mf::test {

// ---- the RFC's lists --------------------------------------------------------------------------------------

enum class In : std::uint8_t { Fresh, Authenticated, Selected }; // section 3
constexpr unsigned bit(In state) { return 1U << static_cast<unsigned>(state); }
inline constexpr unsigned kInside = bit(In::Authenticated) | bit(In::Selected);
inline constexpr unsigned kAnyState = bit(In::Fresh) | kInside;

struct CommandEntry {
    std::string_view verb;
    unsigned legalIn;
};
/// Sections 6.1 to 6.4.
inline constexpr CommandEntry kCommands[] = {
    {"CAPABILITY", kAnyState},
    {"NOOP", kAnyState},
    {"LOGOUT", kAnyState},
    {"STARTTLS", bit(In::Fresh)},
    {"AUTHENTICATE", bit(In::Fresh)},
    {"LOGIN", bit(In::Fresh)},
    {"SELECT", kInside},
    {"EXAMINE", kInside},
    {"CREATE", kInside},
    {"DELETE", kInside},
    {"RENAME", kInside},
    {"SUBSCRIBE", kInside},
    {"UNSUBSCRIBE", kInside},
    {"LIST", kInside},
    {"LSUB", kInside},
    {"STATUS", kInside},
    {"APPEND", kInside},
    {"CHECK", bit(In::Selected)},
    {"CLOSE", bit(In::Selected)},
    {"EXPUNGE", bit(In::Selected)},
    {"SEARCH", bit(In::Selected)},
    {"FETCH", bit(In::Selected)},
    {"STORE", bit(In::Selected)},
    {"COPY", bit(In::Selected)},
    {"UID", bit(In::Selected)},
};
/// Section 6.4.5.
inline constexpr std::string_view kFetchItems[] = {
    "ALL",
    "FAST",
    "FULL",
    "BODY",
    "BODY[]",
    "BODY[HEADER]",
    "BODY[HEADER.FIELDS]",
    "BODY[HEADER.FIELDS.NOT]",
    "BODY[MIME]",
    "BODY[TEXT]",
    "BODY[]<>",
    "BODY.PEEK[]",
    "BODYSTRUCTURE",
    "ENVELOPE",
    "FLAGS",
    "INTERNALDATE",
    "RFC822",
    "RFC822.HEADER",
    "RFC822.SIZE",
    "RFC822.TEXT",
    "UID",
};
/// Section 6.4.4.
inline constexpr std::string_view kSearchKeys[] = {
    "<sequence set>",
    "ALL",
    "ANSWERED",
    "BCC",
    "BEFORE",
    "BODY",
    "CC",
    "DELETED",
    "DRAFT",
    "FLAGGED",
    "FROM",
    "HEADER",
    "KEYWORD",
    "LARGER",
    "NEW",
    "NOT",
    "OLD",
    "ON",
    "OR",
    "RECENT",
    "SEEN",
    "SENTBEFORE",
    "SENTON",
    "SENTSINCE",
    "SINCE",
    "SMALLER",
    "SUBJECT",
    "TEXT",
    "TO",
    "UID",
    "UNANSWERED",
    "UNDELETED",
    "UNDRAFT",
    "UNFLAGGED",
    "UNKEYWORD",
    "UNSEEN",
};

// ---- rows -------------------------------------------------------------------------------------------------

/// What is said, without the tag; and all that comes back, lines parted by '|', "..." for any octets. The tag
/// is t.
struct CommandRow {
    std::string_view verb;
    In state;
    const char *said, *answer;
};
inline constexpr CommandRow kCommandRows[] = {
    {"CAPABILITY", In::Fresh, "CAPABILITY", "* CAPABILITY IMAP4rev1 ...|t OK ...|"},
    {"CAPABILITY", In::Authenticated, "capability", "* CAPABILITY IMAP4rev1 ...|t OK ...|"}, // K-9 asks again
    {"CAPABILITY", In::Fresh, "CAPABILITY x", "t BAD ...|"},
    {"NOOP", In::Selected, "NOOP", "t OK ...|"},
    {"NOOP", In::Selected, "NOOP ", "t BAD ...|"},
    {"LOGOUT", In::Selected, "LOGOUT", "* BYE ...|t OK ...|"},
    {"LOGOUT", In::Fresh, "LOGOUT now", "t BAD ...|"},
    {"STARTTLS", In::Fresh, "STARTTLS", "t OK ...|"},
    {"STARTTLS", In::Fresh, "STARTTLS now", "t BAD ...|"},
    {"AUTHENTICATE", In::Fresh,
     "AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==", "t OK [CAPABILITY IMAP4rev1 ...] ...|"},
    {"AUTHENTICATE", In::Fresh, "AUTHENTICATE PLAIN", "+ |"},
    {"AUTHENTICATE", In::Fresh, "AUTHENTICATE", "t BAD ...|"},
    {"AUTHENTICATE", In::Fresh, "AUTHENTICATE PLAIN !", "t BAD ...|"},
    {"AUTHENTICATE", In::Fresh, "AUTHENTICATE NONE", "t NO ...|"},
    {"LOGIN", In::Fresh, "LOGIN alice secret", "t OK [CAPABILITY IMAP4rev1 ...] ...|"},
    {"LOGIN", In::Fresh, "LOGIN \"alice\" {6+}|secret", "t OK [CAPABILITY IMAP4rev1 ...] ...|"},
    {"LOGIN", In::Fresh, "LOGIN alice wrong", "t NO [AUTHENTICATIONFAILED] ...|"},
    {"LOGIN", In::Fresh, "LOGIN alice", "t BAD ...|"},
    {"LOGIN", In::Fresh, "LOGIN alice secret x", "t BAD ...|"},
    {"LOGIN", In::Fresh, "LOGIN (alice) secret", "t BAD ...|"},
    {"SELECT", In::Authenticated, "SELECT inbox",
     "* FLAGS (...)|* 2 EXISTS|* 1 RECENT|* OK [UNSEEN 2] ...|* OK [PERMANENTFLAGS (...\\*)] ...|"
     "* OK [UIDVALIDITY 7] ...|* OK [UIDNEXT 21] ...|...t OK [READ-WRITE] ...|"},
    {"SELECT", In::Authenticated, "SELECT Nowhere", "t NO ...|"},
    {"SELECT", In::Authenticated, "SELECT", "t BAD ...|"},
    {"SELECT", In::Authenticated, "SELECT INBOX x", "t BAD ...|"},
    {"EXAMINE", In::Authenticated, "EXAMINE INBOX",
     "* FLAGS (...)|* 2 EXISTS|* 1 RECENT|...* OK [PERMANENTFLAGS ()] ...|...t OK [READ-ONLY] ...|"},
    {"EXAMINE", In::Authenticated, "EXAMINE", "t BAD ...|"},
    {"CREATE", In::Authenticated, "CREATE Drafts/2026", "t OK ...|"},
    {"CREATE", In::Authenticated, "CREATE INBOX", "t NO ...|"},
    {"CREATE", In::Authenticated, "CREATE", "t BAD ...|"},
    {"DELETE", In::Authenticated, "DELETE Work", "t OK ...|"},
    {"DELETE", In::Authenticated, "DELETE INBOX", "t NO ...|"},
    {"DELETE", In::Authenticated, "DELETE", "t BAD ...|"},
    {"RENAME", In::Authenticated, "RENAME Work Play", "t OK ...|"},
    {"RENAME", In::Authenticated, "RENAME Nowhere Play", "t NO ...|"},
    {"RENAME", In::Authenticated, "RENAME Work", "t BAD ...|"},
    {"SUBSCRIBE", In::Authenticated, "SUBSCRIBE Work", "t OK ...|"},
    {"SUBSCRIBE", In::Authenticated, "SUBSCRIBE", "t BAD ...|"},
    {"UNSUBSCRIBE", In::Authenticated, "UNSUBSCRIBE Work", "t OK ...|"},
    {"UNSUBSCRIBE", In::Authenticated, "UNSUBSCRIBE", "t BAD ...|"},
    {"LIST", In::Authenticated, "LIST \"\" %", "* LIST (...) \"/\" INBOX|* LIST (...) \"/\" Work|t OK ...|"},
    {"LIST", In::Authenticated, "LIST \"\" \"\"", "* LIST (\\Noselect) \"/\" \"\"|t OK ...|"},
    {"LIST", In::Authenticated, "LIST \"\"", "t BAD ...|"},
    {"LIST", In::Authenticated, "LIST % %", "t BAD ...|"},
    {"LSUB", In::Authenticated, "LSUB \"\" *", "* LSUB (...) \"/\" INBOX|* LSUB (...) \"/\" Work|t OK ...|"},
    {"LSUB", In::Authenticated, "LSUB *", "t BAD ...|"},
    {"STATUS", In::Authenticated, "STATUS INBOX (MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN)",
     "* STATUS INBOX (MESSAGES 2 RECENT ... UIDNEXT 21 UIDVALIDITY 7 UNSEEN 1)|t OK ...|"},
    {"STATUS", In::Authenticated, "STATUS Nowhere (MESSAGES)", "t NO ...|"},
    {"STATUS", In::Authenticated, "STATUS INBOX ()", "t BAD ...|"},
    {"STATUS", In::Authenticated, "STATUS INBOX MESSAGES", "t BAD ...|"},
    {"STATUS", In::Authenticated, "STATUS INBOX (COLOUR)", "t BAD ...|"},
    {"APPEND", In::Authenticated, "APPEND INBOX (\\Seen) \" 1-Feb-1994 21:52:25 -0800\" {6+}|A: b||",
     "t OK ...|"},
    {"APPEND", In::Authenticated, "APPEND Nowhere {6+}|A: b||", "t NO [TRYCREATE] ...|"},
    {"APPEND", In::Authenticated, "APPEND INBOX", "t BAD ...|"},
    {"APPEND", In::Authenticated, "APPEND INBOX \"quoted\"", "t BAD ...|"},
    {"APPEND", In::Authenticated, "APPEND INBOX (\\Recent) {6+}|A: b||", "t BAD ...|"},
    {"APPEND", In::Authenticated, "APPEND INBOX \"30-Feb-1994 21:52:25 -0800\" {6+}|A: b||", "t BAD ...|"},
    {"CHECK", In::Selected, "CHECK", "t OK ...|"},
    {"CHECK", In::Selected, "CHECK 1", "t BAD ...|"},
    {"CLOSE", In::Selected, "CLOSE", "t OK ...|"},
    {"CLOSE", In::Selected, "CLOSE x", "t BAD ...|"},
    {"EXPUNGE", In::Selected, "EXPUNGE", "* 1 EXPUNGE|t OK ...|"},
    {"EXPUNGE", In::Selected, "EXPUNGE 1", "t BAD ...|"},
    {"SEARCH", In::Selected, "SEARCH ALL", "* SEARCH 1 2|t OK ...|"},
    {"SEARCH", In::Selected, "SEARCH CHARSET X-NONE ALL", "t NO [BADCHARSET (US-ASCII UTF-8)] ...|"},
    {"SEARCH", In::Selected, "SEARCH CHARSET UTF-8", "t BAD ...|"},
    {"SEARCH", In::Selected, "SEARCH", "t BAD ...|"},
    {"FETCH", In::Selected, "FETCH 1,2 (UID)", "* 1 FETCH (UID 10)|* 2 FETCH (UID 20)|t OK ...|"},
    {"FETCH", In::Selected, "FETCH *:1 UID", "* 1 FETCH (UID 10)|* 2 FETCH (UID 20)|t OK ...|"},
    {"FETCH", In::Selected, "FETCH 3 UID", "t BAD ...|"},
    {"FETCH", In::Selected, "FETCH 0 UID", "t BAD ...|"},
    {"FETCH", In::Selected, "FETCH 1", "t BAD ...|"},
    {"FETCH", In::Selected, "FETCH UID", "t BAD ...|"},
    {"FETCH", In::Selected, "FETCH 1 ()", "t BAD ...|"},
    {"FETCH", In::Selected, "FETCH 1 UID FLAGS", "t BAD ...|"},
    {"FETCH", In::Selected, "FETCH 1 (ALL UID)", "t BAD ...|"},
    {"STORE", In::Selected, "STORE 2 +FLAGS (\\Deleted)",
     "* 2 FETCH (...FLAGS (\\Deleted \\Recent)...)|t OK ...|"},
    {"STORE", In::Selected, "STORE 2 -FLAGS.SILENT \\Seen", "t OK ...|"},
    {"STORE", In::Selected, "STORE 2 FLAGS", "t BAD ...|"},
    {"STORE", In::Selected, "STORE 2 FLAGS (\\Recent)", "t BAD ...|"},
    {"STORE", In::Selected, "STORE 2 FLAGS (\\*)", "t BAD ...|"},
    {"STORE", In::Selected, "STORE 2 COLOUR (red)", "t BAD ...|"},
    {"COPY", In::Selected, "COPY 1:2 Work", "t OK ...|"},
    {"COPY", In::Selected, "COPY 1 Nowhere", "t NO [TRYCREATE] ...|"},
    {"COPY", In::Selected, "COPY 9 Work", "t BAD ...|"},
    {"COPY", In::Selected, "COPY 1", "t BAD ...|"},
    {"UID", In::Selected, "UID FETCH 15:* FLAGS", "* 2 FETCH (UID 20 FLAGS (\\Recent))|t OK ...|"},
    {"UID", In::Selected, "UID FETCH 99 FLAGS", "t OK ...|"},
    {"UID", In::Selected, "UID SEARCH UNSEEN", "* SEARCH 20|t OK ...|"},
    {"UID", In::Selected, "UID STORE 10 +FLAGS.SILENT (\\Seen)", "t OK ...|"},
    {"UID", In::Selected, "UID COPY 10 Work", "t OK ...|"},
    {"UID", In::Selected, "UID", "t BAD ...|"},
    {"UID", In::Selected, "UID NOOP", "t BAD ...|"},
    {"UID", In::Selected, "UID FETCH 0 FLAGS", "t BAD ...|"},
};

/// Data items of letter 1: what is asked, what is told in the parentheses, and a bad form.
struct FetchRow {
    std::string_view item;
    const char *asked, *told, *bad;
};
inline constexpr FetchRow kFetchRows[] = {
    {"ALL", "ALL", "FLAGS (...) INTERNALDATE \"...\" RFC822.SIZE ... ENVELOPE (...)", "(ALL)"},
    {"FAST", "FAST", "FLAGS (...) INTERNALDATE \"...\" RFC822.SIZE ...", "FASTER"},
    {"FULL", "FULL", "FLAGS (...) INTERNALDATE \"...\" RFC822.SIZE ... ENVELOPE (...) BODY (...)", "FULL[]"},
    {"BODY", "BODY", "BODY (\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 7 1)", "BODY()"},
    {"BODY[]", "BODY[]", "BODY[] {...}|From: ...|apple|", "BODY["},
    {"BODY[]", "BODY[1]", "BODY[1] {7}|apple|", "BODY[0]"},
    {"BODY[]", "BODY[2]", "BODY[2] NIL", "BODY[1.]"},
    {"BODY[HEADER]", "BODY[HEADER]", "BODY[HEADER] {...}|From: ...||", "BODY[HEADERS]"},
    {"BODY[HEADER.FIELDS]", "BODY[HEADER.FIELDS (subject \"x-tag\")]",
     "BODY[HEADER.FIELDS (subject x-tag)] {...}|Subject: Hello|X-Tag: yes||", "BODY[HEADER.FIELDS ()]"},
    {"BODY[HEADER.FIELDS.NOT]", "BODY[HEADER.FIELDS.NOT (From To Cc Bcc Date X-Tag)]",
     "BODY[HEADER.FIELDS.NOT (From To Cc Bcc Date X-Tag)] {18}|Subject: Hello||", "BODY[HEADER.FIELDS.NOT]"},
    {"BODY[MIME]", "BODY[1.MIME]", "BODY[1.MIME] {...}|...", "BODY[MIME]"},
    {"BODY[TEXT]", "BODY[TEXT]", "BODY[TEXT] {7}|apple|", "BODY[TEXT.1]"},
    {"BODY[]<>", "BODY[TEXT]<1.3>", "BODY[TEXT]<1> {3}|ppl", "BODY[TEXT]<1>"},
    {"BODY[]<>", "BODY[TEXT]<5.100>", "BODY[TEXT]<5> {2}||", "BODY[TEXT]<1.0>"},
    {"BODY[]<>", "BODY[TEXT]<7.1>", "BODY[TEXT]<7> {0}|", "BODY[TEXT]<-1.3>"},
    {"BODY[]<>", "BODY[TEXT]<4294967295.4294967295>", "BODY[TEXT]<4294967295> {0}|",
     "BODY[TEXT]<4294967296.1>"},
    {"BODY.PEEK[]", "BODY.PEEK[TEXT]", "BODY[TEXT] {7}|apple|", "BODY.PEEK"},
    {"BODYSTRUCTURE", "BODYSTRUCTURE",
     "BODYSTRUCTURE (\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 7 1 NIL NIL NIL NIL)",
     "BODYSTRUCTURE[]"},
    {"ENVELOPE", "ENVELOPE",
     "ENVELOPE (\"Tue, 01 Feb 1994 10:00:00 +0000\" \"Hello\" ((\"Al \\\"Ice\\\"\" NIL \"alice\" "
     "\"x.test\")) "
     "((\"Al \\\"Ice\\\"\" NIL \"alice\" \"x.test\")) ((\"Al \\\"Ice\\\"\" NIL \"alice\" \"x.test\")) "
     "((NIL NIL \"bob\" \"x.test\")) ((NIL NIL \"carol\" \"x.test\")) ((NIL NIL \"dave\" \"x.test\")) NIL "
     "NIL)",
     "ENVELOPES"},
    {"FLAGS", "FLAGS", "FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Work)", "FLAGS.SILENT"},
    {"INTERNALDATE", "INTERNALDATE", "INTERNALDATE \" 1-Feb-1994 12:00:00 +0000\"", "INTERNAL"},
    {"RFC822", "RFC822", "RFC822 {...}|From: ...|apple|", "RFC822.PEEK"},
    {"RFC822.HEADER", "RFC822.HEADER", "RFC822.HEADER {...}|From: ...||", "RFC822.HEADER.LINES"},
    {"RFC822.SIZE", "RFC822.SIZE", "RFC822.SIZE 163", "RFC822.SIZE[]"},
    {"RFC822.TEXT", "RFC822.TEXT", "RFC822.TEXT {7}|apple|", "RFC822.TEXT.PEEK"},
    {"UID", "UID", "UID 10", "UIDS"},
};

/// Keys: asked in a way that finds letter 1, or 2, or both; and a bad form.
struct SearchRow {
    std::string_view key;
    const char *asked, *found, *bad;
};
inline constexpr SearchRow kSearchRows[] = {
    {"<sequence set>", "2:*", " 2", "1:"},
    {"<sequence set>", "*", " 2", "1,"},
    {"<sequence set>", "1,9", " 1", "0"},
    {"ALL", "ALL", " 1 2", "ALL x"},
    {"ANSWERED", "ANSWERED", " 1", "ANSWERED \"\""},
    {"BCC", "BCC dave", " 1", "BCC"},
    {"BEFORE", "BEFORE 1-Mar-1994", " 1", "BEFORE 1994-03-01"},
    {"BODY", "BODY APPLE", " 1", "BODY"},
    {"CC", "CC \"carol@\"", " 1", "CC (carol)"},
    {"DELETED", "DELETED", " 1", "DELETED()"},
    {"DRAFT", "DRAFT", " 1", "DRAFTS"},
    {"FLAGGED", "FLAGGED", " 1", "\\Flagged"},
    {"FROM", "FROM {5+}|ALICE", " 1", "FROM {5+}|ALICEX"},
    {"HEADER", "HEADER X-Tag \"\"", " 1", "HEADER X-Tag"},
    {"HEADER", "HEADER subject ell", " 1", "HEADER"},
    {"KEYWORD", "KEYWORD $work", " 1", "KEYWORD \\Seen"},
    {"LARGER", "LARGER 163", " 2", "LARGER -1"},
    {"NEW", "NEW", " 2", "NEW1"},
    {"NOT", "NOT SEEN", " 2", "NOT"},
    {"NOT", "NOT (NOT SEEN)", " 1", "NOT ()"},
    {"OLD", "OLD", " 1", "OLDER"},
    {"ON", "ON \"1-Mar-1994\"", " 2", "ON 30-Feb-1994"},
    {"OR", "OR FROM alice FROM erin", " 1 2", "OR SEEN"},
    {"OR", "OR (SEEN UNSEEN) OR 2 FROM nobody", " 2", "OR SEEN "},
    {"RECENT", "RECENT", " 2", "RECENT("},
    {"SEEN", "SEEN", " 1", "SEEN)"},
    {"SENTBEFORE", "SENTBEFORE 2-Feb-1994", " 1", "SENTBEFORE 2-Feb"},
    {"SENTON", "SENTON 01-Feb-1994", " 1", "SENTON 1-Foo-1994"},
    {"SENTSINCE", "SENTSINCE 2-Feb-1994", " 2", "SENTSINCE"},
    {"SINCE", "SINCE 1-Feb-1994", " 1 2", "SINCE 1 Feb 1994"},
    {"SMALLER", "SMALLER 164", " 1", "SMALLER 4294967296"},
    {"SUBJECT", "SUBJECT hello", " 1", "SUBJECT \"hello"},
    {"SUBJECT", "SUBJECT \"\"", " 1 2", "SUBJECT hello\\"},
    {"TEXT", "TEXT banana", " 2", "TEXT"},
    {"TO", "TO bob", " 1", "TO "},
    {"UID", "UID 11:99", " 2", "UID 1:x"},
    {"UNANSWERED", "UNANSWERED", " 2", "UN ANSWERED"},
    {"UNDELETED", "UNDELETED", " 2", "UNDELETED%"},
    {"UNDRAFT", "UNDRAFT", " 2", "(UNDRAFT"},
    {"UNFLAGGED", "UNFLAGGED", " 2", "UNFLAGGED  ALL"},
    {"UNKEYWORD", "UNKEYWORD $WORK", " 2", "UNKEYWORD"},
    {"UNSEEN", "UNSEEN", " 2", "UNSEEN ALL)"},
};

} // namespace mf::test
