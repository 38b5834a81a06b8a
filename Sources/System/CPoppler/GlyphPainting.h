// Painting of glyphs for the plain case, which is nearly all of a page's text.
#pragma once

#include <splash/Splash.h>
#include <splash/SplashBitmap.h>
#include <splash/SplashGlyphBitmap.h>

namespace cpoppler {

// Paints a glyph with the fill colour where that is plain: one opaque colour,
// normal blending, no soft mask, and no clip that touches the glyph. False, with
// nothing painted, where Splash has to do it.
//
// The pixels are those of Splash::fillGlyph, which makes a function call a pixel
// and was a twentieth of all the time of reading a page of text. (x, y) is the
// glyph's origin in the bitmap. Transfer functions are the caller's to exclude.
bool paintPlainGlyph(Splash &splash, SplashBitmap &bitmap, int x, int y,
                     const SplashGlyphBitmap &glyph);

}  // namespace cpoppler
