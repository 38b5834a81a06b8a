// The device that notes a page's content without drawing it.
#pragma once

#include "ContentRecorder.h"

namespace cpoppler {

// Does not run the programs of Type 3 glyphs, pattern cells and shadings.
class TextDevice : public OutputDev {
public:
    explicit TextDevice(ContentRecorder &recorder) : recorder(recorder) {}

    bool upsideDown() override { return true; }
    bool useDrawChar() override { return true; }
    bool interpretType3Chars() override { return false; }
    bool needCharCount() override { return true; }
    bool useTilingPatternFill() override { return true; }
    bool useShadedFills(int) override { return true; }

    void restoreState(GfxState *) override { recorder.fontChanged(); }
    void updateFont(GfxState *) override { recorder.fontChanged(); }
    void beginString(GfxState *state, const GooString *) override { recorder.beginString(state); }
    void drawChar(GfxState *state, double x, double y, double dx, double dy, double, double,
                  CharCode code, int byteCount, const Unicode *text, int textLength) override;
    void incCharCount(int count) override { recorder.skipChars(count); }
    void beginActualText(GfxState *state, const GooString *text) override;
    void endActualText(GfxState *state) override { recorder.endActualText(state); }
    void beginMarkedContent(const char *, Dict *properties) override;
    void endMarkedContent(GfxState *) override { recorder.markedContent.end(); }
    void beginForm(Ref form) override { recorder.markedContent.beginForm(form); }
    void endForm(Ref) override { recorder.markedContent.endForm(); }

    bool tilingPatternFill(GfxState *, Gfx *, Catalog *, GfxTilingPattern *, const double *, int,
                           int, int, int, double, double) override;
    bool functionShadedFill(GfxState *, GfxFunctionShading *) override { return true; }
    bool axialShadedFill(GfxState *, GfxAxialShading *, double, double) override { return true; }
    bool radialShadedFill(GfxState *, GfxRadialShading *, double, double) override { return true; }
    bool gouraudTriangleShadedFill(GfxState *, GfxGouraudTriangleShading *) override;
    bool patchMeshShadedFill(GfxState *, GfxPatchMeshShading *) override { return true; }

    void drawImageMask(GfxState *state, Object *ref, Stream *stream, int width, int height,
                       bool invert, bool interpolate, bool isInline) override;
    void drawImage(GfxState *state, Object *ref, Stream *stream, int width, int height,
                   GfxImageColorMap *colors, bool interpolate, const int *maskColors,
                   bool isInline) override;
    void drawMaskedImage(GfxState *state, Object *, Stream *, int, int, GfxImageColorMap *, bool,
                         Stream *, int, int, bool, bool) override;
    void drawSoftMaskedImage(GfxState *state, Object *, Stream *, int, int, GfxImageColorMap *,
                             bool, Stream *, int, int, GfxImageColorMap *, bool) override;
    void beginTransparencyGroup(GfxState *, const double *, GfxColorSpace *, bool, bool,
                                bool forSoftMask) override;
    void endTransparencyGroup(GfxState *) override;

private:
    ContentRecorder &recorder;
    // Whether each open transparency group is the source of a soft mask.
    std::vector<bool> groups;
};

}  // namespace cpoppler
