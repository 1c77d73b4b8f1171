// A letter as a person reads it: which part is the text, which files come with it; and the addresses that a
// person types into To and Cc.
#pragma once

#include "sim/mail/address.h"
#include "sim/mail/message.h"

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mf::mail {

/// A file in a letter.
struct AttachedFile {
    std::size_t part = 0; ///< index in Message::parts()
    std::string name;     ///< UTF-8, of no folder, fit for a file system; never empty
    std::string type;     ///< "image/png"
    std::size_t octets = 0;
};

/// Which parts are read, RFC 2046 section 5.1: of alternatives each kind of text once; what is not read is a file.
struct Reading {
    static constexpr int kNone = -1;
    int plain = kNone, html = kNone; ///< indexes in Message::parts()
    std::vector<AttachedFile> files;
};
Reading readingOf(const Message &message);

/// What an answer to a letter begins with (RFC 5322 section 3.6.4).
struct Answer {
    std::string to, subject;                                  ///< as a person edits them
    std::string quoted;                                       ///< LF line ends; empty: there is no plain text
    std::vector<std::pair<std::string, std::string>> headers; ///< In-Reply-To, References
};
Answer answerTo(const Message &message);

/// The part that HTML calls "cid:id" (RFC 2392), where it is an image; null: there is none.
const Part *imagePart(const Message &message, std::string_view contentId);

/// What stands in a To or Cc field of a person: "carol@example.net, Bob <bob@example.org>". The error says
/// which one is no address, and why.
std::expected<std::vector<Path>, Phrase> parseRecipients(std::string_view text);

} // namespace mf::mail
