#include "GlyphPainting.h"

#include <splash/SplashClip.h>
#include <splash/SplashPattern.h>

#include "Blending.h"

namespace cpoppler {

namespace {

// As SplashClip::testRect, which is not for others to call.
bool isInside(SplashClip &clip, int left, int top, int right, int bottom) {
    return clip.getNumPaths() == 0 && left >= clip.getXMin() && right + 1 <= clip.getXMax() &&
           top >= clip.getYMin() && bottom + 1 <= clip.getYMax();
}

// One pixel of Splash::pipeRunAARGB8.
inline void paintPixel(unsigned char *pixel, unsigned char *alpha, unsigned char shape,
                       const unsigned char *color) {
    const unsigned char below = *alpha;
    const unsigned char result = shape + below - divideBy255(shape * below);
    *alpha = result;
    for (int i = 0; i < 3; ++i) {
        pixel[i] = below == 0 ? color[i]
                              : ((result - shape) * pixel[i] + shape * color[i]) / result;
    }
}

}  // namespace

bool hasPlainFill(Splash &splash, const SplashBitmap &bitmap) {
    return bitmap.getMode() == splashModeRGB8 && bitmap.getAlphaPtr() && !splash.getSoftMask() &&
           !splash.getBlendFunc() && !splash.getInNonIsolatedGroup() &&
           splash.getFillAlpha() == 1 && splash.getFillPattern()->isStatic();
}

void paintPlainMask(Splash &splash, SplashBitmap &bitmap, int left, int top, int width,
                    int height, const unsigned char *shape) {
    SplashColor color;
    splash.getFillPattern()->getColor(left, top, color);
    for (int row = top; row < top + height; ++row) {
        unsigned char *pixel = bitmap.getDataPtr() + row * bitmap.getRowSize() + 3 * left;
        unsigned char *alpha = bitmap.getAlphaPtr() + row * bitmap.getAlphaRowSize() + left;
        for (int column = 0; column < width; ++column, ++shape, ++alpha, pixel += 3) {
            if (*shape != 0) {
                paintPixel(pixel, alpha, *shape, color);
            }
        }
    }
}

bool paintPlainGlyph(Splash &splash, SplashBitmap &bitmap, int x, int y,
                     const SplashGlyphBitmap &glyph) {
    const int left = x - glyph.x;
    const int top = y - glyph.y;
    const int right = left + glyph.w - 1;
    const int bottom = top + glyph.h - 1;
    if (!glyph.aa || left < 0 || top < 0 || right >= bitmap.getWidth() ||
        bottom >= bitmap.getHeight() || !hasPlainFill(splash, bitmap) ||
        !isInside(*splash.getClip(), left, top, right, bottom)) {
        return false;
    }
    paintPlainMask(splash, bitmap, left, top, glyph.w, glyph.h, glyph.data);
    return true;
}

}  // namespace cpoppler
