#include "PageBox.h"

#include <algorithm>
#include <cmath>

#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QUtil.hh>

namespace cqpdf {

namespace {

using Rectangle = QPDFObjectHandle::Rectangle;

constexpr double maxSide = 1e7;

bool hasArea(const Rectangle &box) {
    const double width = box.urx - box.llx;
    const double height = box.ury - box.lly;
    return std::isfinite(box.llx) && std::isfinite(box.lly) && width > 0 && height > 0 &&
           width <= maxSide && height <= maxSide;
}

Rectangle rectangle(QPDFObjectHandle object) {
    const Rectangle box = object.isRectangle() ? object.getArrayAsRectangle() : Rectangle();
    return {std::min(box.llx, box.urx), std::min(box.lly, box.ury), std::max(box.llx, box.urx),
            std::max(box.lly, box.ury)};
}

Rectangle intersection(const Rectangle &a, const Rectangle &b) {
    return {std::max(a.llx, b.llx), std::max(a.lly, b.lly), std::min(a.urx, b.urx),
            std::min(a.ury, b.ury)};
}

int rotationOf(QPDFObjectHandle object) {
    const long long turn = object.isInteger() ? object.getIntValue() % 360 : 0;
    return turn % 90 == 0 ? static_cast<int>((turn + 360) % 360) : 0;
}

double unitOf(QPDFObjectHandle object) {
    const double unit = object.isNumber() ? object.getNumericValue() : 1;
    return std::isfinite(unit) && unit > 0 && unit <= 75'000 ? unit : 1;
}

std::string number(double value) { return QUtil::double_to_string(value, 6); }

}  // namespace

PageBox::PageBox(QPDFObjectHandle page) {
    QPDFPageObjectHelper helper(page);
    media = rectangle(helper.getAttribute("/MediaBox", false));
    if (!hasArea(media)) {
        media = {0, 0, 612, 792};
    }
    visible = intersection(media, rectangle(helper.getAttribute("/CropBox", false)));
    if (!hasArea(visible)) {
        visible = media;
    }
    rotation = rotationOf(helper.getAttribute("/Rotate", false));
    unit = unitOf(page.getKey("/UserUnit"));
}

cqpdf_size PageBox::seenSize() const {
    const double width = (visible.urx - visible.llx) * unit;
    const double height = (visible.ury - visible.lly) * unit;
    return rotation % 180 == 0 ? cqpdf_size{width, height} : cqpdf_size{height, width};
}

std::string PageBox::placement(double sheetWidth, double sheetHeight) const {
    const double width = visible.urx - visible.llx;
    const double height = visible.ury - visible.lly;
    const bool isUpright = rotation % 180 == 0;
    const std::string x = number((isUpright ? width : height) / sheetWidth);
    const std::string y = number((isUpright ? height : width) / sheetHeight);
    const std::string left = number(visible.llx), right = number(visible.urx);
    const std::string bottom = number(visible.lly), top = number(visible.ury);
    switch (rotation) {
    case 90:
        return "0 " + x + " -" + y + " 0 " + right + " " + bottom;
    case 180:
        return "-" + x + " 0 0 -" + y + " " + right + " " + top;
    case 270:
        return "0 -" + x + " " + y + " 0 " + left + " " + top;
    default:
        return x + " 0 0 " + y + " " + left + " " + bottom;
    }
}

}  // namespace cqpdf
