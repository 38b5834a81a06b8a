#include <png.h>

// A macro in libpng: the most bytes that a file of this picture can have.
static inline size_t muniment_png_size_max(png_image image) {
    return PNG_IMAGE_PNG_SIZE_MAX(image);
}
