#include "PageScale.h"

#include <algorithm>
#include <cmath>

namespace cpoppler {

namespace {

// Larger boxes lose their place in Poppler's integer arithmetic.
constexpr double maxSide = 1e7;

bool isDisplayable(const PDFRectangle &box) {
    const double width = box.x2 - box.x1;
    const double height = box.y2 - box.y1;
    return width > 0 && height > 0 && width <= maxSide && height <= maxSide &&
           std::isfinite(box.x1) && std::isfinite(box.y1);
}

}  // namespace

bool PageScale::fit(const Page &page, int rasterSide) {
    box = *page.getCropBox();
    if (!isDisplayable(box)) {
        usesMediaBox = true;
        box = *page.getMediaBox();
        if (!isDisplayable(box)) {
            return false;
        }
    }
    const int turn = page.getRotate();
    rotation = turn % 90 == 0 ? turn : 0;
    width = box.x2 - box.x1;
    height = box.y2 - box.y1;
    if (rotation % 180 != 0) {
        std::swap(width, height);
    }
    if (rasterSide > 0) {
        dotsPerInch = 72 * rasterSide / std::max(width, height);
    }
    return true;
}

}  // namespace cpoppler
