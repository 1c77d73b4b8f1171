// The table of commands: what this server understands, and when.
#include "sim/imap/server.h"

namespace mf::imap {

/// Which verb is legal when, and who handles it. The handlers assume the state is right.
std::span<const ServerSession::Verb> ServerSession::verbs()
{
    using S = ServerSession;
    constexpr unsigned before = in(State::NotAuthenticated);
    constexpr unsigned selected = in(State::Selected);
    constexpr unsigned inside = in(State::Authenticated) | selected;
    constexpr unsigned any = before | inside;
    // clang-format off
    static constexpr Verb table[] = {
        // verb           legal in  handler             RFC
        {"CAPABILITY",    any,      &S::capability},    // 3501 section 6.1.1
        {"NOOP",          any,      &S::noop},          // 3501 section 6.1.2
        {"LOGOUT",        any,      &S::logout},        // 3501 section 6.1.3
        {"ID",            any,      &S::id, "ID"},            // 2971
        {"STARTTLS",      before,   &S::startTls},      // 3501 section 6.2.1
        {"ENABLE",        inside,   &S::enable, "ENABLE"},        // 5161
        {"AUTHENTICATE",  before,   &S::authenticate},  // 3501 section 6.2.2, 4959
        {"LOGIN",         before,   &S::login},         // 3501 section 6.2.3
        {"SELECT",        inside,   &S::select},        // 3501 section 6.3.1
        {"EXAMINE",       inside,   &S::examine},       // 3501 section 6.3.2
        {"CREATE",        inside,   &S::create},        // 3501 section 6.3.3
        {"DELETE",        inside,   &S::remove},        // 3501 section 6.3.4
        {"RENAME",        inside,   &S::rename},        // 3501 section 6.3.5
        {"SUBSCRIBE",     inside,   &S::subscribe},     // 3501 section 6.3.6
        {"UNSUBSCRIBE",   inside,   &S::unsubscribe},   // 3501 section 6.3.7
        {"LIST",          inside,   &S::list},          // 3501 section 6.3.8
        {"LSUB",          inside,   &S::lsub},          // 3501 section 6.3.9
        {"STATUS",        inside,   &S::status},        // 3501 section 6.3.10
        {"APPEND",        inside,   &S::append},        // 3501 section 6.3.11
        {"NAMESPACE",     inside,   &S::nameSpace, "NAMESPACE"},     // 2342
        {"GETQUOTA",      inside,   &S::getQuota, "QUOTA"},      // 9208 section 4.1.1
        {"GETQUOTAROOT",  inside,   &S::getQuotaRoot, "QUOTA"},  // 9208 section 4.1.2
        {"SETQUOTA",      inside,   &S::setQuota, "QUOTA"},      // 9208 section 4.1.3
        {"IDLE",          inside,   &S::idle, "IDLE"},          // 2177
        {"CHECK",         selected, &S::noop},          // 3501 section 6.4.1
        {"CLOSE",         selected, &S::close},         // 3501 section 6.4.2
        {"UNSELECT",      selected, &S::unselect, "UNSELECT"},      // 3691
        {"EXPUNGE",       selected, &S::expunge},       // 3501 section 6.4.3
        {"SEARCH",        selected, &S::search},        // 3501 section 6.4.4
        {"SORT",          selected, &S::sort, "SORT"},          // 5256 section 3
        {"THREAD",        selected, &S::thread},        // 5256 section 3
        {"FETCH",         selected, &S::fetch},         // 3501 section 6.4.5
        {"STORE",         selected, &S::store},         // 3501 section 6.4.6
        {"COPY",          selected, &S::copy},          // 3501 section 6.4.7
        {"MOVE",          selected, &S::move, "MOVE"},          // 6851 section 3.1
        {"UID",           selected, &S::uid},           // 3501 section 6.4.8
    };
    // clang-format on
    return table;
}

/// RFC 3501 section 6.4.8, and what extensions add to it.
std::span<const ServerSession::Verb> ServerSession::uidVerbs()
{
    using S = ServerSession;
    constexpr unsigned selected = in(State::Selected);
    static constexpr Verb table[] = {
        {"FETCH", selected, &S::fetch},   {"SEARCH", selected, &S::search},   {"SORT", selected, &S::sort},
        {"THREAD", selected, &S::thread}, {"STORE", selected, &S::store},     {"COPY", selected, &S::copy},
        {"MOVE", selected, &S::move},     {"EXPUNGE", selected, &S::expunge}, // 4315 section 2.1
    };
    return table;
}

} // namespace mf::imap
