// What a server reads of a letter's header when it accepts it, and what it puts on top (RFC 5321 section 4.4,
// RFC 6409 section 8).
#pragma once

#include "sim/base/blob.h"
#include "sim/base/time.h"
#include "sim/mail/address.h"
#include "sim/wire/question.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mf::node {

/// A letter that has passed this many servers is going in circles (RFC 5321 section 6.3): 554 5.4.6.
inline constexpr std::size_t kHopLimit = 30;

/// The few things of a letter's header that matter to a server.
struct Glance {
    std::string messageId; ///< with its angle brackets; empty: there is none
    std::string subject;   ///< decoded to UTF-8
    std::size_t receivedCount = 0;
    std::vector<std::string> deliveredTo; ///< aliases that have been followed for it (RFC 9228)
    bool hasDate = false;
};
Glance glanceAt(const Blob &letter);

struct StampRequest {
    std::string hostName;
    std::string id; ///< the server's own name of the letter
    CalendarTime date{};
    bool completes =
        false; ///< submission: a missing Message-ID or Date is added (RFC 6409 sections 8.2, 8.3)
};
/// The fields that this server adds on top, Received first; `glance` learns of the Message-ID that was made.
std::string stampFor(const StampRequest &request, const AcceptMessage &accepted, Glance &glance);

/// "Delivered-To: team@example.org\r\n" for each alias that led to somewhere else: one that the letter comes
/// back to is not followed again (RFC 9228).
std::string deliveredTo(const std::vector<mail::Path> &aliases);
bool cameBackTo(const std::vector<mail::Path> &aliases, const Glance &glance);

/// "Return-Path: <a@example.org>\r\n": only at final delivery.
std::string returnPath(const mail::Path &from);

} // namespace mf::node
