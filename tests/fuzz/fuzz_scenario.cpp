#include "sim/scenario/reader.h"
#include "sim/world/scenario.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *octets, std::size_t size)
{
    const auto file = mf::readScenario({reinterpret_cast<const char *>(octets), size}, "fuzz.yaml");
    if (file)
        (void)mf::completed(file->base);
    return 0;
}
