// Names of structure types.
#pragma once

#include <string>

#include "include/CPoppler.h"

namespace cpoppler {

struct StructureRole {
    cpoppler_role role;
    int32_t headingLevel;
};

// The role of a standard structure type (ISO 32000-1, 14.8.4, and the types that
// ISO 32000-2 adds). False for other names.
bool findStandardRole(const std::string &name, StructureRole &role);

}  // namespace cpoppler
