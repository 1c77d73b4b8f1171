// What a run is to go on until: a letter's fate, a class of replies, or anything at a machine.
#pragma once

#include "sim/base/ids.h"
#include "sim/kernel/trace.h"
#include "sim/world/scenario.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

/// The classes that SMTP's first digit names (RFC 5321 section 4.2.1), of POP3 and IMAP by what they mean.
enum class ReplyClass : std::uint8_t { Done = 2, GoOn = 3, NotNow = 4, Never = 5 };

/// The class of a code, "250" or "-ERR"; nothing: it is none of these.
std::optional<ReplyClass> replyClassOf(std::string_view code);
/// The classes of the replies that a record is: several where they were pipelined, none where it is no reply.
std::vector<ReplyClass> replyClassesOf(const Record &record);

/// All that is given has to hold of one record; what is not given may be anything.
struct Wanted {
    std::optional<Fate> fate{};
    MailId mail = MailId::None; ///< of the fate: this letter
    std::string letter{};       ///< of the fate: the letter that the scenario calls so, written or not yet
    std::optional<ReplyClass> reply{};
    NodeId node = NodeId::None; ///< where it happens, or whom it is for
};

/// Looks at records in their order and says where to stop.
class Watch {
public:
    explicit Watch(Wanted wanted) : m_wanted(std::move(wanted)) { }
    bool stopsAfter(const Record &record);

private:
    bool isOfTheLetter(const Record &record) const;

    Wanted m_wanted;
};

} // namespace mf::story
