// Painting of glyphs for the plain case, which is nearly all of a page's text.
#pragma once

#include <splash/Splash.h>
#include <splash/SplashBitmap.h>
#include <splash/SplashGlyphBitmap.h>

namespace cpoppler {

// Whether the fill is one opaque colour with normal blending and no soft mask, on
// an RGB bitmap with alpha. Transfer functions are the caller's to exclude.
bool hasPlainFill(Splash &splash, const SplashBitmap &bitmap);

// Paints a mask of a byte a pixel with a plain fill. It must lie in the bitmap and
// inside the clip.
void paintPlainMask(Splash &splash, SplashBitmap &bitmap, int left, int top, int width,
                    int height, const unsigned char *shape);

// Paints a glyph with the fill colour where that is plain and no clip touches
// the glyph. False, with nothing painted, where Splash has to do it.
//
// The pixels are those of Splash::fillGlyph, which makes a function call a pixel
// and was a twentieth of all the time of reading a page of text. (x, y) is the
// glyph's origin in the bitmap. Transfer functions are the caller's to exclude.
bool paintPlainGlyph(Splash &splash, SplashBitmap &bitmap, int x, int y,
                     const SplashGlyphBitmap &glyph);

}  // namespace cpoppler
