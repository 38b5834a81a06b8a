/// Words of one row that stand close together: a cell, or a line of prose.
struct RowSegment {
    /// Indices into the page's words, from left to right.
    var words: [Int]
    /// Holds the boxes of all words.
    var box: Rectangle
}

/// Pieces of text on one height with nothing but space between them.
struct VisualRow {
    /// From left to right, never empty.
    var segments: [RowSegment]
    /// Holds the boxes of all segments.
    var box: Rectangle

    /// `segments` are never empty.
    init(_ segments: [RowSegment]) {
        self.segments = segments
        box = segments.dropFirst().reduce(segments[0].box) { $0.union($1.box) }
    }
}

/// Puts words together to rows across the page, whatever block they are in.
struct RowAssembly {
    /// All words of the page.
    let words: [Word]
    /// What no row reaches across.
    let barriers: ProseBarriers

    /// The rows from the top down; what a barrier splits becomes several rows.
    func rows(of indices: [Int]) -> [VisualRow] {
        let sorted = indices.sorted { words[$0].box.midY < words[$1].box.midY }
        var rows: [VisualRow] = []
        var current: [Int] = []
        for index in sorted {
            if let seed = current.first, !isOnRow(of: seed, index) {
                rows += splitRow(current)
                current.removeAll(keepingCapacity: true)
            }
            current.append(index)
        }
        return current.isEmpty ? rows : rows + splitRow(current)
    }

    private func isOnRow(of seed: Int, _ index: Int) -> Bool {
        let first = words[seed].box
        let box = words[index].box
        return box.midY - first.midY < 0.45 * min(first.height, box.height)
    }

    private func splitRow(_ row: [Int]) -> [VisualRow] {
        let segments = segments(row.sorted { words[$0].box.x < words[$1].box.x })
        var rows: [VisualRow] = []
        var current: [RowSegment] = []
        for segment in segments {
            if let last = current.last, barriers.separate(last.box, segment.box) {
                rows.append(VisualRow(current))
                current.removeAll(keepingCapacity: true)
            }
            current.append(segment)
        }
        return rows + [VisualRow(current)]
    }

    private func segments(_ row: [Int]) -> [RowSegment] {
        var segments: [RowSegment] = []
        var last: Int?
        for index in row {
            let latest = segments.count - 1
            if let last, !isWide(from: last, reaching: segments[latest].box.maxX, to: index) {
                segments[latest].words.append(index)
                segments[latest].box = segments[latest].box.union(words[index].box)
            } else {
                segments.append(RowSegment(words: [index], box: words[index].box))
            }
            last = index
        }
        return segments
    }

    /// Whether the gap is wider than a space, even a justified one. What Poppler
    /// put into different blocks needs less of it.
    private func isWide(from left: Int, reaching edge: Double, to right: Int) -> Bool {
        let em = min(words[left].style.fontSize, words[right].style.fontSize)
        let isSameLine = words[left].line == words[right].line
        return words[right].box.x - edge > (isSameLine ? 1 : 0.55) * max(em, 1)
    }
}
