// The direction characters are written in.
#pragma once

#include <vector>

#include <CharTypes.h>

namespace cpoppler {

enum class Direction { left, right, number, neutral };

// The direction of a character, as Unicode's bidirectional classes group it (L; R and AL;
// EN and AN; the rest), by block.
Direction directionOf(Unicode character);

// Puts a line's positions, numbered as displayed from left to right, in logical
// order: runs of the other direction are reversed, as pdftotext does it.
std::vector<int> logicalOrder(const std::vector<Unicode> &line, bool isPageLeftToRight);

}  // namespace cpoppler
