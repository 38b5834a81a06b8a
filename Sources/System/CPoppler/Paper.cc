#include "Paper.h"

#include <cstdint>
#include <cstring>

#include "Blending.h"

namespace cpoppler {

namespace {

// Pixels that are looked at together.
constexpr int batch = 8;

void layPixelOnWhite(unsigned char *pixel, unsigned char alpha) {
    for (int i = 0; i < 3; ++i) {
        pixel[i] = divideBy255((255 - alpha) * 255 + alpha * pixel[i]);
    }
}

void layRowOnWhite(unsigned char *pixels, const unsigned char *alpha, int width) {
    int x = 0;
    for (; x + batch <= width; x += batch) {
        uint64_t alphas;
        memcpy(&alphas, alpha + x, sizeof alphas);
        if (alphas == 0) {
            memset(pixels + 3 * x, 255, 3 * batch);
        } else if (alphas != UINT64_MAX) {
            for (int i = x; i < x + batch; ++i) {
                layPixelOnWhite(pixels + 3 * i, alpha[i]);
            }
        }
    }
    for (; x < width; ++x) {
        layPixelOnWhite(pixels + 3 * x, alpha[x]);
    }
}

}  // namespace

void layOnWhite(SplashBitmap &bitmap) {
    for (int y = 0; y < bitmap.getHeight(); ++y) {
        layRowOnWhite(bitmap.getDataPtr() + y * bitmap.getRowSize(),
                      bitmap.getAlphaPtr() + y * bitmap.getAlphaRowSize(), bitmap.getWidth());
    }
}

}  // namespace cpoppler
