/// Brings blocks that were found by geometry into reading order.
///
/// Poppler's own order goes wrong where small blocks stand at the top of a
/// column. Here the page is cut along its white space (recursive X-Y cut,
/// Nagy and Seth 1984): into strips across the page, save that strips through
/// which one gutter runs are read column by column. Running heads come first,
/// running feet last, and footnotes after all text, since a sentence may go on
/// in the next column.
struct ReadingOrder {
    private let blocks: [PlacedBlock]
    private let style: PageStyle
    private let isRightToLeft: Bool
    /// By block, what it covers, without the space above and below its letters.
    private let boxes: [Rectangle]

    /// Cutting takes quadratic time; a hostile page keeps Poppler's order.
    private static let maxBlocks = 300

    /// `blocks` are in Poppler's order, which stays where nothing can be cut.
    init(_ blocks: [PlacedBlock], style: PageStyle, isRightToLeft: Bool) {
        self.blocks = blocks
        self.style = style
        self.isRightToLeft = isRightToLeft
        boxes = blocks.map { placed in
            let box = placed.block.box
            let inset = min(0.25 * box.height, 0.3 * placed.block.fontSize)
            return Rectangle(
                x: box.x, y: box.y + inset, width: box.width, height: box.height - 2 * inset)
        }
    }

    /// The blocks in reading order.
    func sorted() -> [PlacedBlock] {
        guard blocks.count > 1, blocks.count <= Self.maxBlocks else { return blocks }
        let notes = blocks.indices.filter { blocks[$0].block.isFootnote }
        var body = strips(of: blocks.indices.filter { !blocks[$0].block.isFootnote })
        var head: [Int] = []
        var foot: [Int] = []
        if body.count > 1, isMargin(body[0], next: body[1]) { head = body.removeFirst() }
        if body.count > 1, isMargin(body[body.count - 1], next: body[body.count - 2]) {
            foot = body.removeLast()
        }
        let order = [head, body.flatMap { $0 }, notes, foot].flatMap { sorted($0, depth: 0) }
        return order.map { blocks[$0] }
    }

    /// Whether a strip is a running head or foot: small single lines near the
    /// page's edge, with space to the strip beside it.
    private func isMargin(_ strip: [Int], next: [Int]) -> Bool {
        let isSmall = strip.allSatisfy {
            let block = blocks[$0].block
            return block.lineCount == 1 && block.fontSize <= 1.05 * style.bodySize
                && (block.box.maxY < 0.12 * style.height || block.box.y > 0.88 * style.height)
        }
        guard isSmall, let first = extent(strip), let second = extent(next) else { return false }
        return max(first.y, second.y) - min(first.maxY, second.maxY) > 0.8 * style.bodySize
    }

    private func extent(_ indices: [Int]) -> Rectangle? {
        guard let first = indices.first else { return nil }
        return indices.dropFirst().reduce(boxes[first]) { $0.union(boxes[$1]) }
    }

    // MARK: - Cutting

    private func sorted(_ indices: [Int], depth: Int) -> [Int] {
        guard indices.count > 1, depth < 16 else { return indices.sorted() }
        let strips = strips(of: indices)
        guard strips.count > 1 else {
            let columns = columns(of: indices, gap: 0)
            guard columns.count > 1 else { return indices.sorted() }
            return columns.flatMap { sorted($0, depth: depth + 1) }
        }
        var order: [Int] = []
        var first = 0
        while first < strips.count {
            let last = lastStrip(sharingColumnsWith: first, in: strips)
            let joined = strips[first...last].flatMap { $0 }
            let parts = last > first ? columns(of: joined, gap: gutter) : [joined]
            order += parts.flatMap { sorted($0, depth: depth + 1) }
            first = last + 1
        }
        return order
    }

    /// The narrowest space between two columns, in points.
    private var gutter: Double { max(4, 0.5 * style.bodySize) }

    /// The last strip down to which the same columns go on.
    private func lastStrip(sharingColumnsWith first: Int, in strips: [[Int]]) -> Int {
        var joined = strips[first]
        var last = first
        for index in strips.indices.dropFirst(first + 1) {
            joined += strips[index]
            let columns = columns(of: joined, gap: gutter)
            if columns.count < 2 { break }
            if areText(columns) { last = index }
        }
        return last
    }

    /// Whether columns of text stand side by side, rather than labels beside
    /// values, which are read row by row.
    private func areText(_ columns: [[Int]]) -> Bool {
        let text = columns.filter { column in
            column.contains { blocks[$0].block.lineCount >= 2 }
                && (extent(column)?.width ?? 0) >= 0.15 * style.width
        }
        let lines = { (column: [Int]) in column.reduce(0) { $0 + blocks[$1].block.lineCount } }
        let all = columns.reduce(0) { $0 + lines($1) }
        return text.count >= 2 && text.reduce(0) { $0 + lines($1) } * 5 >= all * 4
    }

    /// The parts with nothing but white space between, from the top down.
    private func strips(of indices: [Int]) -> [[Int]] {
        parts(of: indices, gap: 0, from: \.y, to: \.maxY)
    }

    /// The parts with at least `gap` points of space between, in the order of
    /// the page's script.
    private func columns(of indices: [Int], gap: Double) -> [[Int]] {
        let columns = parts(of: indices, gap: gap, from: \.x, to: \.maxX)
        return isRightToLeft ? columns.reversed() : columns
    }

    private func parts(
        of indices: [Int], gap: Double, from start: KeyPath<Rectangle, Double>,
        to end: KeyPath<Rectangle, Double>
    ) -> [[Int]] {
        let sorted = indices.sorted {
            (boxes[$0][keyPath: start], $0) < (boxes[$1][keyPath: start], $1)
        }
        var parts: [[Int]] = []
        var reach = -Double.infinity
        for index in sorted {
            if parts.isEmpty || boxes[index][keyPath: start] < reach + gap {
                if parts.isEmpty { parts.append([]) }
                parts[parts.count - 1].append(index)
            } else {
                parts.append([index])
            }
            reach = max(reach, boxes[index][keyPath: end])
        }
        return parts
    }
}

extension Block {
    fileprivate var isFootnote: Bool {
        if case .footnote = content { return true }
        return false
    }
}
