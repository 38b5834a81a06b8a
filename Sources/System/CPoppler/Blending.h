// Splash's arithmetic of colours, so that our pixels are equal to its.
#pragma once

namespace cpoppler {

// A product of two bytes over 255, rounded; as in Splash.cc, which keeps it to
// itself.
inline unsigned char divideBy255(int product) {
    return static_cast<unsigned char>((product + (product >> 8) + 0x80) >> 8);
}

}  // namespace cpoppler
