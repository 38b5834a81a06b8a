#include "GlyphCache.h"

#include <cstring>
#include <functional>

#include <goo/gmem.h>

namespace cpoppler {

bool GlyphCache::Key::operator==(const Key &other) const {
    return number == other.number && generation == other.generation && matrix == other.matrix;
}

size_t GlyphCache::KeyHash::operator()(const Key &key) const {
    size_t hash = std::hash<int>()(key.number) * 31 + std::hash<int>()(key.generation);
    for (double element : key.matrix) {
        hash = hash * 31 + std::hash<double>()(element);
    }
    return hash;
}

GlyphCache::Glyph &GlyphCache::Glyphs::at(unsigned int index) {
    if (index >= common.size()) {
        return others[index];
    }
    if (!common[index]) {
        common[index] = std::make_unique<Glyph>();
    }
    return *common[index];
}

void GlyphCache::select(SplashFont *newFont, Ref name) {
    if (bytes > maxBytes) {
        fonts.clear();
        bytes = 0;
    }
    const SplashCoord *matrix = newFont->getMatrix();
    font = newFont;
    const Key key = {name.num, name.gen, {matrix[0], matrix[1], matrix[2], matrix[3]}};
    const auto [place, isNew] = fonts.try_emplace(key);
    if (isNew) {
        bytes += sizeof(Glyphs);
    }
    selected = &place->second;
}

SplashGlyphBitmap *GlyphCache::glyph(CharCode code, int xFraction, int x, int y,
                                     Splash &splash) {
    Glyph &glyph = selected->at(code * fractions + xFraction);
    if (!glyph.isKept && glyph.bitmap.w == 0) {
        make(glyph, code, xFraction, x, y, splash);
    }
    return glyph.isKept ? &glyph.bitmap : nullptr;
}

// Leaves a width of -1 where Splash has to draw the glyph, so as not to try again.
void GlyphCache::make(Glyph &glyph, CharCode code, int xFraction, int x, int y, Splash &splash) {
    SplashClipResult result = splashClipAllInside;
    SplashGlyphBitmap made = {};
    const bool isMade = font->getGlyph(static_cast<int>(code), xFraction, 0, &made, x, y,
                                       splash.getClip(), &result);
    if (isMade && result == splashClipAllOutside) {
        // Splash makes no bitmap of what is not seen.
        return;
    }
    bytes += bytesOfEntry;
    glyph.bitmap.w = -1;
    if (!isMade) {
        return;
    }
    const int rowBytes = made.aa ? made.w : (made.w + 7) / 8;
    const size_t size = static_cast<size_t>(rowBytes) * made.h;
    if (made.data && made.w > 0 && made.h > 0 && size <= maxPixels) {
        glyph.pixels = std::make_unique<unsigned char[]>(size);
        memcpy(glyph.pixels.get(), made.data, size);
        glyph.bitmap = made;
        glyph.bitmap.data = glyph.pixels.get();
        glyph.bitmap.freeData = false;
        glyph.isKept = true;
        bytes += size;
    }
    if (made.freeData) {
        gfree(made.data);
    }
}

}  // namespace cpoppler
