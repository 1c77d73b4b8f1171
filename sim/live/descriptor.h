// A file descriptor that is closed when its owner goes.
#pragma once

namespace mf::live {

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) { }
    Descriptor(Descriptor &&other) noexcept;
    Descriptor &operator=(Descriptor &&other) noexcept;
    ~Descriptor();

    /// Another name for the same socket; none if there are no more.
    static Descriptor duplicate(int descriptor);

    explicit operator bool() const { return m_descriptor >= 0; }
    int value() const { return m_descriptor; }

private:
    void swap(Descriptor &other) noexcept;
    int m_descriptor = -1;
};

} // namespace mf::live
