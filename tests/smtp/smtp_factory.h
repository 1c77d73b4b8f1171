// SMTP sessions as the policy lines of a dialogue describe them.
//
//   server   hostname dialect=relay|submission|lmtp extensions=size,pipelining,8bitmime,enhancedstatuscodes
//            tls=offered|required auth=PLAIN,LOGIN auth-in-clear=yes login=required bare-newlines=accept
//            size-limit recipient-limit line-limit auth-line-limit text-line-limit pending-limit error-limit
//   client   helo dialect tls=offered|required login password auth-in-clear=yes eightbit=yes from to=A,B
//            letter (a block) or letter-octets=N; a second mail by from2 to2 letter2
#pragma once

#include "sim/wire/machine.h"

#include <map>
#include <memory>
#include <string>

namespace mf::test {

std::unique_ptr<StreamMachine> makeSmtpSession(const std::map<std::string, std::string> &policy);

} // namespace mf::test
