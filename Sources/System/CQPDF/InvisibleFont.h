// The font of text that is found and selected but not seen.
#pragma once

#include <map>
#include <vector>

#include <qpdf/QPDF.hh>

namespace cqpdf {

// A composite font of which every glyph is empty and half as wide as it is high. Only what its
// codes mean differs, so that all of them share one font file.
class InvisibleFont {
public:
    // Codes are UTF-16 code units of the basic plane.
    QPDFObjectHandle basic(QPDF &pdf);

    // The codes from 1 on stand for these characters.
    QPDFObjectHandle of(QPDF &pdf, const std::vector<uint32_t> &scalars);

private:
    QPDFObjectHandle font(QPDF &pdf, const std::string &toUnicode);
    QPDFObjectHandle descendant(QPDF &pdf);

    QPDFObjectHandle descendantFont, basicFont;
    std::map<std::vector<uint32_t>, QPDFObjectHandle> fonts;
};

// A TrueType file with two empty glyphs.
std::string glyphlessFontFile();

}  // namespace cqpdf
