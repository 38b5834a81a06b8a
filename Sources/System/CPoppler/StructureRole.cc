#include "StructureRole.h"

#include <unordered_map>

namespace cpoppler {

bool findStandardRole(const std::string &name, StructureRole &role) {
    static const std::unordered_map<std::string, StructureRole> roles = {
        {"Document", {CPOPPLER_GROUPING, 0}},
        {"DocumentFragment", {CPOPPLER_GROUPING, 0}},
        {"Part", {CPOPPLER_GROUPING, 0}},
        {"Art", {CPOPPLER_GROUPING, 0}},
        {"Sect", {CPOPPLER_GROUPING, 0}},
        {"Div", {CPOPPLER_GROUPING, 0}},
        {"Aside", {CPOPPLER_GROUPING, 0}},
        {"NonStruct", {CPOPPLER_GROUPING, 0}},
        {"Private", {CPOPPLER_GROUPING, 0}},
        {"H", {CPOPPLER_HEADING, 0}},
        {"Title", {CPOPPLER_HEADING, 1}},
        {"H1", {CPOPPLER_HEADING, 1}},
        {"H2", {CPOPPLER_HEADING, 2}},
        {"H3", {CPOPPLER_HEADING, 3}},
        {"H4", {CPOPPLER_HEADING, 4}},
        {"H5", {CPOPPLER_HEADING, 5}},
        {"H6", {CPOPPLER_HEADING, 6}},
        {"P", {CPOPPLER_PARAGRAPH, 0}},
        {"BlockQuote", {CPOPPLER_BLOCK_QUOTE, 0}},
        {"Caption", {CPOPPLER_CAPTION, 0}},
        {"Index", {CPOPPLER_INDEX, 0}},
        {"TOC", {CPOPPLER_TABLE_OF_CONTENTS, 0}},
        {"TOCI", {CPOPPLER_TABLE_OF_CONTENTS_ITEM, 0}},
        {"L", {CPOPPLER_LIST, 0}},
        {"LI", {CPOPPLER_LIST_ITEM, 0}},
        {"Lbl", {CPOPPLER_LABEL, 0}},
        {"LBody", {CPOPPLER_LIST_BODY, 0}},
        {"Table", {CPOPPLER_TABLE, 0}},
        {"THead", {CPOPPLER_TABLE_SECTION, 0}},
        {"TBody", {CPOPPLER_TABLE_SECTION, 0}},
        {"TFoot", {CPOPPLER_TABLE_SECTION, 0}},
        {"TR", {CPOPPLER_TABLE_ROW, 0}},
        {"TH", {CPOPPLER_TABLE_HEADER, 0}},
        {"TD", {CPOPPLER_TABLE_CELL, 0}},
        {"Figure", {CPOPPLER_FIGURE, 0}},
        {"Formula", {CPOPPLER_FORMULA, 0}},
        {"Form", {CPOPPLER_FORM, 0}},
        {"Note", {CPOPPLER_NOTE, 0}},
        {"FENote", {CPOPPLER_NOTE, 0}},
        {"Code", {CPOPPLER_CODE, 0}},
        {"Quote", {CPOPPLER_QUOTE, 0}},
        {"Span", {CPOPPLER_INLINE, 0}},
        {"Link", {CPOPPLER_INLINE, 0}},
        {"Reference", {CPOPPLER_INLINE, 0}},
        {"BibEntry", {CPOPPLER_INLINE, 0}},
        {"Annot", {CPOPPLER_INLINE, 0}},
        {"Sub", {CPOPPLER_INLINE, 0}},
        {"Em", {CPOPPLER_INLINE, 0}},
        {"Strong", {CPOPPLER_INLINE, 0}},
        {"Ruby", {CPOPPLER_INLINE, 0}},
        {"RB", {CPOPPLER_INLINE, 0}},
        {"RT", {CPOPPLER_INLINE, 0}},
        {"RP", {CPOPPLER_INLINE, 0}},
        {"Warichu", {CPOPPLER_INLINE, 0}},
        {"WT", {CPOPPLER_INLINE, 0}},
        {"WP", {CPOPPLER_INLINE, 0}},
        {"Artifact", {CPOPPLER_ARTIFACT, 0}},
    };
    const auto found = roles.find(name);
    if (found == roles.end()) {
        return false;
    }
    role = found->second;
    return true;
}

}  // namespace cpoppler
