/// A row of ground cells, repeated to the width of the page.
struct GroundLine {
    private var light: [UInt8]
    private var dark: [UInt8]
    private var lightness: [UInt8]
    private var isLightThroughout = true

    init(width: Int) {
        light = [UInt8](repeating: 0, count: width)
        dark = light
        lightness = light
    }

    mutating func load(row: Int, of ground: PageGround) {
        let columns = ground.light.width
        Self.fill(&light, ground.light.values[row * columns..<(row + 1) * columns], ground.cell)
        Self.fill(&dark, ground.dark.values[row * columns..<(row + 1) * columns], ground.cell)
        let shares = ground.lightness.values[row * columns..<(row + 1) * columns]
        Self.fill(&lightness, shares, ground.cell)
        isLightThroughout = shares.allSatisfy { $0 == 255 }
    }

    private static func fill(_ line: inout [UInt8], _ cells: ArraySlice<UInt8>, _ side: Int) {
        line.withUnsafeMutableBufferPointer { line in
            var start = 0
            for value in cells {
                let end = min(start + side, line.count)
                for x in start..<end { line[x] = value }
                start = end
            }
        }
    }

    /// Writes how far each of a row's pixels stands out from the ground.
    func write(
        contrastOf luma: UnsafeBufferPointer<UInt8>, to result: UnsafeMutableBufferPointer<UInt8>
    ) {
        light.withUnsafeBufferPointer { light in
            for x in 0..<luma.count { result[x] = max(light[x], luma[x]) &- luma[x] }
        }
        guard !isLightThroughout else { return }
        dark.withUnsafeBufferPointer { dark in
            lightness.withUnsafeBufferPointer { lightness in
                for x in 0..<luma.count {
                    let bright = UInt16(max(dark[x], luma[x]) &- dark[x])
                    let share = UInt16(lightness[x])
                    let sum = UInt16(result[x]) &* share &+ bright &* (255 &- share)
                    // Exactly sum / 255 for all products of two bytes.
                    result[x] = UInt8(truncatingIfNeeded: (sum &+ 1 &+ sum >> 8) >> 8)
                }
            }
        }
    }
}
