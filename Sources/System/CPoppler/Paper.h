// The white sheet under what was drawn.
#pragma once

#include <splash/SplashBitmap.h>

namespace cpoppler {

// Lays an RGB bitmap with alpha on white; the alpha is of no use afterwards.
//
// The pixels are those of Splash::compositeBackground, which looks at each pixel
// by itself; most of a page is empty.
void layOnWhite(SplashBitmap &bitmap);

}  // namespace cpoppler
