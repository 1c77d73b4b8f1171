// The actions of a datagram machine as effects of its node.
#pragma once

#include "sim/node/node_io.h"

#include <utility>
#include <variant>

namespace mf::node {

inline Effects effectsOf(DatagramActions actions)
{
    Effects out;
    for (DatagramAction &action : actions) {
        if (auto *send = std::get_if<SendDatagram>(&action))
            out.push_back(std::move(*send));
        else if (auto *noted = std::get_if<Noted>(&action))
            out.push_back(Note{noted->kind, MailId::None, std::move(noted->facts)});
    }
    return out;
}

} // namespace mf::node
