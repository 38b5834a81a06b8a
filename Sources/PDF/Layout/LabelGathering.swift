/// Brings the labels of a drawing together to one block.
///
/// The axes and legends of a chart are drawn one by one, each far from the next,
/// and would read as a paragraph each.
struct LabelGathering {
    private let blocks: [PlacedBlock]
    private let words: [Word]
    /// Indices into the blocks.
    private var labels: [Int] = []
    /// By label, another one of its group; its own index at the root.
    private var parents: [Int] = []

    private static let minGroup = 6
    /// Comparing all with all takes quadratic time.
    private static let maxLabels = 400

    /// `blocks` are made of the words of the page.
    init(_ blocks: [PlacedBlock], words: [Word]) {
        self.blocks = blocks
        self.words = words
        labels = blocks.indices.filter { Self.isLabel(blocks[$0], of: words) }
        guard labels.count >= Self.minGroup, labels.count <= Self.maxLabels else {
            labels = []
            return
        }
        parents = Array(labels.indices)
        for first in labels.indices {
            for second in labels.indices[..<first] where belong(labels[first], labels[second]) {
                parents[root(first)] = root(second)
            }
        }
    }

    /// The blocks with each group in the place of its first label.
    func gathered() -> [PlacedBlock] {
        let groups = Dictionary(grouping: labels.indices, by: root)
            .values.map { $0.map { labels[$0] } }
            .filter { $0.count >= Self.minGroup && isAlone($0) }
        guard !groups.isEmpty else { return blocks }
        var isTaken = [Bool](repeating: false, count: blocks.count)
        for index in groups.joined() { isTaken[index] = true }
        let rest = blocks.indices.filter { !isTaken[$0] }.map { blocks[$0] }
        return (rest + groups.map(joined)).sorted { $0.firstWord < $1.firstWord }
    }

    /// One short line that is no heading.
    private static func isLabel(_ placed: PlacedBlock, of words: [Word]) -> Bool {
        guard case .paragraph(let text) = placed.block.content else { return false }
        return placed.block.lineCount == 1 && placed.words.count <= 3 && text.utf8.count <= 24
    }

    private func root(_ label: Int) -> Int {
        var label = label
        while parents[label] != label { label = parents[label] }
        return label
    }

    /// Whether two labels are of one size and stand close to each other, or in
    /// one row or column of an axis.
    private func belong(_ first: Int, _ second: Int) -> Bool {
        let a = blocks[first].block
        let b = blocks[second].block
        let em = min(a.fontSize, b.fontSize)
        guard em > 0, abs(a.fontSize - b.fontSize) <= 0.25 * em else { return false }
        let across = max(a.box.x, b.box.x) - min(a.box.maxX, b.box.maxX)
        let down = max(a.box.y, b.box.y) - min(a.box.maxY, b.box.maxY)
        let isRow = abs(a.box.midY - b.box.midY) < 0.3 * em
        let isColumn = min(abs(a.box.x - b.box.x), abs(a.box.maxX - b.box.maxX)) < 0.3 * em
        return max(across, down) < 2 * em || (isRow && across < 20 * em)
            || (isColumn && down < 8 * em)
    }

    /// Whether no other text stands among the labels.
    private func isAlone(_ group: [Int]) -> Bool {
        let box = group.dropFirst().reduce(blocks[group[0]].block.box) {
            $0.union(blocks[$1].block.box)
        }
        let members = Set(group)
        return blocks.indices.allSatisfy {
            members.contains($0) || blocks[$0].words.count <= 3
                || blocks[$0].block.box.intersection(box) == nil
        }
    }

    /// The labels row by row.
    private func joined(_ group: [Int]) -> PlacedBlock {
        let rows = RowAssembly(words: words, barriers: ProseBarriers(lines: [], of: words))
            .rows(of: group.flatMap { blocks[$0].words })
        let indices = rows.flatMap { $0.segments.flatMap(\.words) }
        let text = TextJoining.text(of: indices, in: words)
        return PlacedBlock(.paragraph(text: text), showing: indices, of: words)
    }
}
