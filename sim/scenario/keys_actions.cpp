#include "sim/scenario/keys.h"

#include "sim/base/ascii.h"
#include "sim/scenario/attached.h"
#include "sim/scenario/suggest.h"

#include <fmt/format.h>

#include <algorithm>

namespace mf::schema {

using yaml::Tree;

namespace values {

struct Send {
    static constexpr Look looks[] = {{Shape::Object, Many::One, {}, &kSendObject}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        auto &send = into.what.emplace<SendAction>();
        send.id = fmt::format("letter-{}", reading.scenario().actions.size());
        reading.object(value, kSendObject, &send);
    }
};

struct Attached {
    static constexpr Look looks[] = {{Shape::Object, Many::List, {}, &kAttachedObject}};
    static void read(Reading &reading, const Tree &value, std::vector<mail::Attachment> &into)
    {
        if (!reading.isList(value))
            return;
        for (const Tree &child : value.children)
            reading.object(child, kAttachedObject, &into.emplace_back());
        if (const std::size_t octets = octetsOf(into); octets > kFilesLimitOctets)
            reading.fault(value.where(),
                          phrase("the files of a letter have at most {} octets in all; these have {}",
                                 kFilesLimitOctets, octets));
    }
};

struct Check {
    static constexpr Look looks[] = {{Shape::Node}, {Shape::Object, Many::One, {}, &kCheckObject}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        auto &check = into.what.emplace<CheckMailAction>();
        if (value.isMap())
            reading.object(value, kCheckObject, &check);
        else
            NodeName::read(reading, value, check.client);
    }
};

struct MarkLetter {
    static constexpr Look looks[] = {{Shape::Object, Many::One, {}, &kMarkObject}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        reading.object(value, kMarkObject, &into.what.emplace<MarkAction>());
    }
};

struct Move {
    static constexpr Look looks[] = {{Shape::Object, Many::One, {}, &kMoveObject}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        reading.object(value, kMoveObject, &into.what.emplace<MoveAction>());
    }
};

struct Delete {
    static constexpr Look looks[] = {{Shape::Object, Many::One, {}, &kDeleteObject}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        reading.object(value, kDeleteObject, &into.what.emplace<DeleteAction>());
    }
};

struct Discard {
    static constexpr Look looks[] = {{Shape::Object, Many::One, {}, &kDiscardObject}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        reading.object(value, kDiscardObject, &into.what.emplace<DiscardAction>());
    }
};

struct TypedLines {
    static constexpr Look looks[] = {{Shape::Text, Many::List},
                                     {Shape::Object, Many::List, {}, &kTypedLineObject}};
    static void read(Reading &reading, const Tree &value, std::vector<node::TypedLine> &into)
    {
        if (!reading.isList(value))
            return;
        for (const Tree &child : value.children) {
            node::TypedLine &line = into.emplace_back();
            if (child.isMap())
                reading.object(child, kTypedLineObject, &line);
            else
                Text::read(reading, child, line.text);
        }
    }
};

/// true, false, or how long after the last line.
struct HangUp {
    static constexpr Look looks[] = {{Shape::Flag}, {Shape::Duration}};
    static void read(Reading &reading, const Tree &value, TypeAction &into)
    {
        if (value.isText() && !value.text.empty() && ascii::isDigit(value.text.front()))
            return values::Duration::read(reading, value, into.hangsUpAfter.emplace());
        bool hangsUp = true;
        Flag::read(reading, value, hangsUp);
        into.staysOpen = !hangsUp;
    }
};

struct Type {
    static constexpr Look looks[] = {{Shape::Object, Many::One, {}, &kTypeObject}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        reading.object(value, kTypeObject, &into.what.emplace<TypeAction>());
    }
};

struct ChangeRecords {
    static constexpr auto &looks = Texts::looks;
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        Texts::read(reading, value, into.what.emplace<ChangeRecordsAction>().zones);
    }
};

struct LeaveDomain {
    static constexpr Look looks[] = {{Shape::Object, Many::One, {}, &kLeaveObject}};
    static void read(Reading &reading, const Tree &value, ActionSpec &into)
    {
        reading.object(value, kLeaveObject, &into.what.emplace<LeaveDomainAction>());
    }
};

namespace {

constexpr std::string_view kMarkWords[] = {"read", "unread"};

std::optional<bool> isMarkOfRead(std::string_view name)
{
    return name == "read" ? std::optional(true) : name == "unread" ? std::optional(false) : std::nullopt;
}

constexpr std::string_view kLeavingWords[] = {"refuse", "relay"};

std::optional<node::Taking> leavingNamed(std::string_view name)
{
    using enum node::Taking;
    return name == "refuse" ? std::optional(Refuses) : name == "relay" ? std::optional(Relays) : std::nullopt;
}

} // namespace

} // namespace values

namespace {

using namespace values;

constexpr Key kAfterKeys[] = {
    key<&When::afterLetter, LetterName>("letter", "the letter", {.required = true}),
    key<&When::afterFate, FateWord>("is", "what becomes of it", {.required = true}),
    key<&When::afterNode, NodeName>("node", "only there; anywhere if not given"),
    key<&When::delay, values::Duration>("delay", "this much later"),
};
constexpr Key kSendKeys[] = {
    key<&SendAction::id, Text>("id", "what the letter is called in this file; made if not given"),
    key<&SendAction::from, UserAddress>("from", "who writes", {.required = true}),
    key<&SendAction::client, NodeName>("client",
                                       "on which machine; the first client of that user if not given"),
    key<&SendAction::to, List<MailAddress, Alone::Taken>>("to", "who is to get it", {.required = true}),
    key<&SendAction::cc, List<MailAddress, Alone::Taken>>("cc", "who is to get a copy"),
    key<&SendAction::subject, Text>("subject", "what it is about"),
    key<&SendAction::body, Text>("body", "what it says"),
    key<&SendAction::headers, Texts>("headers", "further header fields"),
    key<&SendAction::attachments, Attached>("attachments", "files that go with it, at most 1 MiB in all"),
};
constexpr Key kMarkKeys[] = {
    key<&MarkAction::letter, LetterName>("letter", "the letter", {.required = true}),
    key<&MarkAction::client, NodeName>("client", "the device on which it lies", {.required = true}),
    key<&MarkAction::asRead, Word<kMarkWords, isMarkOfRead>>(
        "as", "read or unread; by IMAP the server hears of it", {.required = true}),
};
constexpr Key kCheckKeys[] = {
    key<&CheckMailAction::client, NodeName>("client", "the device", {.required = true}),
    key<&CheckMailAction::mailbox, Text>(
        "mailbox", "by IMAP: a mailbox of the account that it looks at from now on, beside INBOX"),
};
constexpr Key kMoveKeys[] = {
    key<&MoveAction::letter, LetterName>("letter", "the letter", {.required = true}),
    key<&MoveAction::client, NodeName>("client", "the device on which it lies, which reads by IMAP",
                                       {.required = true}),
    key<&MoveAction::mailbox, Text>("to", "the mailbox of the same account", {.required = true}),
};
constexpr Key kDeleteKeys[] = {
    key<&DeleteAction::letter, LetterName>("letter", "the letter", {.required = true}),
    key<&DeleteAction::client, NodeName>(
        "client",
        "the device on which it lies; by IMAP it is deleted on the server, and "
        "then here, by POP3 here, and on the server if it was left there",
        {.required = true}),
    key<&DeleteAction::onlyMarks, Flag>(
        "only-mark", "true, by IMAP: it is marked as deleted and stays; false if not given"),
};
constexpr Key kDiscardKeys[] = {
    key<&DiscardAction::letter, LetterName>("letter", "the letter", {.required = true}),
    key<&DiscardAction::client, NodeName>("client", "the device, which still has it in its outbox",
                                          {.required = true}),
};
constexpr Key kTypedLineKeys[] = {
    key<&node::TypedLine::after, Optional<values::Duration>>(
        "after", "so long after the line before it, or after the beginning; after a silence if not given"),
    key<&node::TypedLine::text, Text>("line", "what is typed", {.required = true}),
};
constexpr Key kTypeKeys[] = {
    key<&TypeAction::node, NodeName>("node", "where: a client or a host", {.required = true}),
    key<&TypeAction::server, NodeName>("server", "whom it is said to", {.required = true}),
    key<&TypeAction::service, Word<kServiceWords, node::serviceNamed>>(
        "service", "at which of its services; smtp if not given"),
    key<&TypeAction::lines, TypedLines>("lines", "what is typed, whatever the answer", {.required = true}),
    key<&TypeAction::pause, values::Duration>(
        "pause", "silence before each line that has no time of its own; 1s if not given"),
    keyOf<TypeAction, HangUp>(
        "hang-up", "true: after such a silence at the end; a time: so long after the last line; false: "
                   "never; true if not given"),
};
constexpr Key kLeaveKeys[] = {
    key<&LeaveDomainAction::domain, Text>("domain", "the domain", {.required = true}),
    key<&LeaveDomainAction::server, NodeName>("server", "the server that it leaves", {.required = true}),
    key<&LeaveDomainAction::taking, Word<kLeavingWords, leavingNamed>>(
        "then",
        "refuse: it is like any foreign domain; relay: its mail is passed on to its MX; refuse if not "
        "given"),
};
constexpr Key kActionKeys[] = {
    keyIn<&ActionSpec::when, &When::at, values::Duration>("at", "when, from the beginning; or else:"),
    key<&ActionSpec::when, Group<kAfterObject>>("after", "when something has become of a letter"),
    keyOf<ActionSpec, Send>("send", "somebody writes a letter; or else:"),
    keyOf<ActionSpec, Check>("check-mail", "the client that looks for mail"),
    keyOf<ActionSpec, MarkLetter>("mark", "a letter on a device is marked as read, or as new again"),
    keyOf<ActionSpec, Move>("move", "a letter on a device is moved to another mailbox"),
    keyOf<ActionSpec, Delete>("delete", "a letter is deleted on a device"),
    keyOf<ActionSpec, Discard>("discard", "a letter is taken out of an outbox"),
    keyOf<ActionSpec, Type>("type", "somebody speaks a protocol by hand"),
    keyOf<ActionSpec, ChangeRecords>("change-records", "lines that take the place of a zone's records of the "
                                                       "same name and type, by origin; its serial grows"),
    keyOf<ActionSpec, LeaveDomain>("leave-domain", "a server stops taking a domain's mail into mailboxes"),
};

void checkActionKeys(Reading &reading, const Tree &tree, void *)
{
    if ((tree.find("at") != nullptr) == (tree.find("after") != nullptr))
        reading.fault(tree.begin, phrase("an action has one time: write at: or after:"));
    constexpr std::string_view things[] = {"send",    "check-mail", "mark",           "move",        "delete",
                                           "discard", "type",       "change-records", "leave-domain"};
    if (std::ranges::count_if(things, [&](std::string_view thing) { return tree.find(thing) != nullptr; })
        != 1)
        reading.fault(tree.begin,
                      phrase("an action is one thing: write send:, check-mail:, mark:, move:, delete:, "
                             "discard:, "
                             "type:, change-records: or leave-domain:"));
}

void checkType(Reading &reading, const Tree &tree, void *read)
{
    const auto &typed = *static_cast<const TypeAction *>(read);
    const bool isOnlyOpened = typed.staysOpen || typed.hangsUpAfter;
    if (tree.find("lines") != nullptr && typed.lines.empty() && !isOnlyOpened)
        reading.fault(tree.find("lines")->begin, phrase("what is typed? write a line at least"));
    for (const auto &[line, after] : typed.lines)
        if (line.find_first_of("\r\n") != line.npos)
            reading.fault(tree.find("lines")->where(),
                          phrase("what is typed is lines: one of these has a line break in it"));
}

void checkSend(Reading &reading, const Tree &tree, void *read)
{
    const auto &send = *static_cast<const SendAction *>(read);
    if (tree.find("to") != nullptr && send.to.empty() && send.cc.empty())
        reading.fault(tree.find("to")->begin, phrase("a letter needs somebody to go to"));
    for (const auto &[name, text] : send.headers)
        if (name.find_first_of(": \t\r\n") != name.npos || text.find_first_of("\r\n") != text.npos
            || name.empty())
            reading.fault(tree.find("headers")->where(),
                          phrase("{} is not one header field with one line of text", quoted(name)));
    if (send.subject.find_first_of("\r\n") != send.subject.npos)
        reading.fault(tree.find("subject")->begin, phrase("a subject is one line"));
}

} // namespace

constinit const Object kAfterObject{English("moment after a letter's fate"),
                                    "When something has become of a letter.", kAfterKeys};
constinit const Object kSendObject{English("letter"), "A letter that somebody writes.", kSendKeys, checkSend};
constinit const Object kActionObject{English("action"), "Something that a person does.", kActionKeys,
                                     checkActionKeys};
constinit const Object kCheckObject{English("look at the mail"), "A client looks for mail.", kCheckKeys};
constinit const Object kMoveObject{English("move"), "A letter on a device goes to another mailbox.",
                                   kMoveKeys};
constinit const Object kMarkObject{English("mark"), "A letter on a device is read, or new again.", kMarkKeys};
constinit const Object kDeleteObject{English("deletion"), "A letter is deleted on a device.", kDeleteKeys};
constinit const Object kDiscardObject{English("discarding"), "A letter is taken out of an outbox.",
                                      kDiscardKeys};
constinit const Object kTypedLineObject{English("typed line"), "A line that is typed at its time.",
                                        kTypedLineKeys};
constinit const Object kTypeObject{English("conversation by hand"), "Somebody types commands at a terminal.",
                                   kTypeKeys, checkType};
constinit const Object kLeaveObject{English("farewell"), "A domain has moved to another provider.",
                                    kLeaveKeys};

} // namespace mf::schema
