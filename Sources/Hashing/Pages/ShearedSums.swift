internal import Foundation

/// Sums of ink along the rows of a page as if the page were sheared.
///
/// The page is cut into strips of eight columns whose row sums are kept, so that a
/// shear only moves whole strips: about a hundred times less work than pixels.
struct ShearedSums {
    /// Over this a pixel is part of a stroke.
    private static let stroke: UInt8 = 90

    /// The columns of a strip: at 3 degrees its ends are half a row apart.
    private static let strip = 8

    private let lineCount: Int
    private let stripCount: Int

    /// Strip by strip, how many of each row's pixels are strokes.
    private let counts: [UInt16]

    /// Sums along rows.
    init(linesAcross ink: BytePlane) {
        let (width, height) = (ink.width, ink.height)
        lineCount = height
        stripCount = (width + Self.strip - 1) / Self.strip
        var counts = [UInt16](repeating: 0, count: stripCount * height)
        counts.withUnsafeMutableBufferPointer { counts in
            ink.values.withUnsafeBytes { values in
                for y in 0..<height {
                    let row = UnsafeRawBufferPointer(
                        rebasing: values[y * width..<(y + 1) * width])
                    for strip in 0..<width / Self.strip {
                        let eight = row.loadUnaligned(
                            fromByteOffset: strip &* Self.strip, as: UInt64.self)
                        counts[strip &* height &+ y] = Self.strokes(in: eight)
                    }
                    for x in width / Self.strip * Self.strip..<width where row[x] > Self.stroke {
                        counts[x / Self.strip &* height &+ y] &+= 1
                    }
                }
            }
        }
        self.counts = counts
    }

    /// How many of eight pixels are strokes.
    private static func strokes(in eight: UInt64) -> UInt16 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Adding carries into the highest bit of each byte that is over.
        let sums = (eight & (0x7f &* ones)) &+ ones &* UInt64(127 - stroke)
        let over = ((sums | eight) >> 7) & ones
        return UInt16(truncatingIfNeeded: (over &* ones) >> 56)
    }

    /// Sums along columns.
    init(linesDown ink: BytePlane) {
        let (width, height) = (ink.width, ink.height)
        lineCount = width
        stripCount = (height + Self.strip - 1) / Self.strip
        var counts = [UInt16](repeating: 0, count: stripCount * width)
        counts.withUnsafeMutableBufferPointer { counts in
            ink.values.withUnsafeBufferPointer { values in
                for y in 0..<height {
                    let start = y / Self.strip * width
                    let line = UnsafeMutableBufferPointer(rebasing: counts[start..<start + width])
                    let row = UnsafeBufferPointer(rebasing: values[y * width..<(y + 1) * width])
                    for x in 0..<width { line[x] &+= row[x] > Self.stroke ? 1 : 0 }
                }
            }
        }
        self.counts = counts
    }

    /// The rows that a column falls per column to the right.
    static func slope(degrees: Double) -> Double { tan(degrees * .pi / 180) }

    /// The sum of squared differences of neighbouring sums, the page sheared so that
    /// lines falling by `slope` become straight.
    func sharpness(slope: Double) -> Double {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: lineCount) { sums in
            sums.initialize(repeating: 0)
            counts.withUnsafeBufferPointer { counts in
                for strip in 0..<stripCount {
                    let middle = (Double(strip) + 0.5 - Double(stripCount) / 2) * Double(Self.strip)
                    let shift = Int((middle * slope).rounded())
                    let start = strip * lineCount
                    let from = UnsafeBufferPointer(rebasing: counts[start..<start + lineCount])
                    Self.add(from, movedUpBy: shift, to: sums)
                }
            }
            return Double(Self.squaredSteps(of: sums))
        }
    }

    private static func squaredSteps(of sums: UnsafeMutableBufferPointer<UInt16>) -> UInt64 {
        var total: UInt64 = 0
        for index in 0..<max(1, sums.count) - 1 {
            let step = Int32(sums[index &+ 1]) &- Int32(sums[index])
            total &+= UInt64(UInt32(bitPattern: step &* step))
        }
        return total
    }

    private static func add(
        _ line: UnsafeBufferPointer<UInt16>, movedUpBy shift: Int,
        to sums: UnsafeMutableBufferPointer<UInt16>
    ) {
        let first = max(0, -shift)
        let last = min(line.count, line.count - shift)
        guard first < last else { return }
        let from = UnsafeBufferPointer(rebasing: line[first + shift..<last + shift])
        let to = UnsafeMutableBufferPointer(rebasing: sums[first..<last])
        for index in 0..<from.count { to[index] &+= from[index] }
    }
}
