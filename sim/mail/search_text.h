// What a letter says, as SEARCH looks through it (RFC 3501 section 6.4.4): decoded once, kept beside the
// letter.
#pragma once

#include "sim/base/kept.h"
#include "sim/mail/casemap.h"
#include "sim/mail/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace mf::mail {

/// Case-mapped header of a part.
class SearchHeader {
public:
    SearchHeader(const Message &message, const Part &part);

    bool holds(const Needle &needle) const { return needle.isIn(m_text); }
    /// Whether a field of that name has it. What is not there has nothing, not even "".
    bool fieldHolds(std::string_view name, const Needle &needle) const;

private:
    struct Field {
        Range name, value;
    };
    std::string m_text; // "NAME: VALUE" LF ...
    std::vector<Field> m_fields;
};

/// Case-mapped texts of a letter below its header: text parts as a person reads them, and headers of letters
/// inside. Other parts are not text: nobody looks for a word in an image.
class SearchBody {
public:
    explicit SearchBody(const Message &message);
    bool holds(const Message &message, const Needle &needle) const;

private:
    struct Piece {
        Range plain;      // ASCII that lies in the letter as it is read: no copy of it
        std::string text; // else
    };
    std::vector<Piece> m_pieces;
};

class SearchText {
public:
    explicit SearchText(const Message &message) : m_header(message, message.root()) { }

    const SearchHeader &header() const { return m_header; }
    const SearchBody &body(const Message &message) const
    {
        return m_body.get([&message] { return SearchBody(message); });
    }

private:
    SearchHeader m_header;
    Kept<SearchBody> m_body;
};

} // namespace mf::mail
