#include "sim/imap/sort.h"

#include "sim/base/check.h"
#include "sim/mail/base_subject.h"
#include "sim/mail/casemap.h"
#include "sim/mail/date.h"
#include "sim/mail/mime.h"

#include <algorithm>

namespace mf::imap {

namespace {

using By = SortCriterion::By;

/// The local part of the field's first address; a group's name where one comes first.
std::string firstMailbox(const mail::Message &message, std::string_view field)
{
    const auto value = message.header(field);
    const auto addresses = value ? mail::parseAddresses(*value) : std::vector<mail::HeaderAddress>{};
    if (addresses.empty())
        return {};
    const mail::HeaderAddress &first = addresses.front();
    return mail::casemapped(first.groupStart ? first.name : first.localPart);
}

std::variant<std::int64_t, std::string> sortValue(By by, const LetterToSearch &letter)
{
    const auto number = [](CalendarTime time) { return std::int64_t{time.time_since_epoch().count()}; };
    switch (by) {
    case By::Arrival: return number(letter.letter.internalDate);
    case By::Size: return std::int64_t{letter.letter.sizeOctets};
    case By::Date: return number(sentTime(letter));
    case By::Cc: return firstMailbox(*letter.message, "Cc");
    case By::From: return firstMailbox(*letter.message, "From");
    case By::To: return firstMailbox(*letter.message, "To");
    case By::Subject: break;
    }
    return mail::casemapped(mail::baseSubject(letter.message->header("Subject").value_or("")).text);
}

} // namespace

bool needsLetter(std::span<const SortCriterion> criteria)
{
    return std::ranges::any_of(criteria, [](const SortCriterion &criterion) {
        return criterion.by != By::Arrival && criterion.by != By::Size;
    });
}

SortValues sortValues(std::span<const SortCriterion> criteria, const LetterToSearch &letter)
{
    MF_CHECK(letter.message != nullptr || !needsLetter(criteria));
    SortValues values;
    values.reserve(criteria.size());
    for (const SortCriterion &criterion : criteria)
        values.push_back(sortValue(criterion.by, letter));
    return values;
}

bool sortsBefore(std::span<const SortCriterion> criteria, const SortValues &one, const SortValues &other)
{
    for (std::size_t i = 0; i < criteria.size(); ++i)
        if (one[i] != other[i])
            return (one[i] < other[i]) != criteria[i].reverse;
    return false;
}

CalendarTime sentTime(const LetterToSearch &letter)
{
    const auto field = letter.message->header("Date");
    const auto sent = field ? mail::parseDate(*field) : std::nullopt;
    return sent.value_or(letter.letter.internalDate);
}

} // namespace mf::imap
