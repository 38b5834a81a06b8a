#include "RasterDevice.h"

#include <splash/Splash.h>
#include <splash/SplashMath.h>

#include "GlyphPainting.h"
#include "Paper.h"
#include "StencilMask.h"

namespace cpoppler {

namespace {

unsigned char white[4] = {255, 255, 255, 0};

// Rows are packed, so that the bitmap can be handed out as it is.
constexpr int rowPadding = 1;

}  // namespace

RasterDevice::RasterDevice(PDFDoc *document, ContentRecorder &recorder)
    : SplashOutputDev(splashModeRGB8, rowPadding, false, white), recorder(recorder) {
    setFontAntialias(true);
    setVectorAntialias(true);
    startDoc(document);
}

void RasterDevice::startPage(int number, GfxState *state, XRef *xref) {
    stateDepth = 0;
    type3Depth = 0;
    patternDepths.clear();
    groups.clear();
    isFontSelected = false;
    SplashOutputDev::startPage(number, state, xref);
}

// In place of Splash's own, which does the same.
void RasterDevice::endPage() { layOnWhite(*getBitmap()); }

void RasterDevice::saveState(GfxState *state) {
    ++stateDepth;
    SplashOutputDev::saveState(state);
}

void RasterDevice::restoreState(GfxState *state) {
    SplashOutputDev::restoreState(state);
    isFontSelected = false;
    recorder.fontChanged();
    --stateDepth;
    while (!patternDepths.empty() && stateDepth < patternDepths.back()) {
        patternDepths.pop_back();
        recorder.resume();
    }
}

void RasterDevice::updateFont(GfxState *state) {
    SplashOutputDev::updateFont(state);
    isFontSelected = false;
    recorder.fontChanged();
}

void RasterDevice::beginString(GfxState *state, const GooString *string) {
    SplashOutputDev::beginString(state, string);
    recorder.beginString(state);
}

void RasterDevice::drawChar(GfxState *state, double x, double y, double dx, double dy,
                            double originX, double originY, CharCode code, int byteCount,
                            const Unicode *text, int textLength) {
    if (!drawCachedGlyph(state, x - originX, y - originY, code)) {
        SplashOutputDev::drawChar(state, x, y, dx, dy, originX, originY, code, byteCount, text,
                                  textLength);
        if (!isFontSelected && state->getRender() != 3 && getCurrentFont()) {
            glyphs.select(getCurrentFont(), *state->getFont()->getID());
            isFontSelected = true;
        }
    }
    recorder.drawChar(state, x, y, dx, dy, code, byteCount, text, textLength);
}

// What SplashOutputDev::drawChar and Splash::fillChar do with plain filled text,
// but for the making of the glyph.
bool RasterDevice::drawCachedGlyph(GfxState *state, double x, double y, CharCode code) {
    GfxColorSpace *colors = state->getFillColorSpace();
    if (!isFontSelected || state->getRender() != 0 || colors->getMode() == csPattern ||
        colors->isNonMarking()) {
        return false;
    }
    Splash *splash = getSplash();
    const SplashCoord *matrix = splash->getMatrix();
    const double deviceX = x * matrix[0] + y * matrix[2] + matrix[4];
    const double deviceY = x * matrix[1] + y * matrix[3] + matrix[5];
    const int pixelX = splashFloor(deviceX);
    const int fraction = splashFloor((deviceX - pixelX) * GlyphCache::fractions);
    const int pixelY = splashFloor(deviceY);
    SplashGlyphBitmap *glyph = glyphs.glyph(code, fraction, pixelX, pixelY, *splash);
    if (!glyph) {
        return false;
    }
    if (state->getTransfer()[0] ||
        !paintPlainGlyph(*splash, *getBitmap(), pixelX, pixelY, *glyph)) {
        splash->fillGlyph(x, y, glyph);
    }
    return true;
}

bool RasterDevice::beginType3Char(GfxState *state, double x, double y, double dx, double dy,
                                  CharCode code, const Unicode *text, int textLength) {
    recorder.drawType3Char(state, x, y, code, text, textLength);
    isFontSelected = false;
    const bool isDrawn =
        SplashOutputDev::beginType3Char(state, x, y, dx, dy, code, text, textLength);
    if (!isDrawn) {
        ++type3Depth;
        recorder.suspend();
    }
    return isDrawn;
}

void RasterDevice::endType3Char(GfxState *state) {
    SplashOutputDev::endType3Char(state);
    --type3Depth;
    isFontSelected = false;
    recorder.resume();
}

void RasterDevice::beginActualText(GfxState *state, const GooString *text) {
    recorder.beginActualText(state, text);
}

void RasterDevice::endActualText(GfxState *state) { recorder.endActualText(state); }

void RasterDevice::beginMarkedContent(const char *, Dict *properties) {
    recorder.markedContent.begin(properties);
}

void RasterDevice::endMarkedContent(GfxState *) { recorder.markedContent.end(); }

void RasterDevice::beginForm(Ref form) { recorder.markedContent.beginForm(form); }

void RasterDevice::endForm(Ref) { recorder.markedContent.endForm(); }

// Where this device declines, Poppler draws the pattern's cells itself, between
// now and the restoring of the current state.
bool RasterDevice::tilingPatternFill(GfxState *state, Gfx *gfx, Catalog *catalog,
                                     GfxTilingPattern *pattern, const double *matrix, int x0,
                                     int y0, int x1, int y1, double xStep, double yStep) {
    const int depth = stateDepth;
    isFontSelected = false;
    recorder.suspend();
    const bool isDrawn = SplashOutputDev::tilingPatternFill(state, gfx, catalog, pattern, matrix,
                                                            x0, y0, x1, y1, xStep, yStep);
    stateDepth = depth;
    isFontSelected = false;
    if (isDrawn) {
        recorder.resume();
    } else {
        patternDepths.push_back(depth);
    }
    return isDrawn;
}

void RasterDevice::drawImageMask(GfxState *state, Object *ref, Stream *stream, int width,
                                 int height, bool invert, bool interpolate, bool isInline) {
    recorder.drawImage(state, false);
    if (isInline || type3Depth > 0 ||
        !drawPlainStencil(state, *getSplash(), *getBitmap(), stream, width, height, invert)) {
        SplashOutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate,
                                       isInline);
    }
}

void RasterDevice::setSoftMaskFromImageMask(GfxState *state, Object *ref, Stream *stream,
                                            int width, int height, bool invert, bool isInline,
                                            double *baseMatrix) {
    recorder.drawImage(state, false);
    SplashOutputDev::setSoftMaskFromImageMask(state, ref, stream, width, height, invert, isInline,
                                              baseMatrix);
}

void RasterDevice::drawImage(GfxState *state, Object *ref, Stream *stream, int width, int height,
                             GfxImageColorMap *colors, bool interpolate, const int *maskColors,
                             bool isInline) {
    recorder.drawImage(state, !maskColors);
    SplashOutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, maskColors,
                               isInline);
}

void RasterDevice::drawMaskedImage(GfxState *state, Object *ref, Stream *stream, int width,
                                   int height, GfxImageColorMap *colors, bool interpolate,
                                   Stream *mask, int maskWidth, int maskHeight, bool maskInvert,
                                   bool maskInterpolate) {
    recorder.drawImage(state, false);
    recorder.suspendImages();
    SplashOutputDev::drawMaskedImage(state, ref, stream, width, height, colors, interpolate, mask,
                                     maskWidth, maskHeight, maskInvert, maskInterpolate);
    recorder.resumeImages();
}

void RasterDevice::drawSoftMaskedImage(GfxState *state, Object *ref, Stream *stream, int width,
                                       int height, GfxImageColorMap *colors, bool interpolate,
                                       Stream *mask, int maskWidth, int maskHeight,
                                       GfxImageColorMap *maskColors, bool maskInterpolate) {
    recorder.drawImage(state, false);
    recorder.suspendImages();
    SplashOutputDev::drawSoftMaskedImage(state, ref, stream, width, height, colors, interpolate,
                                         mask, maskWidth, maskHeight, maskColors,
                                         maskInterpolate);
    recorder.resumeImages();
}

// A group is drawn on a bitmap of its own, and the state's matrix is shifted to
// that bitmap's corner while it is open.
void RasterDevice::beginTransparencyGroup(GfxState *state, const double *box,
                                          GfxColorSpace *blending, bool isolated, bool knockout,
                                          bool forSoftMask) {
    const double x = state->getCTM()[4];
    const double y = state->getCTM()[5];
    isFontSelected = false;
    SplashOutputDev::beginTransparencyGroup(state, box, blending, isolated, knockout, forSoftMask);
    recorder.shiftDevice(state->getCTM()[4] - x, state->getCTM()[5] - y);
    groups.push_back(forSoftMask);
    if (forSoftMask) {
        recorder.suspendImages();
    }
}

void RasterDevice::endTransparencyGroup(GfxState *state) {
    const double x = state->getCTM()[4];
    const double y = state->getCTM()[5];
    isFontSelected = false;
    SplashOutputDev::endTransparencyGroup(state);
    recorder.shiftDevice(state->getCTM()[4] - x, state->getCTM()[5] - y);
    if (!groups.empty()) {
        if (groups.back()) {
            recorder.resumeImages();
        }
        groups.pop_back();
    }
}

}  // namespace cpoppler
