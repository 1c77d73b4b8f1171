#include "sim/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace mf {

void checkFailed(const char *condition, const char *file, int line)
{
    std::fprintf(stderr, "%s:%d: this should never happen: %s\n", file, line, condition);
    std::abort();
}

} // namespace mf
