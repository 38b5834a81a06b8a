// Bitmaps of glyphs, kept for as long as a document is open.
#pragma once

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

#include <CharTypes.h>
#include <Object.h>
#include <splash/Splash.h>
#include <splash/SplashFont.h>
#include <splash/SplashGlyphBitmap.h>

namespace cpoppler {

// Splash keeps at most 256 bitmaps a font and 16 fonts, so a page of small print
// rasterizes most of its glyphs again and again: a quarter of all the time of
// reading a book. Here every glyph is made once, up to a bound.
class GlyphCache {
public:
    // Positions within a pixel that Splash tells apart.
    static constexpr int fractions = splashFontFraction;

    // Names the font that the next glyphs are of, as it is set now.
    void select(SplashFont *font, Ref name);

    // The bitmap of a character of the selected font that is to stand in the pixel
    // (x, y); nullptr where Splash has to draw it by itself. Valid until the next
    // call of `select`.
    SplashGlyphBitmap *glyph(CharCode code, int xFraction, int x, int y, Splash &splash);

private:
    // A font in one size and direction. Poppler's own caches tell fonts apart by
    // the same name.
    struct Key {
        int number;
        int generation;
        std::array<double, 4> matrix;
        bool operator==(const Key &other) const;
    };
    struct KeyHash {
        size_t operator()(const Key &key) const;
    };
    struct Glyph {
        SplashGlyphBitmap bitmap;
        std::unique_ptr<unsigned char[]> pixels;
        bool isKept = false;
    };
    // The glyphs of a font; those of one-byte codes are found without hashing.
    struct Glyphs {
        std::array<std::unique_ptr<Glyph>, 256 * fractions> common;
        std::unordered_map<unsigned int, Glyph> others;

        Glyph &at(unsigned int index);
    };

    void make(Glyph &glyph, CharCode code, int xFraction, int x, int y, Splash &splash);

    // A larger glyph is rare and takes little time in comparison.
    static constexpr int maxPixels = 4096;
    static constexpr size_t maxBytes = 32 << 20;
    static constexpr size_t bytesOfEntry = 96;

    std::unordered_map<Key, Glyphs, KeyHash> fonts;
    Glyphs *selected = nullptr;
    SplashFont *font = nullptr;
    size_t bytes = 0;
};

}  // namespace cpoppler
