#include "sim/smtp/server.h"
#include "tests/fuzz/machine_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *octets, std::size_t size)
{
    mf::smtp::ServerOptions options;
    options.hostName = "mail.example.org";
    options.authMechanisms = mf::sasl::mechanismNames();
    options.authInClear = true;
    mf::smtp::ServerSession session(options);
    mf::fuzz::Session(session).run({reinterpret_cast<const char *>(octets), size});
    return 0;
}
