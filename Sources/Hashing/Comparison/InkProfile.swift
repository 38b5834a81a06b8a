/// The sums of a page's ink along its lines, or across them, made comparable.
///
/// Square roots keep pictures and headlines from outweighing text; the mean of a
/// wide window is taken off, so that lines and gaps count and not how full a part is.
struct InkProfile {
    /// The window, as a share of the page's longest side.
    private static let window = 61.0 / 1024

    /// The bin in which the page's middle lies.
    let middle: Double
    let values: [Float]

    /// The profile of rows (`down`) or columns of `ink`, the page seen straight when
    /// its lines fall by `skew` degrees.
    init(ink: BytePlane, down: Bool, skew: Double) {
        let slope = ShearedSums.slope(degrees: skew)
        let length = down ? ink.height : ink.width
        var sums = [Float](repeating: 0, count: length)
        let center = SIMD2(Double(ink.width - 1), Double(ink.height - 1)) / 2
        for y in 0..<ink.height {
            let lean = slope * (Double(y) - center.y)
            for x in 0..<ink.width where ink.values[y * ink.width + x] > 0 {
                let place =
                    down ? Double(y) - slope * (Double(x) - center.x) : Double(x) + lean
                let bin = Int(place.rounded())
                if sums.indices ~= bin { sums[bin] += Float(ink.values[y * ink.width + x]) }
            }
        }
        middle = Double(length - 1) / 2
        let radius = max(1, Int(Self.window * Double(max(ink.width, ink.height)) / 2))
        values = Self.highPassed(sums.map { $0.squareRoot() }, radius: radius)
    }

    private static func highPassed(_ line: [Float], radius: Int) -> [Float] {
        line.indices.map { index in
            let window = line[max(0, index - radius)...min(line.count - 1, index + radius)]
            return line[index] - window.reduce(0, +) / Float(window.count)
        }
    }

    /// The profile as seen on a page `scale` times as large, over `count` bins and
    /// `margin` more at each end, the middles laid on each other.
    func scaled(by scale: Double, count: Int, margin: Int) -> [Float] {
        (-margin..<count + margin).map { index in
            let place = middle + (Double(index) - Double(count - 1) / 2) / scale
            let bin = Int(place.rounded(.down))
            guard bin >= 0, bin + 1 < values.count else { return 0 }
            let part = Float(place - Double(bin))
            return values[bin] * (1 - part) + values[bin + 1] * part
        }
    }

    /// The shift of `other` at which it correlates best with this, within `reach`
    /// bins either way, and that correlation.
    func bestShift(of other: InkProfile, scale: Double, reach: Int) -> (shift: Int, value: Double) {
        let moved = other.scaled(by: scale, count: values.count, margin: reach)
        let energy = values.reduce(0) { $0 + $1 * $1 } * moved.reduce(0) { $0 + $1 * $1 }
        guard energy > 0 else { return (0, 0) }
        var best = (shift: 0, value: -Float.infinity)
        moved.withUnsafeBufferPointer { moved in
            values.withUnsafeBufferPointer { values in
                for shift in -reach...reach {
                    let window = UnsafeBufferPointer(
                        rebasing: moved[reach - shift..<reach - shift + values.count])
                    let product = Self.product(values, window)
                    if product > best.value { best = (shift, product) }
                }
            }
        }
        return (best.shift, Double(best.value / energy.squareRoot()))
    }

    private static func product(
        _ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>
    ) -> Float {
        var sum = SIMD8<Float>.zero
        let (first, second) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
        for start in stride(from: 0, to: a.count / 8 * 8, by: 8) {
            sum +=
                first.loadUnaligned(fromByteOffset: start * 4, as: SIMD8<Float>.self)
                * second.loadUnaligned(fromByteOffset: start * 4, as: SIMD8<Float>.self)
        }
        var total = sum.sum()
        for index in a.count / 8 * 8..<a.count { total += a[index] * b[index] }
        return total
    }
}
