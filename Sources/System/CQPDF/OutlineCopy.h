// An outline made anew.
#pragma once

#include <qpdf/QPDF.hh>

#include "Destinations.h"

namespace cqpdf {

// The titles of a document's outline and where they lead; null where it has none.
QPDFObjectHandle copyOutline(QPDF &pdf, const Destinations &destinations);

}  // namespace cqpdf
