// Text and pictures of a page, noted while an output device draws it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <GfxState.h>
#include <TextOutputDev.h>

#include "MarkedContent.h"
#include "PageScale.h"
#include "include/CPoppler.h"

namespace cpoppler {

// Hands the characters that a device draws to Poppler's TextPage, as Poppler's
// own TextOutputDev would, and notes what a TextPage does not keep: marked
// content, ink, and where pictures are.
//
// The device's coordinates may be scaled and, inside a transparency group,
// shifted; TextPage's thresholds want points, so it sees them.
class ContentRecorder {
public:
    explicit ContentRecorder(const cpoppler_limits &limits);
    ~ContentRecorder();
    ContentRecorder(const ContentRecorder &) = delete;
    ContentRecorder &operator=(const ContentRecorder &) = delete;

    void startPage(const PageScale &scale);
    // Afterwards the words are in `page()`.
    void endPage();

    void fontChanged() { isFontStale = true; }
    void beginString(GfxState *state);
    void drawChar(GfxState *state, double x, double y, double dx, double dy, CharCode code,
                  int byteCount, const Unicode *text, int textLength);
    // A Type 3 glyph is announced under its own matrix; the position is that of
    // the string.
    void drawType3Char(GfxState *state, double x, double y, CharCode code, const Unicode *text,
                       int textLength);
    void skipChars(int byteCount);
    void beginActualText(GfxState *state, const GooString *text);
    void endActualText(GfxState *state);

    // Notes what the unit square of the current matrix covers. `hasAllPixels`:
    // no mask leaves holes in the picture.
    void drawImage(GfxState *state, bool hasAllPixels);

    void shiftDevice(double x, double y);

    // Between these, content is drawn but not noted: pattern cells, the inside
    // of Type 3 glyphs.
    void suspend() { ++suspensions; }
    void resume() { --suspensions; }
    // Like those, for pictures alone.
    void suspendImages() { ++imageSuspensions; }
    void resumeImages() { --imageSuspensions; }

    MarkedContentStack markedContent;

    const TextPage *page() const { return text; }
    const std::vector<cpoppler_image> &images() const { return foundImages; }
    // No more text is taken.
    bool isTextFull() const { return textBytes > limits.max_page_text_bytes; }
    // Something was left out.
    bool isCut() const { return isTextFull() || hasTooManyImages; }
    int64_t markedContentAt(int charPosition) const;
    bool isInvisibleAt(int charPosition) const;

private:
    // What holds from one character on.
    struct Span {
        int start;
        int64_t markedContent;
        bool isInvisible;
    };
    class PointsMatrix;

    void noteSpan(const GfxState *state);
    void advance(int byteCount) { charPosition += byteCount; }
    const Span *spanAt(int charPosition) const;
    bool visibleBox(GfxState *state, cpoppler_box &box) const;
    bool mayAdd(int textLength);

    cpoppler_limits limits;
    TextPage *text;
    std::unique_ptr<ActualText> actualText;
    std::unique_ptr<GfxState> pageState;
    PageScale scale;
    double stringMatrix[6] = {1, 0, 0, 1, 0, 0};
    double shiftX = 0;
    double shiftY = 0;
    bool isFontStale = true;
    bool hasTooManyImages = false;
    int suspensions = 0;
    int imageSuspensions = 0;
    size_t textBytes = 0;
    // The position in the content stream as TextPage counts it.
    int charPosition = 0;
    // Characters before this position lie under a picture that fills the page.
    int coveredBefore = 0;
    std::vector<Span> spans;
    std::vector<cpoppler_image> foundImages;
};

}  // namespace cpoppler
