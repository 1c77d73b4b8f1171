// What is wrong with something a person gave us, where, and what to do about it.
#pragma once

#include "sim/base/phrase.h"

#include <string>
#include <vector>

namespace mf {

/// One error in our input: a file, a form, an argument. Never for a peer's misbehaviour (that gets a reply).
struct Fault {
    std::string file; ///< as the person named it; empty where there is no file
    int line = 0;     ///< from 1; 0: the whole file
    int column = 0;   ///< from 1, in characters
    Phrase message;   ///< what is wrong and what to do: `unknown key "sevices"; did you mean "services"?`
    std::string sourceLine; ///< the line itself, for the caret; may be empty

    /// `file:line:column: message`, then the line and a caret where there is one.
    std::string print(Translation into = nullptr) const;
    friend bool operator==(const Fault &, const Fault &) = default;
};
using Faults = std::vector<Fault>;

} // namespace mf
