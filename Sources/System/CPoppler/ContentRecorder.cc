#include "ContentRecorder.h"

#include <algorithm>
#include <cmath>

#include <GfxFont.h>

#include "Text.h"

namespace cpoppler {

namespace {

constexpr int invisibleRenderMode = 3;
// The share of a page that one picture must cover to hide what is under it.
constexpr double coveringShare = 0.85;

}  // namespace

// Replaces a state's matrix by one into points, until the end of the scope.
class ContentRecorder::PointsMatrix {
public:
    PointsMatrix(GfxState *state, const double *matrix) : state(state) {
        std::copy_n(state->getCTM(), 6, saved);
        state->setCTM(matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]);
    }
    ~PointsMatrix() { state->setCTM(saved[0], saved[1], saved[2], saved[3], saved[4], saved[5]); }
    PointsMatrix(const PointsMatrix &) = delete;
    PointsMatrix &operator=(const PointsMatrix &) = delete;

private:
    GfxState *state;
    double saved[6];
};

ContentRecorder::ContentRecorder(const cpoppler_limits &limits)
    : limits(limits), text(new TextPage(false)), actualText(std::make_unique<ActualText>(text)) {}

ContentRecorder::~ContentRecorder() {
    actualText.reset();
    text->decRefCnt();
}

void ContentRecorder::startPage(const PageScale &pageScale) {
    scale = pageScale;
    pageState = std::make_unique<GfxState>(72, 72, &scale.box, scale.rotation, true);
    text->startPage(pageState.get());
    actualText = std::make_unique<ActualText>(text);
    markedContent = MarkedContentStack();
    shiftX = shiftY = 0;
    isFontStale = true;
    hasTooManyImages = false;
    suspensions = imageSuspensions = 0;
    textBytes = 0;
    charPosition = coveredBefore = 0;
    spans.clear();
    foundImages.clear();
}

void ContentRecorder::endPage() {
    text->endPage();
    text->coalesce(false, 0, false);
}

void ContentRecorder::beginString(GfxState *state) {
    if (suspensions > 0) {
        return;
    }
    const double *matrix = state->getCTM();
    const double factor = scale.pointsPerPixel();
    for (int i = 0; i < 4; ++i) {
        stringMatrix[i] = matrix[i] * factor;
    }
    stringMatrix[4] = (matrix[4] - shiftX) * factor;
    stringMatrix[5] = (matrix[5] - shiftY) * factor;
    if (isFontStale) {
        PointsMatrix points(state, stringMatrix);
        text->updateFont(state);
        isFontStale = false;
    }
    noteSpan(state);
}

void ContentRecorder::noteSpan(const GfxState *state) {
    const int64_t identifier = markedContent.identifier();
    const bool isInvisible = state->getRender() == invisibleRenderMode;
    if (!spans.empty() && spans.back().markedContent == identifier &&
        spans.back().isInvisible == isInvisible) {
        return;
    }
    spans.push_back({charPosition, identifier, isInvisible});
}

// TextPage costs more than linear time, so it gets no more than can be kept.
bool ContentRecorder::mayAdd(int textLength) {
    textBytes += static_cast<size_t>(std::max(textLength, 1));
    return !isTextFull();
}

void ContentRecorder::drawChar(GfxState *state, double x, double y, double dx, double dy,
                               CharCode code, int byteCount, const Unicode *characters,
                               int textLength) {
    if (suspensions > 0 || !mayAdd(textLength)) {
        return;
    }
    PointsMatrix points(state, stringMatrix);
    actualText->addChar(state, x, y, dx, dy, code, byteCount, characters, textLength);
    advance(byteCount);
}

void ContentRecorder::drawType3Char(GfxState *state, double x, double y, CharCode code,
                                    const Unicode *characters, int textLength) {
    if (suspensions > 0 || !mayAdd(textLength)) {
        return;
    }
    // As Poppler advances: every code of a Type 3 font is one byte.
    const auto *font = static_cast<const Gfx8BitFont *>(state->getFont().get());
    double width = font->getWidth(static_cast<unsigned char>(code)) * state->getFontSize() +
                   state->getCharSpace();
    if (code == ' ') {
        width += state->getWordSpace();
    }
    double dx, dy;
    state->textTransformDelta(width * state->getHorizScaling(), 0, &dx, &dy);
    PointsMatrix points(state, stringMatrix);
    actualText->addChar(state, x, y, dx, dy, code, 1, characters, textLength);
    advance(1);
}

void ContentRecorder::skipChars(int byteCount) {
    if (suspensions == 0 && !isTextFull()) {
        text->incCharCount(byteCount);
        advance(byteCount);
    }
}

void ContentRecorder::beginActualText(GfxState *state, const GooString *replacement) {
    if (suspensions == 0) {
        actualText->begin(state, replacement);
    }
}

void ContentRecorder::endActualText(GfxState *state) {
    if (suspensions == 0) {
        PointsMatrix points(state, stringMatrix);
        actualText->end(state);
    }
}

void ContentRecorder::drawImage(GfxState *state, bool hasAllPixels) {
    if (suspensions > 0 || imageSuspensions > 0) {
        return;
    }
    cpoppler_box box;
    if (!visibleBox(state, box)) {
        return;
    }
    const bool isOpaque = hasAllPixels && state->getFillOpacity() == 1 &&
                          state->getBlendMode() == gfxBlendNormal;
    if (isOpaque && box.width * box.height >= coveringShare * scale.width * scale.height) {
        coveredBefore = charPosition;
    }
    if (foundImages.size() < limits.max_images_per_page) {
        foundImages.push_back({box, markedContent.identifier()});
    } else {
        hasTooManyImages = true;
    }
}

bool ContentRecorder::visibleBox(GfxState *state, cpoppler_box &box) const {
    double left, top, right, bottom;
    state->getClipBBox(&left, &top, &right, &bottom);
    const double *m = state->getCTM();
    const double x0 = m[4] + std::min(m[0], 0.0) + std::min(m[2], 0.0);
    const double x1 = m[4] + std::max(m[0], 0.0) + std::max(m[2], 0.0);
    const double y0 = m[5] + std::min(m[1], 0.0) + std::min(m[3], 0.0);
    const double y1 = m[5] + std::max(m[1], 0.0) + std::max(m[3], 0.0);
    left = std::max(left, x0);
    top = std::max(top, y0);
    const double width = std::min(right, x1) - left;
    const double height = std::min(bottom, y1) - top;
    if (!(width > 0 && height > 0)) {
        return false;
    }
    const double factor = scale.pointsPerPixel();
    box = {(left - shiftX) * factor, (top - shiftY) * factor, width * factor, height * factor};
    return true;
}

void ContentRecorder::shiftDevice(double x, double y) {
    shiftX += x;
    shiftY += y;
}

const ContentRecorder::Span *ContentRecorder::spanAt(int position) const {
    auto after = std::upper_bound(spans.begin(), spans.end(), position,
                                  [](int value, const Span &span) { return value < span.start; });
    return after == spans.begin() ? nullptr : &*std::prev(after);
}

int64_t ContentRecorder::markedContentAt(int position) const {
    const Span *span = spanAt(position);
    return span ? span->markedContent : noMarkedContent;
}

bool ContentRecorder::isInvisibleAt(int position) const {
    const Span *span = spanAt(position);
    return position < coveredBefore || (span && span->isInvisible);
}

}  // namespace cpoppler
