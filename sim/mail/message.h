// A letter: octets that never change, and where its headers and MIME parts lie in them (RFC 5322, RFC 2045, RFC 2046).
//
// The offsets come from our own iterative scanner, so that sections are exact on broken MIME too; what the parts *mean* (encoded words,
// charsets, parameters) is decoded by GMime in mime.h.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/kept.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::mail {

/// Half-open range of octets in the letter.
struct Range {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
    friend bool operator==(const Range &, const Range &) = default;
};

/// One header field: `field` covers name to the final CRLF, folded lines included.
struct HeaderField {
    Range field;
    Range name;  ///< without the colon
    Range value; ///< after the colon, still folded, without the final CRLF
};

/// One node of the part tree. Parts stand in document order; `parent` comes before its children.
struct Part {
    int parent = -1; ///< index in Message::parts(); -1: the letter itself
    std::vector<int> children;
    Range header;              ///< up to and with the empty line that ends it
    Range body;                ///< after it, without the CRLF before the next boundary
    std::size_t bodyLines = 0; ///< CRLFs in the body
    std::vector<HeaderField> fields;
    std::string type = "text",
                subtype = "plain"; ///< lower case; the defaults of RFC 2045 section 5.2 are applied
    std::string boundary;          ///< of a multipart

    bool isMultipart() const { return type == "multipart" && !children.empty(); }
    /// Its one child is the letter inside. One too deep, or encoded against RFC 2046 section 5.2.1, is a leaf and not read.
    bool isMessage() const { return type == "message" && subtype == "rfc822" && !children.empty(); }
};

class SearchText;

class Message {
public:
    static constexpr std::size_t kPartLimit = 10'000;  ///< parts; what is beyond is the body of the last
    static constexpr std::size_t kDepthLimit = 100;    ///< nesting; deeper parts are leaves
    static constexpr std::size_t kFieldLimit = 10'000; ///< header fields of a part

    /// Never fails: what is not MIME is text/plain.
    static std::shared_ptr<const Message> parse(Blob octets);
    Message();
    ~Message();
    Message(const Message &) = delete;
    Message &operator=(const Message &) = delete;

    const Blob &octets() const { return m_octets; }
    const std::vector<Part> &parts() const { return m_parts; } ///< at least one
    const Part &root() const { return m_parts.front(); }

    std::string_view text(Range range) const { return m_octets.view().substr(range.begin, range.size()); }
    /// The value of the first field of that name in the part's header, unfolded, without outer white space.
    std::optional<std::string> header(std::string_view name, const Part &part) const;
    std::optional<std::string> header(std::string_view name) const { return header(name, root()); }

    /// The part that an IMAP section number names (RFC 3501 section 6.4.5): {} the letter, {1,2} ...; null: there is none.
    const Part *section(const std::vector<unsigned> &numbers) const;

    /// Texts that are made of the letter when somebody first asks, and kept beside it.
    const SearchText &searchText() const;
    enum class Rendering : std::uint8_t { Envelope, Structure, ExtendedStructure }; ///< IMAP's
    template <typename Make>
    const std::string &rendering(Rendering which, Make make) const
    {
        return m_renderings[static_cast<std::size_t>(which)].get(make);
    }

private:
    Blob m_octets;
    std::vector<Part> m_parts;
    Kept<SearchText> m_searchText;
    std::array<Kept<std::string>, 3> m_renderings;
};

} // namespace mf::mail
