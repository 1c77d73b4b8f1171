// A trace as JSON lines: one record a line, for scripts. Secrets are masked unless somebody asks for them.
#pragma once

#include "sim/kernel/trace.h"
#include "sim/story/secrets.h"

#include <functional>
#include <string>

namespace mf::story {

/// Prints records as JSON lines with the keys id cause at_us until_us kind from to stream mail text
/// bytes_base64 facts (resources/trace.schema.json). Records go in in their order: whether octets of a stream
/// are secret depends on what came before (AUTH, then its answers).
class JsonLines {
public:
    enum class Secrets { Masked, Shown };
    JsonLines(std::function<std::string(NodeId)> names, Secrets secrets)
        : m_names(std::move(names))
        , m_secrets(secrets)
    { }

    /// One line with its LF.
    std::string print(const Record &record);

private:
    std::function<std::string(NodeId)> m_names;
    Secrets m_secrets;
    SecretFinder m_finder;
};

/// resources/trace.schema.json (JSON Schema 2020-12): what a line of it looks like.
std::string traceSchema();

} // namespace mf::story
