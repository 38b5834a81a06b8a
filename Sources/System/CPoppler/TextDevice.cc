#include "TextDevice.h"

namespace cpoppler {

void TextDevice::drawChar(GfxState *state, double x, double y, double dx, double dy, double,
                          double, CharCode code, int byteCount, const Unicode *text,
                          int textLength) {
    recorder.drawChar(state, x, y, dx, dy, code, byteCount, text, textLength);
}

void TextDevice::beginActualText(GfxState *state, const GooString *text) {
    recorder.beginActualText(state, text);
}

void TextDevice::beginMarkedContent(const char *, Dict *properties) {
    recorder.markedContent.begin(properties);
}

bool TextDevice::tilingPatternFill(GfxState *, Gfx *, Catalog *, GfxTilingPattern *,
                                   const double *, int, int, int, int, double, double) {
    return true;
}

bool TextDevice::gouraudTriangleShadedFill(GfxState *, GfxGouraudTriangleShading *) {
    return true;
}

void TextDevice::drawImageMask(GfxState *state, Object *ref, Stream *stream, int width, int height,
                               bool invert, bool interpolate, bool isInline) {
    recorder.drawImage(state, false);
    // Reads over an inline image's data.
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, isInline);
}

void TextDevice::drawImage(GfxState *state, Object *ref, Stream *stream, int width, int height,
                           GfxImageColorMap *colors, bool interpolate, const int *maskColors,
                           bool isInline) {
    recorder.drawImage(state, !maskColors);
    OutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, maskColors,
                         isInline);
}

void TextDevice::drawMaskedImage(GfxState *state, Object *, Stream *, int, int, GfxImageColorMap *,
                                 bool, Stream *, int, int, bool, bool) {
    recorder.drawImage(state, false);
}

void TextDevice::drawSoftMaskedImage(GfxState *state, Object *, Stream *, int, int,
                                     GfxImageColorMap *, bool, Stream *, int, int,
                                     GfxImageColorMap *, bool) {
    recorder.drawImage(state, false);
}

void TextDevice::beginTransparencyGroup(GfxState *, const double *, GfxColorSpace *, bool, bool,
                                        bool forSoftMask) {
    groups.push_back(forSoftMask);
    if (forSoftMask) {
        recorder.suspendImages();
    }
}

void TextDevice::endTransparencyGroup(GfxState *) {
    if (!groups.empty()) {
        if (groups.back()) {
            recorder.resumeImages();
        }
        groups.pop_back();
    }
}

}  // namespace cpoppler
