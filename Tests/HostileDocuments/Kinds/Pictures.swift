/// Pictures that lie about their size, or end too soon.
extension HostilePaper {
    private mutating func addPicture(
        _ data: [UInt8], filter: String, width: Int, height: Int, _ entries: String = ""
    ) {
        let picture = add(
            stream: data,
            "/Type /XObject /Subtype /Image /Width \(width) /Height \(height) /Filter /\(filter) "
                + entries)
        addPage(
            content: "500 0 0 700 40 40 cm /I Do",
            resources: "/XObject << /I \(picture) 0 R >>")
    }

    private static let gray = "/ColorSpace /DeviceGray /BitsPerComponent 8"
    private static let bilevel = "/ColorSpace /DeviceGray /BitsPerComponent 1"

    mutating func addHugeImage(_ dice: inout Dice) {
        let side = dice.pick([30_000, 100_000, 2_000_000_000])
        let data = Deflate.repeating([UInt8](repeating: 0x55, count: 8), count: 1 << 30)
        addPicture(
            data, filter: "FlateDecode", width: side, height: dice.pick([1, side]),
            dice.pick([Self.gray, Self.bilevel, "/ImageMask true"]))
    }

    mutating func addCCITT(_ dice: inout Dice) {
        let columns = dice.pick([1_728, 60_000, 1_000_000, 2_147_483_647])
        let rows = dice.pick([0, 60_000, 2_000_000_000])
        let parameters =
            "/DecodeParms << /K \(dice.pick([-1, 0, 4])) /Columns \(columns) /Rows \(rows) "
            + "/EncodedByteAlign \(dice.pick([true, false])) >>"
        let data =
            dice.roll(0...1) == 0
            ? dice.bytes(dice.roll(0...50_000)) : [UInt8](repeating: 0xff, count: 1_000_000)
        addPicture(
            data, filter: "CCITTFaxDecode", width: columns, height: max(1, rows),
            "\(Self.bilevel) \(parameters)")
    }

    /// A baseline JPEG (ITU T.81) whose frame is as large as it can be.
    mutating func addDCT(_ dice: inout Dice) {
        let side = dice.pick([8, 4_096, 65_500])
        let frame = big(side, 2) + big(side, 2)
        var data: [UInt8] = [0xff, 0xd8, 0xff, 0xdb, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
        data += [0xff, dice.pick([0xc0, 0xc2]), 0, 11, 8] + frame
        data += [1, 1, dice.pick([0x11, 0x44]), 0]
        data += [0xff, 0xc4, 0, 20, 0, 1] + [UInt8](repeating: 0, count: 15) + [0]
        for _ in 0..<dice.pick([1, 1_000]) { data += [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0] }
        data += dice.bytes(dice.roll(0...5_000))
        addPicture(
            data, filter: "DCTDecode", width: dice.pick([side, 65_500]), height: side, Self.gray)
    }

    /// A JPEG 2000 codestream (ITU T.800, annex A) with a header of extremes.
    mutating func addJPX(_ dice: inout Dice) {
        let side = dice.pick([64, 20_000, 60_000, 2_147_483_647])
        let tile = dice.pick([1, 1_024, side])
        let components = dice.pick([1, 3, 16_384])
        var size = big(0, 2) + big(side, 4) + big(side, 4) + big(0, 8)
        size += big(tile, 4) + big(tile, 4) + big(0, 8) + big(components, 2)
        for _ in 0..<components { size += [7, UInt8(dice.pick([1, 255])), 1] }
        var data: [UInt8] = [0xff, 0x4f, 0xff, 0x51] + big(size.count + 2, 2) + size
        data += [0xff, 0x52, 0, 12, 0, 0] + big(dice.pick([1, 65_535]), 2)
        data += [0, UInt8(dice.pick([0, 5, 32])), 4, 4, 0, 1]
        data += [0xff, 0x5c, 0, 4, 0x40, 0x40]
        data += [0xff, 0x90, 0, 10, 0, 0] + big(dice.pick([0, 12, 2_000_000_000]), 4) + [0, 1]
        data += [0xff, 0x93] + dice.bytes(dice.roll(0...20_000))
        addPicture(data, filter: "JPXDecode", width: side, height: side)
    }

    /// Segments of JBIG2 (ITU T.88, 7.2) that promise too much.
    mutating func addJBIG2(_ dice: inout Dice) {
        let side = dice.pick([100, 60_000, 2_147_483_647])
        let region = big(side, 4) + big(side, 4) + big(0, 9)
        let page = big(side, 4) + big(dice.pick([side, 0xffff_ffff]), 4) + big(0, 11)
        let adaptive: [UInt8] = [3, 0xff, 0xfd, 0xff, 2, 0xfe, 0xfe, 0xfe]
        let generic = region + [0] + adaptive + dice.bytes(200)
        let symbols = big(0, 2) + adaptive + big(0xffff_ffff, 4) + big(0xffff_ffff, 4)
        let halftone = region + [0] + big(0x7fff_ffff, 4) + big(0x7fff_ffff, 4) + big(1, 12)
        var data = segment(0, kind: 48, page)
        data += segment(1, kind: 0, symbols + dice.bytes(500))
        data += segment(2, kind: 16, [1, 255, 255] + big(0x7fff_ffff, 4) + dice.bytes(100))
        data += segment(3, kind: dice.pick([38, 36, 40]), generic)
        data += segment(4, kind: dice.pick([22, 6]), halftone + dice.bytes(100))
        data = Array(data.prefix(dice.pick([data.count, dice.roll(10...data.count)])))
        addPicture(data, filter: "JBIG2Decode", width: side, height: side, Self.bilevel)
    }

    private func segment(_ number: Int, kind: UInt8, _ data: [UInt8]) -> [UInt8] {
        big(number, 4) + [kind, 0, 1] + big(data.count, 4) + data
    }

    /// A number of so many bytes, the highest one first.
    private func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> ($0 * 8) : 0) }
    }
}
