// The bookmarks of a document.
#pragma once

#include <vector>

#include "include/CPoppler.h"

namespace cpoppler {

// In pre-order. Stops at the limit, and where an item was met before.
std::vector<cpoppler_outline_item> readOutline(cpoppler_document &document);

}  // namespace cpoppler
