// What the inspector says about an event, as simple HTML, in three depths.
#pragma once

#include "sim/base/ids.h"

#include <QString>

#include <cstdint>
#include <string_view>

namespace mf::ui {

class Simulation;
class Teller;
struct Theme;

/// How deep a person looks: what a postcard would tell; the talk around it; the octets.
enum class Depth : std::uint8_t { Postcard, Dialogue, Bytes };
inline constexpr int kDepthCount = int(Depth::Bytes) + 1;

/// Sentence, explanation, why, cause and consequences; from Dialogue on what was said around it; as Bytes its octets
/// and facts, too. Links are "record:<index>", "letter:<mail>" and "term:<id>".
QString recordPage(const Simulation &simulation, const Teller &teller, Index record, const Theme &theme,
                   Depth depth = Depth::Bytes);

/// "0000  4d 41 49 4c 20 46 52 4f  MAIL FRO", a line for each eight octets.
QString hexLines(std::string_view octets);

} // namespace mf::ui
