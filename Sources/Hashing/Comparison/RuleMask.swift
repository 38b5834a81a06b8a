/// The long thin lines of a page at half the size: rules, frames and the borders of tables.
///
/// Scanners drop, double and break them as their pixels fall, and nothing is written in
/// them, so they say nothing about what two pages have in common. A line is thin where
/// there is paper close on both sides, which strokes of letters are nowhere for so long.
struct RuleMask {
    /// The least ink of a line, and the least length, in pixels of half the size: 17 mm.
    private static let leastInk: UInt8 = 32
    private static let leastLength = 48

    /// How far beside a line the paper must show, and by what part of the line's ink.
    private static let side = 3
    private static let contrast: UInt16 = 5

    /// A line may be broken for so many pixels.
    private static let mostBroken = 0

    /// The stretches that lines cover, as ranges of indices into the half plane, with the
    /// distance from one index to the next.
    private var stretches: [(start: Int, count: Int, step: Int)] = []

    private let width: Int
    private let height: Int

    init(half plane: BytePlane) {
        (width, height) = (plane.width, plane.height)
        guard min(width, height) > 2 * Self.side else { return }
        let across = Self.thin(in: plane, beside: width, lines: 1)
        find(in: across, lines: height, length: width, steps: (line: width, along: 1))
        let down = Self.thin(in: plane, beside: 1, lines: 1)
        find(in: down, lines: width, length: height, steps: (line: 1, along: width))
    }

    /// Marks the pixels that are darker than those `side` steps of `beside` away.
    private static func thin(in plane: BytePlane, beside: Int, lines: Int) -> [UInt8] {
        let reach = side * beside
        let margin = side * plane.width
        return [UInt8](unsafeUninitializedCapacity: plane.values.count) { marks, count in
            marks.initialize(repeating: 0)
            count = plane.values.count
            plane.values.withUnsafeBufferPointer { values in
                for index in margin..<max(margin, values.count - margin) {
                    let (value, before, after) =
                        (values[index], values[index &- reach], values[index &+ reach])
                    let beside = UInt16(max(before, after)) &* contrast
                    marks[index] = value >= leastInk && UInt16(value) > beside ? 1 : 0
                }
            }
        }
    }

    /// Finds stretches of marks, which may lean by a pixel to either side.
    private mutating func find(
        in marks: [UInt8], lines: Int, length: Int, steps: (line: Int, along: Int)
    ) {
        marks.withUnsafeBufferPointer { marks in
            for line in 1..<lines - 1 {
                var (start, last) = (-1, -1)
                for place in 0..<length {
                    let index = line &* steps.line &+ place &* steps.along
                    guard
                        marks[index] | marks[index &+ steps.line] != 0
                    else { continue }
                    if place - last > Self.mostBroken + 1 {
                        add(line: line, from: start, to: last, steps: steps)
                        start = place
                    }
                    last = place
                }
                add(line: line, from: start, to: last, steps: steps)
            }
        }
    }

    private mutating func add(line: Int, from: Int, to: Int, steps: (line: Int, along: Int)) {
        guard from >= 0, to - from + 1 >= Self.leastLength else { return }
        stretches.append(
            (line * steps.line + from * steps.along, to - from + 1, steps.along))
    }

    /// Takes the ink of the lines off a plane of twice the size, and of their blurred edges.
    func clear(_ plane: inout BytePlane) {
        let full = plane.width
        plane.values.withUnsafeMutableBufferPointer { values in
            for stretch in stretches {
                // Two more on each side of what was found, and at the ends.
                let (across, down) = stretch.step == 1 ? (stretch.count, 1) : (1, stretch.count)
                let (x, y) = (stretch.start % width, stretch.start / width)
                let left = max(0, 2 * x - Self.edge), right = min(full, 2 * (x + across) + Self.edge)
                let top = max(0, 2 * y - Self.edge)
                let bottom = min(plane.height, 2 * (y + down) + Self.edge)
                for row in top..<max(top, bottom) {
                    for index in row * full + left..<row * full + max(left, right) { values[index] = 0 }
                }
            }
        }
    }

    private static let edge = 3
}
