#include "Engine.h"

#include <memory>
#include <mutex>

#include <GlobalParams.h>
#include <poppler-config.h>

#include "Complaints.h"
#include "include/CPoppler.h"

namespace cpoppler {

void startEngine() {
    static std::once_flag once;
    std::call_once(once, [] {
        globalParams = std::make_unique<GlobalParams>();
        globalParams->setErrQuiet(true);
        Complaints::listen();
    });
}

}  // namespace cpoppler

const char *cpoppler_version(void) { return POPPLER_VERSION; }
