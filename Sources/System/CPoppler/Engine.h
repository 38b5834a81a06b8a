// Poppler's process-wide state.
#pragma once

namespace cpoppler {

// Makes Poppler's global parameters, once a process, and routes its messages to
// the current Complaints.
void startEngine();

}  // namespace cpoppler
