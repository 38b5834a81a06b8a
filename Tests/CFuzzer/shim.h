#include <stddef.h>
#include <stdint.h>

// libFuzzer's, linked by -sanitize=fuzzer (https://llvm.org/docs/LibFuzzer.html). Returns an exit
// code.
extern int LLVMFuzzerRunDriver(
    int *count, char ***arguments, int (*take)(const uint8_t *bytes, size_t count));
