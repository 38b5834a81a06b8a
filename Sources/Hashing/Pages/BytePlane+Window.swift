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
        let table = summedAreas
        let stride = width + 1
        return BytePlane(width: width, height: height) { result in
            for y in 0..<height {
                let top = Swift.max(0, y - radius) * stride
                let bottom = Swift.min(height, y + radius + 1) * stride
                for x in 0..<width {
                    let left = Swift.max(0, x - radius)
                    let right = Swift.min(width, x + radius + 1)
                    let sum =
                        table[bottom + right] - table[bottom + left] - table[top + right]
                        + table[top + left]
                    result[y * width + x] = UInt8(sum / ((right - left) * (bottom - top) / stride))
                }
            }
        }
    }

    /// For each corner between pixels the sum of all above and left of it.
    private var summedAreas: [Int] {
        let stride = width + 1
        var table = [Int](repeating: 0, count: stride * (height + 1))
        table.withUnsafeMutableBufferPointer { table in
            for y in 0..<height {
                var line = 0
                for x in 0..<width {
                    line += Int(values[y * width + x])
                    table[(y + 1) * stride + x + 1] = table[y * stride + x + 1] + line
                }
            }
        }
        return table
    }

    private func spread(radius: Int, _ pick: (UInt8, UInt8) -> UInt8) -> BytePlane {
        guard radius > 0, !values.isEmpty else { return self }
        return spreadAcross(radius, pick).spreadDown(radius, pick)
    }

    @inline(__always)
    private func spreadAcross(_ radius: Int, _ pick: (UInt8, UInt8) -> UInt8) -> BytePlane {
        BytePlane(width: width, height: height) { result in
            values.withUnsafeBufferPointer { values in
                for index in values.indices { result[index] = values[index] }
                for offset in 1..<Swift.max(2, Swift.min(radius + 1, width)) where offset < width {
                    for start in stride(from: 0, to: values.count, by: width) {
                        for index in start..<start + width - offset {
                            result[index] = pick(result[index], values[index + offset])
                        }
                        for index in start + offset..<start + width {
                            result[index] = pick(result[index], values[index - offset])
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func spreadDown(_ radius: Int, _ pick: (UInt8, UInt8) -> UInt8) -> BytePlane {
        BytePlane(width: width, height: height) { result in
            values.withUnsafeBufferPointer { values in
                for index in values.indices { result[index] = values[index] }
                for rows in 1..<Swift.max(2, Swift.min(radius + 1, height)) where rows < height {
                    let offset = rows * width
                    for index in 0..<values.count - offset {
                        result[index] = pick(result[index], values[index + offset])
                    }
                    for index in offset..<values.count {
                        result[index] = pick(result[index], values[index - offset])
                    }
                }
            }
        }
    }
}
