#include "sim/base/check.h"
#include "sim/mail/message.h"
#include "sim/mail/mime.h"

#include <cstdint>

// Whatever the octets: the parts lie inside the letter and inside their parents, and decoding ends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *octets, std::size_t size)
{
    using namespace mf;
    const auto letter = mail::Message::parse(Blob::copyOf({reinterpret_cast<const char *>(octets), size}));
    for (const mail::Part &part : letter->parts()) {
        MF_CHECK(part.header.begin <= part.header.end && part.header.end <= part.body.begin);
        MF_CHECK(part.body.begin <= part.body.end && part.body.end <= size);
        if (part.parent >= 0) {
            const mail::Part &parent = letter->parts()[static_cast<std::size_t>(part.parent)];
            MF_CHECK(part.header.begin >= parent.body.begin && part.body.end <= parent.body.end);
        }
        (void)mail::decodedText(*letter, part);
    }
    (void)mail::parseAddresses(letter->header("From").value_or(""));
    (void)mail::decodeHeader(letter->header("Subject").value_or(""));
    return 0;
}
