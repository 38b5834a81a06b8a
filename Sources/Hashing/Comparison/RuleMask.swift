/// The long thin lines of a page: rules, frames and the borders of tables.
///
/// Scanners drop, double and break them as their pixels fall, and nothing is written in
/// them, so they say nothing about what two pages have in common. A line has paper close
/// on both sides, which strokes of letters have nowhere for so long.
struct RuleMask {
    /// The least ink of a line, and the least length in pixels of half the size: 20 mm.
    private static let leastInk: UInt8 = 32
    private static let leastLength = 48

    /// How many pixels beside a line the paper must show, and how much lighter.
    private static let side = 3
    private static let contrast: UInt16 = 5

    /// The blurred edge of a line, in pixels of the full size.
    private static let edge = 3

    /// Pixels of half the size, one beside or under the other.
    private struct Stretch {
        let start: Int
        let count: Int
        let isAcross: Bool
    }

    private let width: Int
    private let height: Int
    private var stretches: [Stretch] = []

    /// Finds the lines of a page at half the size.
    init(half plane: BytePlane) {
        (width, height) = (plane.width, plane.height)
        guard min(width, height) > 2 * Self.side else { return }
        findAcross(Self.thinStrokes(in: plane, across: true))
        findDown(Self.thinStrokes(in: plane, across: false))
    }

    /// Marks the pixels with 1 that have paper above and below, or left and right.
    private static func thinStrokes(in plane: BytePlane, across: Bool) -> BytePlane {
        let margin = side * plane.width
        let reach = across ? margin : side
        return BytePlane(width: plane.width, height: plane.height) { marks in
            marks.update(repeating: 0)
            plane.values.withUnsafeBufferPointer { values in
                for index in margin..<max(margin, values.count - margin) {
                    let beside = max(values[index &- reach], values[index &+ reach])
                    let isThin = UInt16(values[index]) > UInt16(beside) &* contrast
                    marks[index] = isThin && values[index] >= leastInk ? 1 : 0
                }
            }
        }
    }

    /// Finds marks that follow each other in one row or, as pages are skewed, in one of two.
    private mutating func findAcross(_ marks: BytePlane) {
        marks.values.withUnsafeBytes { marks in
            for start in stride(from: 0, to: (height - 1) * width, by: width) {
                var (place, first) = (0, 0)
                while place < width {
                    // Nearly all of a page has no marks.
                    if place == first, place &+ 8 <= width,
                        Self.isEmpty(marks, start &+ place, start &+ place &+ width)
                    {
                        place &+= 8
                        first = place
                        continue
                    }
                    if marks[start &+ place] | marks[start &+ place &+ width] == 0 {
                        add(from: start + first, count: place - first, isAcross: true)
                        first = place &+ 1
                    }
                    place &+= 1
                }
                add(from: start + first, count: width - first, isAcross: true)
            }
        }
    }

    /// Whether eight bytes at both places are 0.
    @inline(__always)
    private static func isEmpty(
        _ marks: UnsafeRawBufferPointer, _ first: Int, _ second: Int
    ) -> Bool {
        marks.loadUnaligned(fromByteOffset: first, as: UInt64.self)
            | marks.loadUnaligned(fromByteOffset: second, as: UInt64.self) == 0
    }

    /// The same in columns, all of them at once on the way down.
    private mutating func findDown(_ marks: BytePlane) {
        var counts = [Int32](repeating: 0, count: width)
        for row in 0...height {
            for column in 0..<width - 1 {
                let place = row * width + column
                if row < height, marks.values[place] | marks.values[place + 1] != 0 {
                    counts[column] += 1
                } else if counts[column] > 0 {
                    let count = Int(counts[column])
                    add(from: place - count * width, count: count, isAcross: false)
                    counts[column] = 0
                }
            }
        }
    }

    private mutating func add(from start: Int, count: Int, isAcross: Bool) {
        guard count >= Self.leastLength else { return }
        stretches.append(Stretch(start: start, count: count, isAcross: isAcross))
    }

    /// Takes the ink of the lines, and of their edges, off a plane of twice the size.
    func clear(_ plane: inout BytePlane) {
        for stretch in stretches {
            let (x, y) = (stretch.start % width * 2, stretch.start / width * 2)
            let length = 2 * stretch.count
            plane.clear(
                columns: x - Self.edge..<x + (stretch.isAcross ? length : 2) + Self.edge,
                rows: y - Self.edge..<y + (stretch.isAcross ? 2 : length) + Self.edge)
        }
    }
}

extension BytePlane {
    /// Sets what lies inside the plane to 0.
    fileprivate mutating func clear(columns: Range<Int>, rows: Range<Int>) {
        let columns = columns.clamped(to: 0..<width)
        values.withUnsafeMutableBufferPointer { values in
            for row in rows.clamped(to: 0..<height) {
                let line = row * width
                values[line + columns.lowerBound..<line + columns.upperBound].update(repeating: 0)
            }
        }
    }
}
