#include "sim/smtp/dialect.h"

namespace mf::smtp {

std::string_view name(Dialect dialect)
{
    switch (dialect) {
    case Dialect::Relay: return "smtp";
    case Dialect::Submission: return "submission";
    case Dialect::Lmtp: return "lmtp";
    }
    return {};
}

} // namespace mf::smtp
