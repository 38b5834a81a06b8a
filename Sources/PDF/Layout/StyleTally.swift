/// Counts letters by style, to tell how a piece of text is mostly set.
struct StyleTally {
    /// How many letters were counted.
    private(set) var letterCount = 0
    private var boldCount = 0
    private var fixedWidthCount = 0
    private var countBySize: [Double: Int] = [:]
    // Most text has one size: the dictionary is only filled once a second shows.
    private var onlySize: Double?

    /// Counts the letters of a word.
    mutating func add(_ word: Word) {
        let count = word.text.scalarCount
        if letterCount == 0 {
            onlySize = word.style.fontSize
        } else if let size = onlySize, size != word.style.fontSize {
            countBySize[size] = letterCount
            onlySize = nil
        }
        if onlySize == nil { countBySize[word.style.fontSize, default: 0] += count }
        letterCount += count
        if word.style.isBold { boldCount += count }
        if word.style.isFixedWidth { fixedWidthCount += count }
    }

    /// The size most letters have, in points, the larger of two equally
    /// frequent ones; 0 without letters.
    var fontSize: Double {
        if let onlySize { return onlySize }
        return countBySize.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    /// The share of bold letters, 0…1.
    var boldShare: Double { share(boldCount) }

    /// The share of letters in fixed-width fonts, 0…1.
    var fixedWidthShare: Double { share(fixedWidthCount) }

    private func share(_ count: Int) -> Double {
        letterCount == 0 ? 0 : Double(count) / Double(letterCount)
    }
}
