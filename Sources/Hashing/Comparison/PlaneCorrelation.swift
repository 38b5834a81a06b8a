/// How alike two pictures are where a transform lays one on the other.
enum PlaneCorrelation {
    /// The correlation of `plane` with `other` seen through `transform`, -1 to 1.
    ///
    /// Looks at every `step`th pixel of every `step`th row; what lies outside `other`
    /// is empty. Flat pictures correlate with nothing.
    static func value(
        of plane: BytePlane, with other: BytePlane, through transform: PlaneTransform, step: Int
    ) -> Double {
        let columns = (plane.width + step - 1) / step
        let rows = (plane.height + step - 1) / step
        let coarse = PlaneTransform(
            across: transform.across * Double(step), down: transform.down * Double(step),
            origin: transform.origin)
        let seen = other.warped(width: columns, height: rows, by: coarse)
        var sums = CorrelationSums()
        plane.values.withUnsafeBufferPointer { values in
            seen.values.withUnsafeBufferPointer { seen in
                for row in 0..<rows {
                    for column in 0..<columns {
                        sums.add(
                            values[(row &* plane.width &+ column) &* step],
                            seen[row &* columns &+ column])
                    }
                }
            }
        }
        return sums.correlation
    }
}

/// The sums that make a correlation of pairs of bytes.
struct CorrelationSums {
    private var count: UInt64 = 0
    private var a: UInt64 = 0
    private var b: UInt64 = 0
    private var aa: UInt64 = 0
    private var bb: UInt64 = 0
    private var ab: UInt64 = 0

    @inline(__always)
    mutating func add(_ first: UInt8, _ second: UInt8) {
        let (x, y) = (UInt32(first), UInt32(second))
        count &+= 1
        a &+= UInt64(x)
        b &+= UInt64(y)
        aa &+= UInt64(x &* x)
        bb &+= UInt64(y &* y)
        ab &+= UInt64(x &* y)
    }

    /// From -1 to 1; 0 where one side is flat.
    var correlation: Double {
        let n = Double(max(1, count))
        let varianceA = Double(aa) - Double(a) * Double(a) / n
        let varianceB = Double(bb) - Double(b) * Double(b) / n
        guard varianceA > 1, varianceB > 1 else { return 0 }
        return (Double(ab) - Double(a) * Double(b) / n) / (varianceA * varianceB).squareRoot()
    }
}
