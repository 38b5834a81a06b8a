// Annotations that would be drawn over a mark.
#pragma once

#include <string>
#include <vector>

#include <qpdf/QPDF.hh>

#include "PageBox.h"

namespace cqpdf {

// Takes annotations out of a page that could hide much of what lies under them, and answers
// the streams that draw them as part of its content.
//
// Viewers draw annotations over a page's content, whatever it ends with. Those that cover more
// than a quarter of the page, one alone or all together, are taken; links never are, and
// fields of forms only where one alone covers so much. What draws them is named in `objects`,
// a dictionary of XObjects: `prefix` and a number from `number` on.
std::vector<QPDFObjectHandle> takeCoveringAnnotations(QPDF &pdf, QPDFObjectHandle page,
                                                      QPDFObjectHandle objects,
                                                      const std::string &prefix, int &number);

// Whether such annotations are left on a page.
bool hasCoveringAnnotations(QPDFObjectHandle page);

}  // namespace cqpdf
