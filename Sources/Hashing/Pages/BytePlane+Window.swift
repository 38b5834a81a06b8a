/// Filters that look at a square window around each pixel.
///
/// The part of a window outside the picture does not count.
extension BytePlane {
    /// The greatest value within `radius` pixels across and down.
    func dilated(radius: Int) -> BytePlane { spread(radius: radius, Swift.max) }

    /// The least value within `radius` pixels across and down.
    func eroded(radius: Int) -> BytePlane { spread(radius: radius, Swift.min) }

    /// Dilated, then eroded: dark marks narrower than the window are filled.
    func closed(radius: Int) -> BytePlane { dilated(radius: radius).eroded(radius: radius) }

    /// Eroded, then dilated: light marks narrower than the window are filled.
    func opened(radius: Int) -> BytePlane { eroded(radius: radius).dilated(radius: radius) }

    /// The mean of the window, rounded down.
    func averaged(radius: Int) -> BytePlane {
        BytePlane(width: width, height: height) { result in
            // The sums of the window's rows, column by column, move down with it.
            var columns = [UInt32](repeating: 0, count: width)
            var rows = 0..<0
            for y in 0..<height {
                let wanted = Swift.max(0, y - radius)..<Swift.min(height, y + radius + 1)
                while rows.upperBound < wanted.upperBound {
                    add(row: rows.upperBound, times: 1, to: &columns)
                    rows = rows.lowerBound..<rows.upperBound + 1
                }
                while rows.lowerBound < wanted.lowerBound {
                    add(row: rows.lowerBound, times: UInt32.max, to: &columns)
                    rows = rows.lowerBound + 1..<rows.upperBound
                }
                let row = UnsafeMutableBufferPointer(rebasing: result[y * width..<(y + 1) * width])
                Self.average(columns, of: rows.count, radius: radius, to: row)
            }
        }
    }

    /// Adds a row as often as `times` says, which wraps around to take it off.
    private func add(row: Int, times: UInt32, to columns: inout [UInt32]) {
        columns.withUnsafeMutableBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
                let line = UnsafeBufferPointer(rebasing: values[row * width..<(row + 1) * width])
                for x in 0..<columns.count { columns[x] &+= UInt32(line[x]) &* times }
            }
        }
    }

    private static func average(
        _ columns: [UInt32], of rows: Int, radius: Int, to result: UnsafeMutableBufferPointer<UInt8>
    ) {
        columns.withUnsafeBufferPointer { columns in
            var sum: UInt32 = 0
            for x in 0..<Swift.min(radius, columns.count) { sum &+= columns[x] }
            for x in 0..<columns.count {
                if x + radius < columns.count { sum &+= columns[x + radius] }
                if x > radius { sum &-= columns[x - radius - 1] }
                let left = Swift.max(0, x - radius)
                let right = Swift.min(columns.count, x + radius + 1)
                result[x] = UInt8(truncatingIfNeeded: sum / UInt32((right - left) * rows))
            }
        }
    }

    @inline(__always)
    private func spread(radius: Int, _ pick: (UInt8, UInt8) -> UInt8) -> BytePlane {
        guard radius > 0, !values.isEmpty else { return self }
        return spreadAcross(radius, pick).spreadDown(radius, pick)
    }

    @inline(__always)
    private func spreadAcross(_ radius: Int, _ pick: (UInt8, UInt8) -> UInt8) -> BytePlane {
        BytePlane(width: width, height: height) { result in
            values.withUnsafeBufferPointer { values in
                guard let to = result.baseAddress, let from = values.baseAddress else { return }
                to.update(from: from, count: values.count)
                for start in stride(from: 0, to: values.count, by: width) {
                    for offset in 1..<Swift.max(2, Swift.min(radius + 1, width)) {
                        let count = Swift.max(0, width - offset)
                        Self.merge(from + start + offset, into: to + start, count, pick)
                        Self.merge(from + start, into: to + start + offset, count, pick)
                    }
                }
            }
        }
    }

    @inline(__always)
    private func spreadDown(_ radius: Int, _ pick: (UInt8, UInt8) -> UInt8) -> BytePlane {
        BytePlane(width: width, height: height) { result in
            values.withUnsafeBufferPointer { values in
                guard let to = result.baseAddress, let from = values.baseAddress else { return }
                to.update(from: from, count: values.count)
                for rows in 1..<Swift.max(2, Swift.min(radius + 1, height)) {
                    let offset = rows * width
                    let count = Swift.max(0, values.count - offset)
                    Self.merge(from + offset, into: to, count, pick)
                    Self.merge(from, into: to + offset, count, pick)
                }
            }
        }
    }

    /// Picks between two lines of bytes in two memories, one by one.
    @inline(__always)
    private static func merge(
        _ line: UnsafePointer<UInt8>, into result: UnsafeMutablePointer<UInt8>, _ count: Int,
        _ pick: (UInt8, UInt8) -> UInt8
    ) {
        for index in 0..<count { result[index] = pick(result[index], line[index]) }
    }
}
