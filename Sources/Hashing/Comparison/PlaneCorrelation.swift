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
                    let start = row * step * plane.width
                    let line = UnsafeBufferPointer(
                        rebasing: values[start..<start + plane.width])
                    let other = UnsafeBufferPointer(
                        rebasing: seen[row * columns..<(row + 1) * columns])
                    sums.add(line, other, step: step)
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

    /// Adds every `step`th byte of `first` with each of `second`, which has one for each.
    mutating func add(
        _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>, step: Int
    ) {
        precondition(second.count == (first.count + step - 1) / step, "bytes come in pairs")
        switch step {
        case 1: add(first, second, pairs: second.count, steps: (1, 1))
        case 2: add(first, second, pairs: second.count, steps: (2, 1))
        default: add(first, second, pairs: second.count, steps: (step, 1))
        }
    }

    /// Adds every `step`th byte of both, which have the same number.
    mutating func add(
        _ first: UnsafeBufferPointer<UInt8>, and second: UnsafeBufferPointer<UInt8>,
        every step: Int
    ) {
        precondition(first.count == second.count, "bytes come in pairs")
        add(first, second, pairs: (first.count + step - 1) / step, steps: (step, step))
    }

    /// Inlined where the steps are known, the loop does several pairs at once.
    @inline(__always)
    private mutating func add(
        _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>, pairs: Int,
        steps: (Int, Int)
    ) {
        // So many squares of bytes fit 32 bits.
        for start in Swift.stride(from: 0, to: pairs, by: 65536) {
            var (x, y): (UInt32, UInt32) = (0, 0)
            var (xx, yy, xy): (UInt32, UInt32, UInt32) = (0, 0, 0)
            for index in start..<min(start + 65536, pairs) {
                let left = UInt32(first[index &* steps.0])
                let right = UInt32(second[index &* steps.1])
                x &+= left
                y &+= right
                xx &+= left &* left
                yy &+= right &* right
                xy &+= left &* right
            }
            a &+= UInt64(x)
            b &+= UInt64(y)
            aa &+= UInt64(xx)
            bb &+= UInt64(yy)
            ab &+= UInt64(xy)
        }
        count &+= UInt64(pairs)
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
