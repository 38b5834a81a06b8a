// How a page is scaled to its picture.
#pragma once

#include <Page.h>

namespace cpoppler {

// A page's box as displayed.
struct PageScale {
    // In points.
    double width = 0;
    double height = 0;
    int rotation = 0;
    // The page has no crop box that can be displayed, so the media box is.
    bool usesMediaBox = false;
    PDFRectangle box;
    double dotsPerInch = 72;

    // `rasterSide` is the longest side of the picture in pixels, 0 for none.
    // False where neither box has an area.
    bool fit(const Page &page, int rasterSide);

    double pointsPerPixel() const { return 72 / dotsPerInch; }
};

}  // namespace cpoppler
