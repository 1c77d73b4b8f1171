// "Predict": what comes next as a question, made from a copy of the world that runs ahead. Nobody has to write it.
#pragma once

#include "sim/story/story.h"

#include <optional>

namespace mf::story {

/// How far ahead is looked, and how many answers there are at most.
inline constexpr std::size_t kPredictedSteps = 20'000, kPredictedChoices = 4;

/// Asks at which machine the next step of that size ends; its right answer says what happened there. Nothing: nothing
/// more happens by itself, or there is only one machine. The choices stand in the order of the machines.
std::optional<LessonStop> prediction(World ahead, StepSize size, const Words &words);

} // namespace mf::story
