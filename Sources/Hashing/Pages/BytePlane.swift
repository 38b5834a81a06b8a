/// A picture of one byte a pixel, rows from the top without padding.
struct BytePlane: Sendable {
    let width: Int
    let height: Int
    var values: [UInt8]

    /// Wraps `values`; traps when there are not `width * height` of them.
    init(width: Int, height: Int, values: [UInt8]) {
        precondition(width >= 0 && height >= 0, "a plane's sides are not negative")
        precondition(values.count == width * height, "a plane has width * height pixels")
        self.width = width
        self.height = height
        self.values = values
    }

    /// A plane of one value.
    init(width: Int, height: Int, repeating value: UInt8 = 0) {
        let values = [UInt8](repeating: value, count: width * height)
        self.init(width: width, height: height, values: values)
    }

    /// A plane whose pixels `fill` writes; they are undefined before.
    init(width: Int, height: Int, filledBy fill: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
        let values = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            fill(UnsafeMutableBufferPointer(rebasing: buffer[0..<width * height]))
            count = width * height
        }
        self.init(width: width, height: height, values: values)
    }

    /// The pixel in column `x` of row `y`, both from 0.
    subscript(x: Int, y: Int) -> UInt8 { values[y * width + x] }

    /// How many pixels have each of the 256 values.
    ///
    /// Counts in four tables by turns: neighbours are mostly equal, and a processor
    /// that adds to the same place twice waits for the first sum.
    var histogram: [Int] {
        var counts = [UInt32](repeating: 0, count: 4 * 256)
        counts.withUnsafeMutableBufferPointer { counts in
            values.withUnsafeBufferPointer { values in
                for index in values.indices {
                    counts[(index & 3) << 8 | Int(values[index])] &+= 1
                }
            }
        }
        return (0..<256).map { value in
            (0..<4).reduce(0) { $0 + Int(counts[$1 << 8 | value]) }
        }
    }
}
