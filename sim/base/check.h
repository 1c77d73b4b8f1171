// A check that a bug cannot pass: on in every build, because a wrong simulation is worse than none.
#pragma once

namespace mf {

/// Prints what failed and aborts. Only for bugs of ours: a bad peer gets a reply, a bad file a Fault.
[[noreturn]] void checkFailed(const char *condition, const char *file, int line);

} // namespace mf

#define MF_CHECK(condition)                                                                                  \
    do {                                                                                                     \
        if (!(condition)) [[unlikely]]                                                                       \
            ::mf::checkFailed(#condition, __FILE__, __LINE__);                                               \
    } while (false)
