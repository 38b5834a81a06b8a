// The C face of Poppler's core library, for the PDF room alone.
#ifndef CPOPPLER_H
#define CPOPPLER_H

#ifdef __cplusplus
extern "C" {
#endif

// The version of the Poppler that was compiled against, such as "22.12.0".
const char *_Nonnull cpoppler_version(void);

#ifdef __cplusplus
}
#endif

#endif
