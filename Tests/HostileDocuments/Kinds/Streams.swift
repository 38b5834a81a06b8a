/// Streams that are more than they seem.
extension HostilePaper {
    /// A page of up to four gigabytes in one to four layers of Flate.
    mutating func addFlateLayers(_ dice: inout Dice) {
        let layers = dice.roll(1...4)
        let unit = Array(dice.pick(["(bomb) Tj\n", "q 1 0 0 1 0 0 cm\n", " ", "0 0 m\n"]).utf8)
        var data = Deflate.repeating(unit, count: 256 << (20 + layers))
        for _ in 1..<layers { data = Deflate.compress(data) }
        let filters = String(repeating: "/FlateDecode ", count: layers)
        let content = add(stream: data, "/Filter [\(filters)]")
        addPage(contents: "\(content) 0 R")
    }

    /// Filters upon filters, with predictors of impossible widths.
    mutating func addFilterChain(_ dice: inout Dice) {
        let names = [
            "/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/RunLengthDecode", "/FlateDecode",
            "/Crypt", "/JBIG2Decode", "/CCITTFaxDecode", "/DCTDecode", "/JPXDecode",
        ]
        let filters = (0..<dice.pick([2, 10, 200, 5_000])).map { _ in dice.pick(names) }
        let predictor =
            "<< /Predictor \(dice.pick([2, 10, 15, 99])) /Columns \(dice.pick(Self.extremes)) "
            + "/Colors \(dice.pick(Self.extremes)) /BitsPerComponent \(dice.pick([1, 16, 99])) >>"
        let content = add(
            stream: Deflate.compress(dice.bytes(5_000)),
            "/Filter [/FlateDecode \(filters.joined(separator: " "))] /DecodeParms [\(predictor)]")
        addPage(contents: "\(content) 0 R")
    }

    /// The same content again and again.
    mutating func addContentsFlood(_ dice: inout Dice) {
        let content = add(
            flate: Deflate.repeating(Array("0 0 m 500 800 l S\n".utf8), count: 1 << 20))
        let list = String(repeating: "\(content) 0 R ", count: dice.pick([100, 20_000]))
        addPage(contents: "[\(list)]")
    }

    /// Numbers at which arithmetic ends.
    static let extremes = [0, 1, -1, 65_536, 1_000_000, 2_147_483_647, -2_147_483_648]
}
