#include "InvisibleFont.h"

#include <cstdio>

namespace cqpdf {

namespace {

std::string hexadecimal(uint32_t value) {
    char digits[16];
    snprintf(digits, sizeof digits, "<%04X>", value);
    return digits;
}

std::string inUTF16(uint32_t scalar) {
    if (scalar < 0x10000) {
        return hexadecimal(scalar);
    }
    char digits[16];
    snprintf(digits, sizeof digits, "<%04X%04X>", 0xd7c0 + (scalar >> 10),
             0xdc00 + (scalar & 0x3ff));
    return digits;
}

// A CMap of these lines, of which it may name 100 in one section.
std::string map(const std::string &kind, const std::vector<std::string> &lines) {
    std::string text =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
    for (size_t start = 0; start < lines.size(); start += 100) {
        const size_t count = std::min<size_t>(100, lines.size() - start);
        text += std::to_string(count) + " begin" + kind + "\n";
        for (size_t i = start; i < start + count; ++i) {
            text += lines[i] + "\n";
        }
        text += "end" + kind + "\n";
    }
    return text + "endcmap CMapName currentdict /CMap defineresource pop end end\n";
}

// Each range has one first byte; surrogates mean nothing by themselves.
std::string basicMap() {
    std::vector<std::string> ranges;
    for (uint32_t first = 0; first <= 0xff; ++first) {
        if (first < 0xd8 || first > 0xdf) {
            ranges.push_back(hexadecimal(first << 8) + " " + hexadecimal(first << 8 | 0xff) + " " +
                             hexadecimal(first << 8));
        }
    }
    return map("bfrange", ranges);
}

}  // namespace

QPDFObjectHandle InvisibleFont::basic(QPDF &pdf) {
    if (!basicFont.isInitialized()) {
        basicFont = font(pdf, basicMap());
    }
    return basicFont;
}

QPDFObjectHandle InvisibleFont::of(QPDF &pdf, const std::vector<uint32_t> &scalars) {
    const auto known = fonts.find(scalars);
    if (known != fonts.end()) {
        return known->second;
    }
    std::vector<std::string> lines;
    for (size_t i = 0; i < scalars.size(); ++i) {
        lines.push_back(hexadecimal(static_cast<uint32_t>(i + 1)) + " " + inUTF16(scalars[i]));
    }
    return fonts.emplace(scalars, font(pdf, map("bfchar", lines))).first->second;
}

QPDFObjectHandle InvisibleFont::font(QPDF &pdf, const std::string &toUnicode) {
    if (!descendantFont.isInitialized()) {
        descendantFont = descendant(pdf);
    }
    QPDFObjectHandle font = QPDFObjectHandle::parse(
        "<< /Type /Font /Subtype /Type0 /BaseFont /MunimentInvisible /Encoding /Identity-H >>");
    font.replaceKey("/DescendantFonts", QPDFObjectHandle::newArray({descendantFont}));
    font.replaceKey("/ToUnicode", pdf.newStream(toUnicode));
    return pdf.makeIndirectObject(font);
}

QPDFObjectHandle InvisibleFont::descendant(QPDF &pdf) {
    QPDFObjectHandle descriptor = QPDFObjectHandle::parse(
        "<< /Type /FontDescriptor /FontName /MunimentInvisible /Flags 5 /ItalicAngle 0 "
        "/FontBBox [0 -200 500 800] /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>");
    QPDFObjectHandle file = pdf.newStream(glyphlessFontFile());
    file.getDict().replaceKey(
        "/Length1", QPDFObjectHandle::newInteger(static_cast<long long>(
                        glyphlessFontFile().size())));
    descriptor.replaceKey("/FontFile2", file);
    QPDFObjectHandle font = QPDFObjectHandle::parse(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MunimentInvisible /DW 500 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>");
    // Every code has the second glyph: the first one is that of missing characters.
    std::string glyphs;
    for (int code = 0; code <= 0xffff; ++code) {
        glyphs += std::string("\0\1", 2);
    }
    font.replaceKey("/CIDToGIDMap", pdf.newStream(glyphs));
    font.replaceKey("/FontDescriptor", pdf.makeIndirectObject(descriptor));
    return pdf.makeIndirectObject(font);
}

}  // namespace cqpdf
