// The table of keys as others read it: a JSON Schema, from which editors complete and check, and a page for
// authors.
#pragma once

#include <string>

namespace mf::schema {

/// resources/scenario.schema.json (JSON Schema 2020-12).
std::string jsonSchema();

/// scenarios/KEYS.md.
std::string authorPage();

} // namespace mf::schema
