// What IMAP tells of a letter without giving it: ENVELOPE, BODY and BODYSTRUCTURE (RFC 3501 section 7.4.2).
#pragma once

#include "sim/mail/message.h"

#include <cstdint>
#include <string>

namespace mf::imap {

/// Date, subject, from, sender, reply-to, to, cc, bcc, in-reply-to, message-id, as they stand in the header
/// of `part`.
void appendEnvelope(std::string &out, const mail::Message &message, const mail::Part &part);

/// BODY is BODYSTRUCTURE without what may come after the fixed fields ("extension data").
enum class Structure : std::uint8_t { Short, Extended };
void appendBodyStructure(std::string &out, const mail::Message &message, const mail::Part &part,
                         Structure structure);

/// Of the whole letter, made once and kept beside it.
const std::string &envelopeOf(const mail::Message &message);
const std::string &structureOf(const mail::Message &message, Structure structure);

} // namespace mf::imap
