#include "StencilMask.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

#include <splash/SplashClip.h>
#include <splash/SplashMath.h>

#include "GlyphPainting.h"

namespace cpoppler {

namespace {

// Below this, Splash is quick enough.
constexpr int minPixels = 1 << 16;

// The steps of Bresenham's algorithm, which spread a length over fewer places.
class Steps {
public:
    Steps(int length, int count) : whole(length / count), rest(length % count), count(count) {}
    int next() {
        error += rest;
        if (error < count) {
            return whole;
        }
        error -= count;
        return whole + 1;
    }

private:
    int whole;
    int rest;
    int count;
    int error = 0;
};

int countBits(const unsigned char *row, int from, int to) {
    int count = 0;
    for (; from < to && from % 8 != 0; ++from) {
        count += row[from / 8] >> (7 - from % 8) & 1;
    }
    for (; from + 32 <= to; from += 32) {
        uint32_t bits;
        memcpy(&bits, row + from / 8, sizeof bits);
        count += __builtin_popcount(bits);
    }
    for (; from + 8 <= to; from += 8) {
        count += __builtin_popcount(row[from / 8]);
    }
    for (; from < to; ++from) {
        count += row[from / 8] >> (7 - from % 8) & 1;
    }
    return count;
}

// As Splash::scaleMaskYdownXdown.
class StencilScaler {
public:
    StencilScaler(Stream *stream, int width, int height, bool invert)
        : stream(stream), width(width), height(height), paintedBit(invert ? 1 : 0),
          row((width + 7) / 8) {}

    std::vector<unsigned char> scale(int targetWidth, int targetHeight) {
        std::vector<unsigned char> result;
        result.reserve(static_cast<size_t>(targetWidth) * targetHeight);
        Steps rows(height, targetHeight);
        for (int y = 0; y < targetHeight; ++y) {
            const int rowCount = rows.next();
            std::vector<int> sums(targetWidth);
            for (int i = 0; i < rowCount; ++i) {
                addRow(sums);
            }
            Steps columns(width, targetWidth);
            for (int sum : sums) {
                const int pixels = rowCount * columns.next();
                result.push_back(static_cast<unsigned char>((sum * ((255 << 23) / pixels)) >> 23));
            }
        }
        return result;
    }

private:
    void addRow(std::vector<int> &sums) {
        readRow();
        Steps columns(width, static_cast<int>(sums.size()));
        int start = 0;
        for (int &sum : sums) {
            const int end = start + columns.next();
            const int ones = countBits(row.data(), start, end);
            sum += paintedBit ? ones : end - start - ones;
            start = end;
        }
    }

    // What the stream is short of are ones, as in Poppler's ImageStream.
    void readRow() {
        const int length = static_cast<int>(row.size());
        const int read = std::max(stream->doGetChars(length, row.data()), 0);
        std::fill(row.begin() + read, row.end(), 0xff);
    }

    Stream *stream;
    int width;
    int height;
    int paintedBit;
    std::vector<unsigned char> row;
};

// The pixels of the bitmap that a picture takes, the last ones excluded.
struct PixelBox {
    int left, top, right, bottom;

    int width() const { return right - left; }
    int height() const { return bottom - top; }
};

// The place of a unit square that stands upright, as Splash::fillImageMask has it.
std::optional<PixelBox> uprightBox(const double *matrix) {
    constexpr double limit = 1e5;
    for (int i = 0; i < 6; ++i) {
        if (!(std::abs(matrix[i]) < limit)) {
            return std::nullopt;
        }
    }
    if (matrix[0] <= 0 || matrix[1] != 0 || matrix[2] != 0 || matrix[3] >= 0) {
        return std::nullopt;
    }
    return PixelBox{splashFloor(matrix[4]), splashFloor(matrix[3] + matrix[5]),
                    splashFloor(matrix[0] + matrix[4]) + 1, splashFloor(matrix[5]) + 1};
}

// The part of a box inside a clip, where the clip is made of whole pixels.
std::optional<PixelBox> clipped(const PixelBox &box, SplashClip &clip) {
    // Splash ends the clip of a whole bitmap this much before its last pixel does.
    constexpr double margin = 0.0011;
    const auto isWhole = [](double edge) { return std::ceil(edge) - edge < margin; };
    if (clip.getNumPaths() > 0 || !isWhole(clip.getXMin()) || !isWhole(clip.getYMin()) ||
        !isWhole(clip.getXMax()) || !isWhole(clip.getYMax())) {
        return std::nullopt;
    }
    const PixelBox part = {std::max(box.left, clip.getXMinI()),
                           std::max(box.top, clip.getYMinI()),
                           std::min(box.right, clip.getXMaxI() + 1),
                           std::min(box.bottom, clip.getYMaxI() + 1)};
    return part.width() > 0 && part.height() > 0 ? std::optional<PixelBox>(part) : std::nullopt;
}

std::vector<unsigned char> cut(const std::vector<unsigned char> &mask, const PixelBox &box,
                               const PixelBox &part) {
    std::vector<unsigned char> result;
    result.reserve(static_cast<size_t>(part.width()) * part.height());
    for (int y = part.top; y < part.bottom; ++y) {
        const auto row = mask.begin() + static_cast<ptrdiff_t>(y - box.top) * box.width();
        result.insert(result.end(), row + (part.left - box.left), row + (part.right - box.left));
    }
    return result;
}

}  // namespace

bool drawPlainStencil(GfxState *state, Splash &splash, SplashBitmap &bitmap, Stream *stream,
                      int width, int height, bool invert) {
    const std::optional<PixelBox> box = uprightBox(state->getCTM());
    if (!box || static_cast<int64_t>(width) * height < minPixels || box->width() >= width ||
        box->height() >= height || state->getFillColorSpace()->isNonMarking() ||
        state->getTransfer()[0] || !hasPlainFill(splash, bitmap)) {
        return false;
    }
    const std::optional<PixelBox> part = clipped(*box, *splash.getClip());
    if (!part) {
        return false;
    }
    stream->reset();
    const std::vector<unsigned char> mask =
        StencilScaler(stream, width, height, invert).scale(box->width(), box->height());
    stream->close();
    const std::vector<unsigned char> seen = cut(mask, *box, *part);
    paintPlainMask(splash, bitmap, part->left, part->top, part->width(), part->height(),
                   seen.data());
    return true;
}

}  // namespace cpoppler
