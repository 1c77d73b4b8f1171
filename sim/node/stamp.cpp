#include "sim/node/stamp.h"

#include "sim/base/ascii.h"
#include "sim/mail/compose.h"
#include "sim/mail/date.h"
#include "sim/mail/message.h"
#include "sim/mail/mime.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::node {

namespace {

/// The octets up to and with the empty line: a letter of 25 MB is not scanned for its Subject.
Blob headerOf(const Blob &letter)
{
    if (letter.view().starts_with("\r\n"))
        return {};
    const std::size_t end = letter.view().find("\r\n\r\n");
    return end == Blob::kToEnd ? letter : letter.slice(0, end + 4);
}

} // namespace

Glance glanceAt(const Blob &letter)
{
    const auto header = mail::Message::parse(headerOf(letter));
    Glance glance;
    glance.messageId = header->header("Message-ID").value_or("");
    glance.subject = mail::decodeHeader(header->header("Subject").value_or(""));
    glance.hasDate = header->header("Date").has_value();
    for (const mail::HeaderField &field : header->root().fields) {
        const std::string_view name = header->text(field.name);
        glance.receivedCount += ascii::equals(name, "Received") ? 1 : 0;
        if (ascii::equals(name, "Delivered-To"))
            glance.deliveredTo.emplace_back(ascii::trimmed(header->text(field.value)));
    }
    return glance;
}

std::string stampFor(const StampRequest &request, const AcceptMessage &accepted, Glance &glance)
{
    const Reception &reception = accepted.reception;
    mail::Received received;
    received.fromHelo = reception.heloName;
    received.fromAddress = reception.peerAddress;
    received.by = request.hostName;
    received.with = reception.protocol;
    received.id = request.id;
    received.tls = reception.tls;
    // RFC 5321 section 7.6: with several recipients "for" would betray those of Bcc to the others.
    if (accepted.envelope.to.size() == 1)
        received.forRecipient = accepted.envelope.to.front().print();
    received.date = request.date;

    std::string stamp = mail::printReceived(received);
    if (request.completes && !glance.hasDate)
        stamp += "Date: " + mail::printDate(request.date) + "\r\n";
    if (request.completes && glance.messageId.empty()) {
        glance.messageId = '<' + request.id + '@' + request.hostName + '>';
        stamp += "Message-ID: " + glance.messageId + "\r\n";
    }
    return stamp;
}

std::string deliveredTo(const std::vector<mail::Path> &aliases)
{
    std::string fields;
    for (const mail::Path &alias : aliases)
        fields += fmt::format("Delivered-To: {}\r\n", alias.print());
    return fields;
}

bool cameBackTo(const std::vector<mail::Path> &aliases, const Glance &glance)
{
    return std::ranges::any_of(aliases, [&](const mail::Path &alias) {
        return std::ranges::any_of(glance.deliveredTo, [&](const std::string &before) {
            return ascii::equals(before, alias.print());
        });
    });
}

std::string returnPath(const mail::Path &from) { return "Return-Path: " + from.printInBrackets() + "\r\n"; }

} // namespace mf::node
