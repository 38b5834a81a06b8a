/// Functions, shadings and paths that never come to an end.
extension HostilePaper {
    /// Paints the whole page with a shading.
    private mutating func addShading(_ shading: Int) {
        addPage(content: "/S sh", resources: "/Shading << /S \(shading) 0 R >>")
    }

    private mutating func addAxialShading(function: String) {
        let shading = add(
            "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 595 842] "
                + "/Function \(function) /Extend [true true] >>")
        addShading(shading)
    }

    /// A table of more dimensions than anything can hold.
    mutating func addSampledFunction(_ dice: inout Dice) {
        let inputs = dice.pick([1, 4, 8, 32])
        let size = dice.pick([2, 255, 65_535, 2_147_483_647])
        let function = add(
            flate: Deflate.repeating([0x5a], count: 200 << 20),
            "/FunctionType 0 /Domain [\(repeated("0 1 ", inputs))] /Range [0 1 0 1 0 1] "
                + "/Size [\(repeated("\(size) ", inputs))] "
                + "/BitsPerSample \(dice.pick([1, 8, 32]))")
        addAxialShading(function: "\(function) 0 R")
    }

    /// A PostScript calculator of a million steps, or of blocks within blocks.
    mutating func addCalculator(_ dice: inout Dice) {
        let depth = dice.pick([0, 1_000, 200_000])
        let steps = repeated("dup mul 1 add sqrt dup 3 1 roll ", dice.pick([10, 30_000]))
        let code =
            depth > 0
            ? "{ " + repeated("true { ", depth) + repeated("} if ", depth) + "dup dup }"
            : "{ \(steps) dup dup }"
        let function = add(
            stream: code, "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]")
        addAxialShading(function: "\(function) 0 R")
    }

    /// Functions made of themselves.
    mutating func addStitching(_ dice: inout Dice) {
        let function = nextNumber
        let parts = dice.pick([1, 2, 10_000])
        let depth = dice.pick([1, 3, 500])
        for place in 0..<depth {
            let next = function + (place + 1) % depth
            add(
                "<< /FunctionType 3 /Domain [0 1] /Functions [\(repeated("\(next) 0 R ", parts))] "
                    + "/Bounds [\(repeated("0.5 ", parts - 1))] "
                    + "/Encode [\(repeated("0 1 ", parts))] >>")
        }
        addAxialShading(function: "\(function) 0 R")
    }

    /// A calculator for each pixel of a plane.
    mutating func addFunctionShading(_ dice: inout Dice) {
        let steps = repeated("2 copy mul sin exch cos ", dice.pick([50, 20_000]))
        let function = add(
            stream: "{ \(steps) 2 copy add }",
            "/FunctionType 4 /Domain [-1e9 1e9 -1e9 1e9] /Range [0 1 0 1 0 1]")
        addShading(
            add(
                "<< /ShadingType 1 /ColorSpace /DeviceRGB /Domain [-1e9 1e9 -1e9 1e9] "
                    + "/Matrix [\(dice.pick(["1e-6 0 0 1e-6 0 0", "1e9 1 1 1e9 0 0"]))] "
                    + "/Function \(function) 0 R >>"))
    }

    /// Millions of triangles or patches in a few kilobytes.
    mutating func addMeshShading(_ dice: inout Dice) {
        let kind = dice.roll(4...7)
        let unit = [0] + dice.bytes(dice.pick([61, 127, 509]))
        let row = kind == 5 ? "/VerticesPerRow \(dice.pick([2, 1_000, 2_000_000_000]))" : ""
        let flags = kind == 5 ? "" : "/BitsPerFlag 8"
        let shading = add(
            flate: Deflate.repeating(unit, count: dice.pick([1 << 20, 256 << 20])),
            "/ShadingType \(kind) /ColorSpace /DeviceRGB /BitsPerCoordinate 16 "
                + "/BitsPerComponent 8 \(flags) \(row) /Decode [0 595 0 842 0 1 0 1 0 1]")
        addShading(shading)
    }

    mutating func addGiantPage(_ dice: inout Dice) {
        let side = dice.pick(["200000", "14400", "1e9", "0.0001", "-200000"])
        let other = dice.pick([side, "10"])
        let more = dice.pick(["", "/UserUnit 1000000", "/Rotate 45", "/CropBox [1 1 1 1]"])
        addPage(
            content: "0 0 m 200000 200000 l S BT /H 5000 Tf (giant) Tj ET",
            entries: "/MediaBox [0 0 \(side) \(other)] \(more)")
    }

    /// A curve of millions of pieces, clipped by itself.
    mutating func addPathFlood(_ dice: inout Dice) {
        let unit = dice.pick([
            "0 0 m 595 842 0 842 595 0 c S\n", "q 0 0 595 842 re W n\n", "595 842 l 0 0 l\n",
            "0 0 m 595 842 l 0 842 l h W* n\n",
        ])
        let path = Array(("0 0 m " + unit).utf8)
        let content = add(flate: Deflate.repeating(path, count: dice.roll(8...128) << 20))
        addPage(contents: "\(content) 0 R")
    }

    /// A line of more dashes than there are atoms on the paper.
    mutating func addDashes(_ dice: inout Dice) {
        let dash = dice.pick(["0.0001", "1e-9", "0.01 0", "0"])
        addPage(
            content: "[\(dash)] 0 d \(dice.pick(["0.1", "1000", "0"])) w "
                + "-1e6 -1e6 m 1e6 1e6 l S 0 0 m 1e7 0 0 1e7 595 842 c S")
    }

    /// Numbers at which arithmetic ends.
    mutating func addNumbers(_ dice: inout Dice) {
        let numbers = [
            "1e308", "-1e308", "99999999999999999999999", "0.0000000000000000001", "-0", "1e-320",
            "2147483648", "--5", "1.2.3", "+", "NaN", "0x7f", "1e+",
        ]
        let operators = [
            "cm", "re", "l", "m", "c", "w", "Td", "Tm", "Tf", "i", "M", "d", "v", "W n",
        ]
        var content = "BT /H 12 Tf "
        for _ in 0..<dice.pick([100, 20_000]) {
            for _ in 0..<dice.roll(0...6) { content += dice.pick(numbers) + " " }
            content += dice.pick(operators) + " "
        }
        addPage(content: content + "(x) Tj ET S")
    }

    private func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }
}
