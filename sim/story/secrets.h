// Passwords in a trace: found by following each stream's conversation, and replaced by stars. For everything
// that writes a trace down.
#pragma once

#include "sim/kernel/trace.h"

#include <map>
#include <string>
#include <string_view>

namespace mf::story {

inline constexpr std::string_view kStars = "****";

/// Sees records in their order. Secret is what follows AUTH, PASS, APOP, LOGIN and AUTHENTICATE in their
/// line, and what a client answers until the server has judged the login (RFC 4954, RFC 1939, RFC 5034, RFC
/// 3501); however the octets are cut.
class SecretFinder {
public:
    struct Masked {
        std::string octets;
        bool changed = false;
    };
    /// The record's octets with what is secret replaced. Only segments have secrets.
    Masked mask(const Record &record);

private:
    /// One stream's client.
    struct Talk {
        NodeId client = NodeId::None;
        std::string line;        // the beginning of the line that is under way
        std::string tail;        // its end, where a literal is announced
        bool hidden = false;     // the rest of it is secret
        bool answering = false;  // whole lines are: the server has yet to judge a login
        bool login = false;      // the last command was one
        bool letter = false;     // after 354: lines of a letter are no commands
        std::size_t literal = 0; // octets of an IMAP literal that are still to come: no commands either
    };
    static constexpr std::size_t kLineLimitOctets = 200; ///< of a line, as far as it decides
    static constexpr std::size_t kTailOctets = 32;

    void hear(Talk &talk, const Record &reply);
    static bool hides(std::string_view family, const Talk &talk);
    static std::string shownOf(Talk &talk, std::string_view family, std::string_view octets);
    static void endLine(Talk &talk, std::string_view family);

    std::map<StreamId, Talk> m_talks;
};

} // namespace mf::story
