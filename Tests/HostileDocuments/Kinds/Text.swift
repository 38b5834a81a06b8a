/// Texts, fonts and the syntax that carries them.
extension HostilePaper {
    /// Brackets within brackets.
    mutating func addNesting(_ dice: inout Dice) {
        let depth = dice.pick([500, 100_000, 5_000_000])
        let bracket = dice.pick(["[", "<< /A ", "(", "{", "q "])
        let content = add(flate: Deflate.repeating(Array(bracket.utf8), count: depth))
        let deep = String(repeating: "[", count: min(depth, 100_000))
        addPage(contents: "\(content) 0 R", resources: "/Properties << /P \(deep) >>")
    }

    /// One string of hundreds of megabytes.
    mutating func addGiantString(_ dice: inout Dice) {
        let unit = dice.pick(["a", "\\050", "a ", "4e"])
        let start = dice.pick(["BT /H 1 Tf (", "BT /H 1 Tf <", "/"])
        let content = add(
            flate: Deflate.repeating(Array((start + unit).utf8), count: dice.roll(50...400) << 20))
        addPage(contents: "\(content) 0 R")
    }

    /// Pictures in the text that are many, or without an end.
    mutating func addInlineImages(_ dice: inout Dice) {
        let side = dice.pick(["1", "60000", "2147483647"])
        let unit =
            "BI /W \(side) /H \(side) /BPC 8 /CS /RGB ID abc"
            + dice.pick([" EI\n", "", " E I ", "\nEI Q EI"])
        let content = add(
            flate: Deflate.repeating(Array(unit.utf8), count: dice.pick([1_000, 100 << 20])))
        addPage(contents: "\(content) 0 R")
    }

    /// Millions of words, or one word upon the other.
    mutating func addWordFlood(_ dice: inout Dice) {
        let unit = dice.pick([
            "(word ) Tj\n", "1 0 Td (w) Tj\n", "0 0 Td (upon) Tj\n",
            "[(a) -2000 (b) -2000 (c)] TJ\n", "0.7 0.7 -0.7 0.7 9 9 Tm (turned) Tj\n",
        ])
        let text = Array(("BT /H 1 Tf " + unit).utf8)
        let content = add(flate: Deflate.repeating(text, count: dice.roll(1...64) << 20))
        addPage(contents: "\(content) 0 R")
    }

    /// Tables of characters that name everything, or themselves.
    mutating func addCMap(_ dice: inout Dice) {
        let cmap = nextNumber
        let ranges = dice.pick([
            "1 begincodespacerange <00> <ffffffff> endcodespacerange "
                + "1 begincidrange <00000000> <ffffffff> 0 endcidrange",
            String(repeating: "1 beginbfrange <0000> <ffff> <0000> endbfrange ", count: 2_000),
            "1 beginbfrange <0000> <ffffff> [" + String(repeating: "<0041> ", count: 100_000) + "]",
            "/Self usecmap",
        ])
        add(
            stream: "/CMapName /Self def begincmap \(ranges) endcmap",
            "/Type /CMap /CMapName /Self /UseCMap \(cmap) 0 R")
        let font = add(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding \(cmap) 0 R "
                + "/ToUnicode \(cmap) 0 R /DescendantFonts [<< /Type /Font "
                + "/Subtype /CIDFontType2 /BaseFont /Helvetica /DW 1e9 "
                + "/W [0 \(dice.pick(["2147483647", "65535"])) 500] "
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
        )
        addPage(
            content: "BT /C 12 Tf 50 500 Td (\(String(repeating: "Aa", count: 500))) Tj ET",
            resources: "/Font << /C \(font) 0 R >>")
    }

    /// A font file of noise behind a true beginning.
    mutating func addFontFile(_ dice: inout Dice) {
        let kind = dice.roll(0...2)
        let beginning: [[UInt8]] = [
            Array("%!PS-AdobeFont-1.0: F\n/FontMatrix [0 0 0 0 0 0] def eexec ".utf8),
            [0, 1, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0] + Array("glyf".utf8),
            [1, 0, 4, 4, 0xff, 0xff, 4],
        ]
        let file = add(
            stream: beginning[kind] + dice.bytes(dice.pick([10, 1_000, 200_000])),
            ["/Length1 2147483647", "/Length1 -1", "/Subtype /Type1C"][kind])
        let key = ["FontFile", "FontFile2", "FontFile3"][kind]
        let descriptor = add(
            "<< /Type /FontDescriptor /FontName /F /Flags 4 /\(key) \(file) 0 R "
                + "/FontBBox [0 0 1e9 1e9] /ItalicAngle 1e9 /Ascent 1e9 /Descent -1e9 >>")
        let font = add(
            "<< /Type /Font /Subtype /\(kind == 1 ? "TrueType" : "Type1") /BaseFont /F "
                + "/FirstChar 0 /LastChar \(dice.pick([255, 2_147_483_647])) "
                + "/FontDescriptor \(descriptor) 0 R >>")
        addPage(
            content: "BT /C 1200000 Tf (noise) Tj /C 12 Tf 50 500 Td (noise) Tj ET",
            resources: "/Font << /C \(font) 0 R >>")
    }
}
