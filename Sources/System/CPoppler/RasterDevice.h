// The device that draws a page and notes its content in the same pass.
#pragma once

#include <SplashOutputDev.h>

#include "ContentRecorder.h"
#include "GlyphCache.h"

namespace cpoppler {

// One device serves all pages of a document, so that its font and glyph caches
// live on.
class RasterDevice : public SplashOutputDev {
public:
    RasterDevice(PDFDoc *document, ContentRecorder &recorder);

    bool needCharCount() override { return true; }
    void startPage(int number, GfxState *state, XRef *xref) override;
    void endPage() override;
    void saveState(GfxState *state) override;
    void restoreState(GfxState *state) override;

    void updateFont(GfxState *state) override;
    void beginString(GfxState *state, const GooString *string) override;
    void drawChar(GfxState *state, double x, double y, double dx, double dy, double originX,
                  double originY, CharCode code, int byteCount, const Unicode *text,
                  int textLength) override;
    bool beginType3Char(GfxState *state, double x, double y, double dx, double dy, CharCode code,
                        const Unicode *text, int textLength) override;
    void endType3Char(GfxState *state) override;
    void incCharCount(int count) override { recorder.skipChars(count); }
    void beginActualText(GfxState *state, const GooString *text) override;
    void endActualText(GfxState *state) override;
    void beginMarkedContent(const char *name, Dict *properties) override;
    void endMarkedContent(GfxState *state) override;
    void beginForm(Ref form) override;
    void endForm(Ref form) override;

    bool tilingPatternFill(GfxState *state, Gfx *gfx, Catalog *catalog, GfxTilingPattern *pattern,
                           const double *matrix, int x0, int y0, int x1, int y1, double xStep,
                           double yStep) override;

    void drawImageMask(GfxState *state, Object *ref, Stream *stream, int width, int height,
                       bool invert, bool interpolate, bool isInline) override;
    void setSoftMaskFromImageMask(GfxState *state, Object *ref, Stream *stream, int width,
                                  int height, bool invert, bool isInline,
                                  double *baseMatrix) override;
    void drawImage(GfxState *state, Object *ref, Stream *stream, int width, int height,
                   GfxImageColorMap *colors, bool interpolate, const int *maskColors,
                   bool isInline) override;
    void drawMaskedImage(GfxState *state, Object *ref, Stream *stream, int width, int height,
                         GfxImageColorMap *colors, bool interpolate, Stream *mask, int maskWidth,
                         int maskHeight, bool maskInvert, bool maskInterpolate) override;
    void drawSoftMaskedImage(GfxState *state, Object *ref, Stream *stream, int width, int height,
                             GfxImageColorMap *colors, bool interpolate, Stream *mask,
                             int maskWidth, int maskHeight, GfxImageColorMap *maskColors,
                             bool maskInterpolate) override;

    void beginTransparencyGroup(GfxState *state, const double *box, GfxColorSpace *blending,
                                bool isolated, bool knockout, bool forSoftMask) override;
    void endTransparencyGroup(GfxState *state) override;

private:
    bool drawCachedGlyph(GfxState *state, double x, double y, CharCode code);

    ContentRecorder &recorder;
    GlyphCache glyphs;
    // Whether `glyphs` and Splash have the font that the state names. Splash takes
    // it up with the first character that it draws itself.
    bool isFontSelected = false;
    int stateDepth = 0;
    // How many Type 3 glyphs are being drawn; Splash places their pictures otherwise.
    int type3Depth = 0;
    // The depths at which Poppler began to draw a pattern's cells one by one.
    std::vector<int> patternDepths;
    // Whether each open transparency group is the source of a soft mask.
    std::vector<bool> groups;
};

}  // namespace cpoppler
