#include "sim/dns/message.h"

#include <cstdint>

// What can be read can be printed, and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *octets, std::size_t size)
{
    const auto message = mf::dns::parse(mf::Blob::copyOf({reinterpret_cast<const char *>(octets), size}));
    if (message)
        (void)mf::dns::parse(mf::Blob(mf::dns::print(*message)));
    return 0;
}
