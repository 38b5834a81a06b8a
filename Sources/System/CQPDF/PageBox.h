// The part of a page that is seen, and where a sheet has to be laid to cover it.
#pragma once

#include <string>

#include <qpdf/QPDFObjectHandle.hh>

#include "include/CQPDF.h"

namespace cqpdf {

// Boxes are read as Poppler reads them: a crop box is cut to the media box, one without an
// area does not count, and a page without a usable box is US Letter.
class PageBox {
public:
    explicit PageBox(QPDFObjectHandle page);

    // In points: turned, and with UserUnit counted in.
    cqpdf_size seenSize() const;

    // The "cm" operands that stretch a sheet of this size over the page.
    std::string placement(double sheetWidth, double sheetHeight) const;

    // In user space.
    QPDFObjectHandle::Rectangle media, visible;
    // Clockwise: 0, 90, 180 or 270.
    int rotation = 0;
    double unit = 1;
};

}  // namespace cqpdf
