/// Sets the words of a block as running text.
struct TextJoining {
    /// What was set so far.
    private(set) var text = ""
    private var last: (word: Word, index: Int)?

    /// Appends the word at `index` of the page.
    ///
    /// Inside a line spaces are as the page has them. At a line's end a space
    /// is set, except after a hyphen that broke a word, which goes, and inside
    /// scripts that are set without spaces.
    mutating func append(_ word: Word, at index: Int) {
        separate(from: word.text, isNextLine: word.line != last?.word.line)
        text += word.text
        last = (word, index)
    }

    /// Appends text that stands for `words`, indices into `page`.
    mutating func append(_ replacement: String, for words: [Int], of page: [Word]) {
        guard let first = words.first, let end = words.last else { return }
        separate(from: replacement, isNextLine: page[first].line != last?.word.line)
        text += replacement
        var word = page[end]
        // What follows must not take the drawn letters for the replaced ones.
        word.text = replacement
        last = (word, end)
    }

    private mutating func separate(from next: String, isNextLine: Bool) {
        guard let last, !text.isEmpty else { return }
        guard isNextLine else {
            if last.word.isFollowedBySpace { text += " " }
            return
        }
        if isBrokenWord(last.word.text, next) {
            text.unicodeScalars.removeLast()
        } else if !breaksWithoutSpace(last.word.text, next) {
            text += " "
        }
    }

    private func breaksWithoutSpace(_ first: String, _ second: String) -> Bool {
        first.unicodeScalars.last?.isSetWithoutSpaces == true
            && second.unicodeScalars.first?.isSetWithoutSpaces == true
    }

    /// The running text of the words at `indices` of `page`.
    static func text(of indices: some Sequence<Int>, in page: [Word]) -> String {
        var joining = TextJoining()
        for index in indices { joining.append(page[index], at: index) }
        return joining.text
    }
}
