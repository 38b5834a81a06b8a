/// Smoothing and reducing.
extension BytePlane {
    /// Blurred by the binomial weights 1, 2, 1 across and down, which is nearly a
    /// Gaussian of 0.71 pixels; `n` times is one of 0.71 times the root of `n`.
    ///
    /// The edge pixels are repeated outside.
    func softened() -> BytePlane {
        guard !values.isEmpty else { return self }
        return BytePlane(width: width, height: height) { result in
            values.withUnsafeBufferPointer { values in
                withUnsafeTemporaryAllocation(of: UInt16.self, capacity: width) { line in
                    for y in 0..<height {
                        let rows = (max(0, y - 1), y, min(height - 1, y + 1))
                        for x in 0..<width {
                            let above = UInt16(values[rows.0 &* width &+ x])
                            let below = UInt16(values[rows.2 &* width &+ x])
                            line[x] = above &+ below &+ 2 &* UInt16(values[rows.1 &* width &+ x])
                        }
                        let start = y * width
                        let row = UnsafeMutableBufferPointer(
                            rebasing: result[start..<start + width])
                        Self.soften(UnsafeBufferPointer(line), to: row)
                    }
                }
            }
        }
    }

    private static func soften(
        _ line: UnsafeBufferPointer<UInt16>, to row: UnsafeMutableBufferPointer<UInt8>
    ) {
        let last = row.count - 1
        func mean(_ left: UInt16, _ middle: UInt16, _ right: UInt16) -> UInt8 {
            UInt8(truncatingIfNeeded: (left &+ 2 &* middle &+ right &+ 8) >> 4)
        }
        row[0] = mean(line[0], line[0], line[min(1, last)])
        guard last > 0 else { return }
        for x in 1..<max(1, last) { row[x] = mean(line[x &- 1], line[x], line[x &+ 1]) }
        row[last] = mean(line[last - 1], line[last], line[last])
    }

    /// Each pixel the rounded mean of two by two; an odd last row or column is dropped.
    ///
    /// A plane that is only one pixel wide or high is returned as it is.
    func halved() -> BytePlane {
        guard width > 1, height > 1 else { return self }
        return BytePlane(width: width / 2, height: height / 2) { result in
            let target = UnsafeMutableRawBufferPointer(result)
            values.withUnsafeBytes { values in
                for y in 0..<height / 2 {
                    let lines = UnsafeRawBufferPointer(
                        rebasing: values[2 * y * width..<2 * (y + 1) * width])
                    let start = y * (width / 2)
                    let row = UnsafeMutableRawBufferPointer(
                        rebasing: target[start..<start + width / 2])
                    halve(lines, to: row)
                }
            }
        }
    }

    /// Reduces two rows to one, eight pixels of it at once.
    private func halve(_ lines: UnsafeRawBufferPointer, to row: UnsafeMutableRawBufferPointer) {
        let whole = row.count / 8 * 8
        for x in stride(from: 0, to: whole, by: 8) {
            let top = lines.loadUnaligned(fromByteOffset: 2 &* x, as: SIMD16<UInt8>.self)
            let bottom = lines.loadUnaligned(
                fromByteOffset: width &+ 2 &* x, as: SIMD16<UInt8>.self)
            let means = (Self.pairSums(top) &+ Self.pairSums(bottom) &+ 2) &>> 2
            row.storeBytes(
                of: SIMD8<UInt8>(truncatingIfNeeded: means), toByteOffset: x,
                as: SIMD8<UInt8>.self)
        }
        for x in whole..<row.count {
            let top = UInt16(lines[2 &* x]) &+ UInt16(lines[2 &* x &+ 1])
            let bottom = UInt16(lines[width &+ 2 &* x]) &+ UInt16(lines[width &+ 2 &* x &+ 1])
            row[x] = UInt8(truncatingIfNeeded: (top &+ bottom &+ 2) >> 2)
        }
    }
}
