#include "sim/mail/compose.h"

#include "sim/base/ascii.h"
#include "sim/base/base64.h"
#include "sim/mail/date.h"
#include "sim/mail/encode.h"
#include "sim/mail/message.h"
#include "sim/mail/tokens.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::mail {

namespace {

/// Words of a person or a peer within a field that the program makes: one line of printable ASCII.
std::string plain(std::string_view text)
{
    std::string out(text);
    for (char &c : out)
        if (!ascii::isPrintable(c))
            c = static_cast<unsigned char>(c) < 0x80 ? ' ' : '?';
    return out;
}

std::string printAll(const std::vector<Path> &paths)
{
    std::string out;
    for (const Path &path : paths)
        out += (out.empty() ? "" : ", ") + path.print();
    return out;
}

const std::string *given(const Draft &draft, std::string_view name)
{
    for (const auto &[field, value] : draft.headers)
        if (ascii::equals(field, name))
            return &value;
    return nullptr;
}

/// MIME fields for the body, and the body as it travels. What the draft says itself stays as it is.
std::string printMime(const Draft &draft, std::string &body)
{
    const std::string *type = given(draft, "Content-Type");
    if (given(draft, "Content-Transfer-Encoding") || !needsEncoding(body))
        return type && !given(draft, "MIME-Version") ? printField("MIME-Version", "1.0") : std::string();
    std::string fields;
    if (!given(draft, "MIME-Version"))
        fields += printField("MIME-Version", "1.0");
    if (!type)
        fields += printField("Content-Type", "text/plain; charset=utf-8");
    // RFC 2045 section 6.4: a composite type has no encoding but 7bit, 8bit and binary.
    const bool composite =
        type && (ascii::startsWith(*type, "multipart/") || ascii::startsWith(*type, "message/"));
    fields += printField("Content-Transfer-Encoding", composite ? "8bit" : "quoted-printable");
    if (!composite)
        body = toQuotedPrintable(body);
    return fields;
}

/// What differs between reports.
struct ReportWords {
    std::string_view action, subject, explanation;
};

const ReportWords &wordsFor(Telling telling)
{
    static constexpr ReportWords words[] = {
        {"failed", "Undeliverable: your letter is returned",
         "Your letter could not be delivered to the recipients below.\r\n"
         "It will not be tried again.\r\n"},
        {"delayed", "Delayed: your letter has not arrived yet",
         "Your letter is late. It could not be delivered yet to the recipients below,\r\n"
         "and it will be tried again. You need not send it once more.\r\n"},
        {"delivered", "Delivered: your letter has arrived",
         "You wanted to know what becomes of your letter. It has gone well.\r\n"},
    };
    return words[static_cast<std::size_t>(telling)];
}

std::string_view headerOf(const Message &message)
{
    std::string_view header = message.text(message.root().header);
    if (header.ends_with("\r\n\r\n"))
        header.remove_suffix(2); // the empty line belongs to the letter, not to its fields
    return header;
}

/// A boundary that depends on nothing but the letter's name and occurs nowhere in what it parts.
std::string boundaryFor(std::string_view use, std::string_view messageId, std::string_view contents)
{
    std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a
    for (const char c : messageId)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    std::string boundary;
    do
        boundary = fmt::format("=_{}_{:016x}", use, hash++);
    while (contents.contains(boundary));
    return boundary;
}

/// What is returned of the letter.
std::string_view returnedOf(const BounceDraft &draft, const Message &original)
{
    return draft.returnsAll ? draft.original.view() : headerOf(original);
}

/// RFC 2045 section 6.8: lines of at most 76 characters.
std::string base64Lines(std::string_view octets)
{
    constexpr std::size_t kOctetsALine = 57;
    std::string out;
    for (std::size_t at = 0; at < octets.size(); at += kOctetsALine)
        out += toBase64(octets.substr(at, kOctetsALine)) + "\r\n";
    return out;
}

/// A file's name as a parameter (RFC 2231 section 4 where it is not ASCII).
std::string printFileName(std::string_view name)
{
    if (!isAscii(name)) {
        std::string out = "filename*=UTF-8''";
        for (const char c : name) {
            const bool plain = ascii::isAlpha(c) || ascii::isDigit(c) || c == '.' || c == '-' || c == '_';
            out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
        return out;
    }
    std::string out = "filename=\"";
    for (const char c : name)
        out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    return out + '"';
}

std::string printAttachment(const Attachment &file)
{
    const std::string type = file.type.empty() ? "application/octet-stream" : plain(file.type);
    return printField("Content-Type", type)
           + printField("Content-Disposition", "attachment; " + printFileName(file.name))
           + printField("Content-Transfer-Encoding", "base64") + "\r\n" + base64Lines(file.octets.view());
}

/// RFC 2046 section 5.1.3: the text, then the files. Its MIME fields, and the body.
std::string printMixed(const Draft &draft, std::string body)
{
    std::string text = printField("Content-Type", "text/plain; charset=utf-8");
    if (needsEncoding(body)) {
        text += printField("Content-Transfer-Encoding", "quoted-printable");
        body = toQuotedPrintable(body);
    }
    const std::string delimiter = boundaryFor("mixed", draft.messageId, body);
    std::string out = printField("MIME-Version", "1.0")
                      + printField("Content-Type", "multipart/mixed; boundary=\"" + delimiter + '"') + "\r\n";
    out += "--" + delimiter + "\r\n" + text + "\r\n" + body;
    for (const Attachment &file : draft.attachments)
        out += "\r\n--" + delimiter + "\r\n" + printAttachment(file);
    return out + "\r\n--" + delimiter + "--\r\n";
}

std::string statusOf(const FailedRecipient &failed, bool delayed)
{
    if (!failed.reply.status.none())
        return failed.reply.status.print();
    return delayed || failed.reply.transient() ? "4.0.0" : "5.0.0";
}

/// RFC 3464 section 2.3: the fields about one recipient, in the section's order.
std::string printRecipient(const BounceDraft &draft, const FailedRecipient &failed)
{
    std::string out;
    if (!failed.named.empty())
        out += printField("Original-Recipient", plain(failed.named));
    else if (failed.original)
        out += printField("Original-Recipient", "rfc822; " + plain(failed.original->print()));
    out += printField("Final-Recipient", "rfc822; " + plain(failed.recipient.print()));
    const bool delayed = draft.telling == Telling::Delay;
    out += printField("Action", failed.action.empty() ? wordsFor(draft.telling).action : failed.action);
    out += printField("Status", statusOf(failed, delayed));
    if (!failed.remoteHost.empty())
        out += printField("Remote-MTA", "dns; " + plain(failed.remoteHost));
    // Section 2.3.6: as the transport issued it, so only what a host did say.
    const Reply &said = failed.lastSaid.value_or(failed.reply);
    if (said.code != 0 && !failed.remoteHost.empty()) {
        const std::string status = said.status.none() ? std::string() : said.status.print() + ' ';
        out +=
            printField("Diagnostic-Code", plain(fmt::format("smtp; {} {}{}", said.code, status, said.text)));
    }
    if (failed.lastAttempt != CalendarTime{})
        out += printField("Last-Attempt-Date", printDate(failed.lastAttempt));
    if (delayed && draft.retryUntil != CalendarTime{})
        out += printField("Will-Retry-Until", printDate(draft.retryUntil));
    return out;
}

std::string printExplanation(const BounceDraft &draft)
{
    std::string out = fmt::format("This is the mail system of {}.\r\n\r\n", plain(draft.reportingHost));
    out += wordsFor(draft.telling).explanation;
    if (draft.telling == Telling::Delay && draft.retryUntil != CalendarTime{})
        out +=
            fmt::format("If it does not arrive before {} you will be told.\r\n", printDate(draft.retryUntil));
    for (const FailedRecipient &failed : draft.failed) {
        out += fmt::format("\r\n{}\r\n", plain(failed.recipient.printInBrackets()));
        if (failed.original)
            out += fmt::format("    (you wrote to {})\r\n", plain(failed.original->printInBrackets()));
        const bool saidSo = !failed.remoteHost.empty() && !failed.lastSaid;
        if (saidSo)
            out += fmt::format("    {} said:\r\n", plain(failed.remoteHost));
        const std::string code = saidSo && failed.reply.code ? fmt::format("{} ", failed.reply.code) : "";
        for (const std::string_view line : ascii::split(failed.reply.text, '\n'))
            out += fmt::format("    {}{}\r\n", code, plain(line));
    }
    return out;
}

/// RFC 3464 section 2: a block of fields for the letter, then one for each recipient.
std::string printStatus(const BounceDraft &draft)
{
    std::string out;
    if (!draft.envelopeId.empty())
        out += printField("Original-Envelope-Id", plain(draft.envelopeId));
    out += printField("Reporting-MTA", "dns; " + plain(draft.reportingHost));
    out += printField("Arrival-Date", printDate(draft.arrival));
    for (const FailedRecipient &failed : draft.failed)
        out += "\r\n" + printRecipient(draft, failed);
    return out;
}

} // namespace

Blob compose(const Draft &draft)
{
    std::string out;
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty() && !given(draft, name))
            out += printField(name, value);
    };
    add("Date", printDate(draft.date));
    add("From", draft.from.print());
    add("To", printAll(draft.to));
    add("Cc", printAll(draft.cc));
    add("Subject", draft.subject);
    add("Message-ID", draft.messageId.empty() ? "" : '<' + draft.messageId + '>');
    std::string body = withCrlf(draft.body);
    const std::string mime = draft.attachments.empty() ? printMime(draft, body) : std::string();
    for (const auto &[name, value] : draft.headers)
        out += printField(name, value);
    if (!draft.attachments.empty())
        return Blob(out + printMixed(draft, std::move(body)));
    return Blob(out + mime + "\r\n" + body);
}

std::string printReceived(const Received &received)
{
    std::string out = "Received:";
    if (!received.fromHelo.empty() || !received.fromAddress.empty()) {
        out += " from " + plain(received.fromHelo.empty() ? received.fromAddress : received.fromHelo);
        if (!received.fromAddress.empty() && !received.fromHelo.empty())
            out += " (" + plain(received.fromAddress) + ')';
        out += "\r\n\t";
    } else {
        out += ' ';
    }
    out += "by " + plain(received.by) + " with " + plain(received.with);
    if (!received.tls.empty())
        out += "\r\n\t(" + plain(received.tls) + ')';
    if (!received.id.empty())
        out += " id " + plain(received.id);
    if (!received.forRecipient.empty())
        out += "\r\n\tfor <" + plain(received.forRecipient) + '>';
    return out + ";\r\n\t" + printDate(received.date) + "\r\n";
}

bool BounceDraft::isEightBit() const { return !isAscii(returnedOf(*this, *Message::parse(original))); }

Blob composeBounce(const BounceDraft &draft)
{
    const std::string boundary = boundaryFor("report", draft.messageId, draft.original.view());
    const auto original = Message::parse(draft.original);
    const std::string_view returned = returnedOf(draft, *original);
    const std::string explanation = printExplanation(draft);
    const bool encoded = needsEncoding(explanation); // a peer's reply may be a long line
    const bool eightBit = !isAscii(returned);
    std::string out = printField("Date", printDate(draft.date));
    out += printField("From", "Mail Delivery System <MAILER-DAEMON@" + plain(draft.reportingHost) + '>');
    out += printField("To", draft.to.print());
    out += printField("Subject", wordsFor(draft.telling).subject);
    out += printField("Message-ID", '<' + draft.messageId + '>');
    if (const auto id = original->header("Message-ID"))
        out += printField("In-Reply-To", plain(*id));
    out += printField("Auto-Submitted", "auto-replied"); // RFC 3834 section 5
    out += printField("MIME-Version", "1.0");
    out +=
        printField("Content-Type",
                   fmt::format("multipart/report; report-type=delivery-status; boundary=\"{}\"", boundary));
    if (eightBit)
        out += printField("Content-Transfer-Encoding", "8bit");
    const std::string delimiter = "--" + boundary;
    out += "\r\n" + delimiter + "\r\nContent-Type: text/plain; charset=us-ascii\r\n";
    if (encoded)
        out += "Content-Transfer-Encoding: quoted-printable\r\n";
    out += "\r\n" + (encoded ? toQuotedPrintable(explanation) : explanation) + "\r\n" + delimiter
           + "\r\nContent-Type: message/delivery-status\r\n\r\n";
    out += printStatus(draft) + "\r\n" + delimiter
           + "\r\nContent-Type: " + (draft.returnsAll ? "message/rfc822" : "text/rfc822-headers") + "\r\n";
    if (eightBit)
        out += "Content-Transfer-Encoding: 8bit\r\n";
    out += "\r\n";
    out += returned;
    return Blob(out + "\r\n" + delimiter + "--\r\n");
}

} // namespace mf::mail
