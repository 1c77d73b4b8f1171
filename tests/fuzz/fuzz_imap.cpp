#include "sim/imap/server.h"
#include "tests/fuzz/machine_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *octets, std::size_t size)
{
    mf::imap::ServerOptions options;
    options.hostName = "mail.example.org";
    mf::imap::ServerSession session(options);
    mf::fuzz::Session(session).run({reinterpret_cast<const char *>(octets), size});
    return 0;
}
