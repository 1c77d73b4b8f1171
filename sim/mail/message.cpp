#include "sim/mail/message.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"
#include "sim/mail/scanner.h"
#include "sim/mail/search_text.h"
#include "sim/mail/tokens.h"

#include <utility>

namespace mf::mail {

Message::Message() = default;
Message::~Message() = default;

std::shared_ptr<const Message> Message::parse(Blob octets)
{
    auto message = std::make_shared<Message>();
    message->m_octets = std::move(octets);
    message->m_parts = scanParts(message->m_octets.view());
    MF_CHECK(!message->m_parts.empty());
    return message;
}

std::optional<std::string> Message::header(std::string_view name, const Part &part) const
{
    for (const HeaderField &field : part.fields)
        if (ascii::equals(text(field.name), name))
            return unfolded(text(field.value));
    return std::nullopt;
}

const SearchText &Message::searchText() const
{
    return m_searchText.get([this] { return SearchText(*this); });
}

const Part *Message::section(const std::vector<unsigned> &numbers) const
{
    // A number counts the parts of a multipart. Asked of a letter that is none, 1 is the letter itself;
    // after that there is nothing more, unless it carries another letter. A multipart without parts is told as
    // having one, its body.
    const Part *part = &root();
    bool hasItself = true; // as its part 1
    for (const unsigned number : numbers) {
        if (!hasItself && part->isMessage()) {
            part = &m_parts[static_cast<std::size_t>(part->children.front())];
            hasItself = true;
        }
        if (!part->isMultipart()) {
            if (!std::exchange(hasItself, false) || number != 1)
                return nullptr;
            continue;
        }
        if (number == 0 || number > part->children.size())
            return nullptr;
        part = &m_parts[static_cast<std::size_t>(part->children[number - 1])];
        hasItself = part->type == "multipart" && part->children.empty();
    }
    return part;
}

} // namespace mf::mail
