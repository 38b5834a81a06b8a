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

    /// All values added up.
    var sum: UInt64 {
        values.withUnsafeBufferPointer { values in
            var total: UInt64 = 0
            // So many bytes add up within 32 bits, several sums at once.
            for start in stride(from: 0, to: values.count, by: 1 << 20) {
                var part: UInt32 = 0
                for index in start..<min(start + (1 << 20), values.count) {
                    part &+= UInt32(values[index])
                }
                total &+= UInt64(part)
            }
            return total
        }
    }

    /// How many pixels have each of the 256 values; those below `least`, up to 127, may
    /// be missing.
    ///
    /// Eight pixels below it are passed over together: most of a page is paper. Counts
    /// in four tables by turns: neighbours are mostly equal, and a processor that adds
    /// to the same place twice waits for the first sum.
    func histogram(from least: UInt8 = 0) -> [Int] {
        precondition(least < 128, "whether a byte is below is told by adding up to 128")
        let ones: UInt64 = 0x0101_0101_0101_0101
        var counts = [UInt32](repeating: 0, count: 4 * 256)
        counts.withUnsafeMutableBufferPointer { counts in
            values.withUnsafeBytes { values in
                func count(_ index: Int) {
                    counts[(index & 3) << 8 | Int(values[index])] &+= 1
                }
                let whole = values.count / 8 * 8
                for start in stride(from: 0, to: whole, by: 8) {
                    let eight = values.loadUnaligned(fromByteOffset: start, as: UInt64.self)
                    let sums = (eight & (0x7f &* ones)) &+ ones &* UInt64(128 - least)
                    guard (sums | eight) & (0x80 &* ones) != 0 else { continue }
                    for index in start..<start &+ 8 { count(index) }
                }
                for index in whole..<values.count { count(index) }
            }
        }
        return (0..<256).map { value in
            (0..<4).reduce(0) { $0 + Int(counts[$1 << 8 | value]) }
        }
    }

    /// How many pixels of every `step`th row have each of the 256 values.
    func histogram(ofEveryRow step: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: 256)
        counts.withUnsafeMutableBufferPointer { counts in
            values.withUnsafeBufferPointer { values in
                for y in stride(from: 0, to: height, by: step) {
                    for index in y * width..<(y + 1) * width { counts[Int(values[index])] += 1 }
                }
            }
        }
        return counts
    }

    /// Sixteen neighbouring bytes, each two added to each other.
    @inline(__always)
    static func pairSums(_ bytes: SIMD16<UInt8>) -> SIMD8<UInt16> {
        let pairs = unsafeBitCast(bytes, to: SIMD8<UInt16>.self)
        return (pairs & 255) &+ (pairs &>> 8)
    }
}
