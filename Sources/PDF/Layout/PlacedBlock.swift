/// A block with its place in the reading order of the page.
struct PlacedBlock {
    var block: Block
    /// The index of its first word on the page; blocks are read in this order.
    var firstWord: Int

    /// A block that shows the words at `indices` of `page`, never empty.
    init(_ content: Block.Content, showing indices: [Int], of page: [Word]) {
        var box = page[indices[0]].box
        var tally = StyleTally()
        var lineCount = 0
        var line: Int?
        var firstWord = indices[0]
        for index in indices {
            box = box.union(page[index].box)
            tally.add(page[index])
            firstWord = min(firstWord, index)
            if page[index].line != line { lineCount += 1 }
            line = page[index].line
        }
        self.firstWord = firstWord
        block = Block(
            content: content, box: box, fontSize: tally.fontSize, isBold: tally.boldShare > 0.5,
            lineCount: lineCount)
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
