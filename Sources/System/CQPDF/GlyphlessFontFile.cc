// The least that is a TrueType font: OpenType 1.9, "Organization of an OpenType font".
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "InvisibleFont.h"

namespace cqpdf {

namespace {

using Fields = std::vector<uint16_t>;

// Big-endian 16-bit fields.
std::string bytes(const Fields &fields) {
    std::string text;
    for (const uint16_t field : fields) {
        text += static_cast<char>(field >> 8);
        text += static_cast<char>(field & 0xff);
    }
    return text;
}

std::string wide(uint32_t value) {
    return bytes({static_cast<uint16_t>(value >> 16), static_cast<uint16_t>(value)});
}

uint32_t checksum(const std::string &table) {
    uint32_t sum = 0;
    for (size_t i = 0; i < table.size(); ++i) {
        sum += static_cast<uint32_t>(static_cast<unsigned char>(table[i])) << (24 - 8 * (i % 4));
    }
    return sum;
}

constexpr uint16_t unitsPerEm = 1000, ascent = 800, advance = 500;
constexpr uint16_t descent = static_cast<uint16_t>(-200);

// In the order of their tags, as the directory wants them.
const std::vector<std::pair<const char *, std::string>> tables = {
    // One segment of no characters.
    {"cmap", bytes({0, 1, 3, 1, 0, 12, 4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0})},
    {"glyf", std::string(4, '\0')},
    {"head", bytes({1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, unitsPerEm, 0, 0, 0, 0, 0, 0, 0, 0,
                    0, descent, advance, ascent, 0, 8, 2, 0, 0})},
    {"hhea", bytes({1, 0, ascent, descent, 0, advance, 0, 0, advance, 1, 0, 0, 0, 0, 0, 0, 0, 2})},
    {"hmtx", bytes({advance, 0, advance, 0})},
    {"loca", bytes({0, 0, 0})},
    {"maxp", bytes({1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0})},
    {"name", bytes({0, 0, 6})},
    {"post", bytes({3, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0})},
};

}  // namespace

std::string glyphlessFontFile() {
    const auto count = static_cast<uint16_t>(tables.size());
    // The greatest power of two below the count is 8.
    std::string file = bytes({1, 0, count, 128, 3, static_cast<uint16_t>(16 * count - 128)});
    std::string body;
    for (const auto &[tag, table] : tables) {
        const auto offset = static_cast<uint32_t>(12 + 16 * tables.size() + body.size());
        file += tag + wide(checksum(table)) + wide(offset) +
                wide(static_cast<uint32_t>(table.size()));
        body += table + std::string((4 - table.size() % 4) % 4, '\0');
    }
    return file + body;
}

}  // namespace cqpdf
