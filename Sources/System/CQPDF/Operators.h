// The operators of page content.
#pragma once

#include <cstdint>
#include <string_view>

namespace cqpdf {

struct Operator {
    // How many operands it takes; `anyNumber` for colours, which take one or more.
    int operands;
    // The category of the resource that its first operand names, null for none.
    const char *category;

    static constexpr int anyNumber = -1;
};

// The operator's letters as one number, 0 for more than three letters.
constexpr uint32_t packed(std::string_view name) {
    uint32_t value = 0;
    for (const char letter : name.size() <= 3 ? name : std::string_view()) {
        value = value << 8 | static_cast<unsigned char>(letter);
    }
    return value;
}

// Null for what is no operator of page content, such as d1, which belongs into glyphs.
const Operator *operatorNamed(uint32_t name);

}  // namespace cqpdf
