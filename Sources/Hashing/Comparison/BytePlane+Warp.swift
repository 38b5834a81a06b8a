/// Sampling through a transform.
extension BytePlane {
    /// Places are counted in parts of which a pixel has 65,536.
    private static let pixelBits = 16

    /// A picture of `width` by `height` whose every pixel is sampled bilinearly where
    /// `transform` leads; 0 outside.
    func warped(width: Int, height: Int, by transform: PlaneTransform) -> BytePlane {
        BytePlane(width: width, height: height) { result in
            values.withUnsafeBufferPointer { values in
                for y in 0..<height {
                    let row = UnsafeMutableBufferPointer(
                        rebasing: result[y * width..<(y + 1) * width])
                    sampleRow(y, of: values, by: transform, to: row)
                }
            }
        }
    }

    private func sampleRow(
        _ y: Int, of values: UnsafeBufferPointer<UInt8>, by transform: PlaneTransform,
        to row: UnsafeMutableBufferPointer<UInt8>
    ) {
        let start = Self.parts(transform.origin + Double(y) * transform.down)
        let step = Self.parts(transform.across)
        let right = UInt(max(0, width - 1)) << UInt(Self.pixelBits)
        let bottom = UInt(max(0, height - 1)) << UInt(Self.pixelBits)
        for index in 0..<row.count {
            let x = UInt(bitPattern: start.x &+ index &* step.x)
            let y = UInt(bitPattern: start.y &+ index &* step.y)
            guard x < right, y < bottom else {
                row[index] = 0
                continue
            }
            let corner = Int(bitPattern: (y >> 16) &* UInt(bitPattern: width) &+ (x >> 16))
            let pair = (UInt32(values[corner]), UInt32(values[corner &+ 1]))
            let under = (UInt32(values[corner &+ width]), UInt32(values[corner &+ width &+ 1]))
            if pair.0 | pair.1 | under.0 | under.1 == 0 {
                row[index] = 0
                continue
            }
            let part = UInt32(truncatingIfNeeded: x >> 8 & 255)
            let fall = UInt32(truncatingIfNeeded: y >> 8 & 255)
            let upper = pair.0 &* (256 &- part) &+ pair.1 &* part
            let lower = under.0 &* (256 &- part) &+ under.1 &* part
            let sum = upper &* (256 &- fall) &+ lower &* fall
            row[index] = UInt8(truncatingIfNeeded: (sum &+ 32768) >> 16)
        }
    }

    private static func parts(_ place: SIMD2<Double>) -> SIMD2<Int> {
        let scaled = (place * Double(1 << pixelBits)).rounded(.toNearestOrAwayFromZero)
        return SIMD2(Int(scaled.x), Int(scaled.y))
    }
}
