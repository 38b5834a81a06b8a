/// A block with its place in the reading order of the page.
struct PlacedBlock {
    /// The block itself.
    var block: Block
    /// The index of its first word on the page; blocks are read in this order.
    var firstWord: Int
    /// The words it shows in the order they are read, as indices into the page's.
    var words: [Int] = []

    /// A block that shows the words at `indices` of `page`, never empty.
    init(_ content: Block.Content, showing indices: [Int], of page: [Word]) {
        var box = page[indices[0]].box
        var tally = StyleTally()
        var lineCount = 0
        var last: Word?
        var firstWord = indices[0]
        for index in indices {
            box = box.union(page[index].box)
            tally.add(page[index])
            firstWord = min(firstWord, index)
            if last.map({ Self.isNextLine(page[index], after: $0) }) ?? true { lineCount += 1 }
            last = page[index]
        }
        self.firstWord = firstWord
        words = indices
        block = Block(
            content: content, box: box, fontSize: tally.fontSize, isBold: tally.boldShare > 0.5,
            lineCount: lineCount)
    }

    /// Whether a word begins a new line behind another one.
    ///
    /// Poppler may split one line in two, as before a wide tab.
    static func isNextLine(_ word: Word, after last: Word) -> Bool {
        guard word.line != last.line else { return false }
        let overlap = min(word.box.maxY, last.box.maxY) - max(word.box.y, last.box.y)
        return overlap < 0.5 * min(word.box.height, last.box.height)
            || word.box.x < last.box.x
    }

    /// The block with its lines as they were counted otherwise.
    func counting(lines: Int) -> PlacedBlock {
        var placed = self
        placed.block.lineCount = lines
        return placed
    }

    /// A block whose place is known otherwise.
    init(_ block: Block, firstWord: Int) {
        self.block = block
        self.firstWord = firstWord
    }
}
