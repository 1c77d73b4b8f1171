// What a server says, understood (RFC 3501 section 7): for the client session. Robust against anything.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/ids.h"
#include "sim/wire/mailbox.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mf::imap {

enum class Condition : std::uint8_t { Ok, No, Bad, Bye, PreAuth };

/// OK, NO, BAD; untagged also BYE and PREAUTH (section 7.1).
struct StatusResponse {
    std::string tag; ///< "*" where it is untagged
    Condition condition = Condition::Ok;
    std::string code, codeArgument; ///< [UIDNEXT 4392]: "UIDNEXT", "4392"; the code in upper case
    std::string text;
};
struct CapabilityResponse {
    std::vector<std::string> names; ///< upper case
};
struct ListResponse {
    std::string mailbox; ///< UTF-8
    bool selectable = true;
    std::uint8_t specialUse = 0; ///< set of SpecialUse
};
/// EXISTS, RECENT, EXPUNGE
struct NumberResponse {
    std::uint32_t number = 0;
    std::string name;
};
struct FetchResponse {
    std::uint32_t number = 0;
    std::optional<Uid> uid;
    std::optional<Flags> flags;
    std::optional<Blob> letter; ///< BODY[]: a slice of the frame
};
/// "+ ..." (section 7.5)
struct ContinuationResponse {
    std::string text;
};
/// Whatever else a server may say; a client has to put up with it (section 7).
struct OtherResponse {
    std::string name;
};
using Response = std::variant<StatusResponse, CapabilityResponse, ListResponse, NumberResponse, FetchResponse,
                              ContinuationResponse, OtherResponse>;

/// One frame (see frame_reader.h). The error says what cannot be understood.
std::expected<Response, std::string> parseResponse(const Blob &frame);

/// Whether a frame is text to its end, so that {n} there announces nothing: status responses and
/// continuations.
bool endsInText(std::string_view frame);

} // namespace mf::imap
