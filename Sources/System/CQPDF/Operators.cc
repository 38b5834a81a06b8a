#include "Operators.h"

#include <unordered_map>

namespace cqpdf {

namespace {

// ISO 32000-1, annex A, without inline images, whose reading takes more than a count.
const std::unordered_map<uint32_t, Operator> operators = [] {
    std::unordered_map<uint32_t, Operator> table;
    const auto add = [&](int operands, std::initializer_list<const char *> names) {
        for (const char *name : names) {
            table.emplace(packed(name), Operator{operands, nullptr});
        }
    };
    add(0, {"b", "B", "b*", "B*", "f", "F", "f*", "n", "s", "S", "h", "W", "W*"});
    add(0, {"q", "Q", "BT", "ET", "EMC", "BX", "EX", "T*"});
    add(1, {"BMC", "MP", "w", "J", "j", "M", "ri", "i", "cs", "CS", "g", "G"});
    add(1, {"Tc", "Tw", "Tz", "TL", "Ts", "Tr", "Tj", "TJ", "'"});
    add(2, {"BDC", "DP", "l", "m", "d", "Td", "TD"});
    add(3, {"rg", "RG", "\""});
    add(4, {"v", "y", "re", "k", "K"});
    add(6, {"c", "cm", "Tm"});
    add(Operator::anyNumber, {"sc", "SC", "scn", "SCN"});
    table.emplace(packed("Do"), Operator{1, "/XObject"});
    table.emplace(packed("gs"), Operator{1, "/ExtGState"});
    table.emplace(packed("sh"), Operator{1, "/Shading"});
    table.emplace(packed("Tf"), Operator{2, "/Font"});
    return table;
}();

}  // namespace

const Operator *operatorNamed(uint32_t name) {
    const auto found = operators.find(name);
    return found == operators.end() ? nullptr : &found->second;
}

}  // namespace cqpdf
