/// Sets the words of a page as plain text.
struct PageText {
    /// Lines end in a newline, blocks in an empty line.
    private(set) var text = ""
    /// The words in the order of the text, as indices.
    private(set) var order: [Int] = []
    private let words: [Word]

    /// The text of these blocks, which hold each word once.
    init(of blocks: [PlacedBlock], words: [Word]) {
        self.words = words
        order.reserveCapacity(words.count)
        text.reserveCapacity(8 * words.count)
        for block in blocks where !block.words.isEmpty {
            if !text.isEmpty { text += "\n" }
            append(block.words)
        }
    }

    private mutating func append(_ indices: [Int]) {
        var last: Int?
        for index in indices {
            if let last { text += separator(from: last, to: index) }
            text += words[index].text
            order.append(index)
            last = index
        }
        text += "\n"
    }

    private func separator(from last: Int, to next: Int) -> String {
        if PlacedBlock.isNextLine(words[next], after: words[last]) { return "\n" }
        let isSameLine = words[last].line == words[next].line
        return isSameLine && !words[last].isFollowedBySpace ? "" : " "
    }
}
