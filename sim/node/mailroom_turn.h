// What the parts of the mailroom share while one question is answered (mailroom.cpp, mailroom_imap.cpp).
#pragma once

#include "sim/node/mailroom.h"

#include <expected>
#include <type_traits>
#include <utility>
#include <vector>

namespace mf::node {

/// One question being answered: who asks, and what the answer does beside.
struct Mailroom::Turn {
    const SessionAsked &asked;
    const Moment &moment;
    Effects &out;
    store::Changes changes = {};
    std::vector<Place> changed = {}, gone = {}; // whose watchers are to be told
};

/// The result as an answer; Done where there is nothing to tell.
template <typename T>
Answer answerOf(std::expected<T, Refusal> result)
{
    if (!result)
        return Refused{result.error()};
    if constexpr (std::is_void_v<T>)
        return Done{};
    else
        return std::move(*result);
}

inline Note noteDeleted(const std::string &mailbox, const StoredLetter &letter)
{
    return {Kind::LetterDeleted, letter.mail, Facts().add(Key::Mailbox, mailbox).add(Key::Uid, letter.uid)};
}

/// A note for each letter that was there before and is no more.
inline void noteDeletions(const Mailbox &before, const Mailbox &after, Effects &out)
{
    LetterList::compare(
        before->letters, after->letters,
        [&](std::size_t, const StoredLetter &letter) { out.emplace_back(noteDeleted(before->name, letter)); },
        [](std::size_t, const StoredLetter &, const StoredLetter &) {}, [](const StoredLetter &) {});
}

} // namespace mf::node
