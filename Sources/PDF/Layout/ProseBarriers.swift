/// Where running prose stands, which no table reaches across.
struct ProseBarriers {
    /// The words of the prose itself: candidates for no table.
    private(set) var words: Set<Int> = []
    private var boxes: [Rectangle] = []
    /// The gaps between columns of prose, wherever prose stands on both sides.
    private var gutters: [Rectangle] = []

    /// Enough for any real page; a hostile one is cut short.
    private static let maxBoxes = 200
    /// A heading above a column is still divided from the other column, in points.
    private static let headingSpace = 24.0

    /// `lines` are Poppler's lines in reading order.
    init(lines: [TextLine], of page: [Word]) {
        var first = 0
        for index in lines.indices.dropFirst() where lines[index].block != lines[first].block {
            add(lines[first..<index], of: page)
            first = index
        }
        if first < lines.count { add(lines[first...], of: page) }
        findGutters()
    }

    private mutating func add(_ block: ArraySlice<TextLine>, of page: [Word]) {
        guard boxes.count < Self.maxBoxes, Self.isProse(block, of: page) else { return }
        words.formUnion(block.flatMap(\.words))
        boxes.append(block.dropFirst().reduce(block[block.startIndex].box) { $0.union($1.box) })
    }

    /// At least three lines that fill the width of their block with words, as
    /// the cells of a table do not.
    private static func isProse(_ block: ArraySlice<TextLine>, of page: [Word]) -> Bool {
        guard block.count >= 3 else { return false }
        let left = block.map(\.box.x).min() ?? 0
        let right = block.map(\.box.maxX).max() ?? 0
        let wordCount = block.reduce(0) { $0 + $1.words.count }
        guard wordCount * 2 >= block.count * 9 else { return false }
        let full = block.dropLast().count { $0.box.width >= 0.8 * (right - left) }
        guard full * 10 >= (block.count - 1) * 7 else { return false }
        return block.count { hasWideGap($0, of: page) } * 5 <= block.count
    }

    private static func hasWideGap(_ line: TextLine, of page: [Word]) -> Bool {
        zip(line.words, line.words.dropFirst()).contains {
            page[$1].box.x - page[$0].box.maxX > 1.3 * line.em
        }
    }

    private mutating func findGutters() {
        let sorted = boxes.sorted { $0.x < $1.x }
        var left: Rectangle?
        for box in sorted {
            if let column = left, box.x < column.maxX {
                // Wide text above or below two columns would hide their gutter.
                if box.maxX > column.maxX + 0.5 * column.width { continue }
                left = column.union(box)
            } else {
                if let column = left {
                    let span = column.union(box)
                    gutters.append(
                        Rectangle(
                            x: column.maxX, y: span.y - Self.headingSpace,
                            width: box.x - column.maxX,
                            height: span.height + Self.headingSpace))
                }
                left = box
            }
        }
    }

    /// Whether something stands between two pieces of one row.
    func separate(_ left: Rectangle, _ right: Rectangle) -> Bool {
        let isBetween = { (box: Rectangle) in
            box.y < left.midY && box.maxY > left.midY && box.x >= left.midX
                && box.maxX <= right.midX
        }
        return boxes.contains(where: isBetween) || gutters.contains(where: isBetween)
    }
}
