#include "sim/live/descriptor.h"

#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace mf::live {

Descriptor::Descriptor(Descriptor &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept
{
    Descriptor(std::move(other)).swap(*this);
    return *this;
}

void Descriptor::swap(Descriptor &other) noexcept { std::swap(m_descriptor, other.m_descriptor); }

Descriptor::~Descriptor()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Descriptor Descriptor::duplicate(int descriptor)
{
    return Descriptor(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
}

} // namespace mf::live
