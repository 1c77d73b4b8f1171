#include "sim/node/node.h"

#include <utility>

namespace mf::node {

Node::Node(std::string name, IpAddress address, NodeKind kind, Program program)
    : m_name(std::move(name))
    , m_address(address)
    , m_kind(kind)
    , m_program(std::move(program))
{ }

Node::Node(const Node &) = default;
Node::Node(Node &&) noexcept = default;
Node &Node::operator=(const Node &) = default;
Node &Node::operator=(Node &&) noexcept = default;
Node::~Node() = default;

Effects Node::handle(const NodeInput &input, const Moment &moment)
{
    return std::visit([&](auto &program) { return program.handle(input, moment); }, m_program);
}

std::optional<Instant> Node::deadline() const
{
    return std::visit([](const auto &program) { return program.deadline(); }, m_program);
}

std::unique_ptr<StreamMachine> Node::listen(std::uint16_t port) const
{
    return std::visit([port](const auto &program) { return program.listen(port); }, m_program);
}

NodeView Node::view(Instant now) const
{
    NodeView view;
    view.name = m_name;
    view.kind = m_kind;
    view.address = m_address;
    std::visit([&](const auto &program) { program.describe(view, now); }, m_program);
    return view;
}

} // namespace mf::node
