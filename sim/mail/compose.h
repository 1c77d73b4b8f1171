// Letters that the program itself writes: those of scenario and composer, trace headers, and bounces.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/time.h"
#include "sim/mail/address.h"
#include "sim/mail/reply.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mf::mail {

/// A file that travels with a letter.
struct Attachment {
    std::string name; ///< UTF-8, without a folder
    std::string type; ///< "image/png"; empty: application/octet-stream
    Blob octets;
    friend bool operator==(const Attachment &, const Attachment &) = default;
};

struct Draft {
    Path from;
    std::vector<Path> to;
    std::string subject; ///< UTF-8
    std::string body;    ///< UTF-8, LF or CRLF line ends
    std::vector<std::pair<std::string, std::string>>
        headers; ///< further fields, in order; override the made ones
    CalendarTime date{};
    std::string messageId; ///< without brackets: "1@alice-laptop"
    std::vector<Path> cc = {};
    std::vector<Attachment> attachments = {}; ///< with some, `headers` bring no MIME fields
};

/// The letter with From, To, Cc, Subject, Date, Message-ID and, where it is needed, MIME headers (RFC 5322, 2045, 2047). CRLF line ends; lines
/// of at most 998 octets.
Blob compose(const Draft &draft);

/// The Received field that a server puts on top (RFC 5321 section 4.4), folded, with its final CRLF.
struct Received {
    std::string fromHelo, fromAddress; ///< address literal: [192.0.2.1]
    std::string by, with, id;          ///< host, protocol (RFC 3848), the server's own name of the letter
    std::string tls;                   ///< "TLSv1.3 TLS_AES_256_GCM_SHA384"; empty: in clear
    std::string forRecipient;          ///< only where there is one; empty else
    CalendarTime date{};
};
std::string printReceived(const Received &received);

/// A delivery status notification (RFC 3464) as multipart/report (RFC 6522), from the null path.
struct FailedRecipient {
    Path recipient;
    Reply reply;                        ///< why; code 0: no reply was had, text says why
    std::string remoteHost;             ///< who said so; empty: we did
    std::optional<Reply> lastSaid = {}; ///< what that host said, where `reply` is our own conclusion from it
    std::optional<Path> original = {};  ///< whom the sender named, where that was somebody else
    CalendarTime lastAttempt{};         ///< zero: there was none
    std::string named =
        {}; ///< as the sender's own program calls him (ORCPT): "rfc822;carol@example.net"; empty: not said
    std::string action =
        {}; ///< where nothing has failed: "delivered", "relayed", "expanded" (RFC 3464 section 2.3.3)
};
/// What a report is about.
enum class Telling : std::uint8_t { Failure, Delay, Success };
struct BounceDraft {
    std::string reportingHost;
    Path to; ///< the letter's sender
    std::vector<FailedRecipient> failed;
    Blob original;           ///< its header is returned
    bool returnsAll = false; ///< all of it is
    std::string envelopeId;  ///< ENVID; empty: not said
    CalendarTime date{}, arrival{};
    std::string messageId;
    Telling telling = Telling::Failure;
    CalendarTime retryUntil{}; ///< of a delay: when it will be given up; zero: not said

    /// Whether its octets are not all ASCII: those that are returned are not.
    bool isEightBit() const;
};
Blob composeBounce(const BounceDraft &draft);

} // namespace mf::mail
