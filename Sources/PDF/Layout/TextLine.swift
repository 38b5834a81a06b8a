/// The words of one line of one column, with what they have in common.
struct TextLine {
    /// Indices into the page's words, in reading order, never empty.
    var words: [Int]
    /// Holds the boxes of all words.
    var box: Rectangle
    /// Poppler's block of the first word.
    var block: Int
    /// The size most letters have, in points.
    var fontSize: Double
    /// The share of bold letters, 0…1.
    var boldShare: Double
    /// Whether all but a few letters are set in fixed-width fonts.
    var isFixedWidth: Bool
    /// Whether most words begin with a right-to-left letter.
    var isRightToLeft: Bool

    /// The line of the words at `indices` of `page`, never empty.
    init(_ indices: [Int], of page: [Word]) {
        words = indices
        var box = page[indices[0]].box
        var tally = StyleTally()
        var rightToLeft = 0
        for index in indices {
            box = box.union(page[index].box)
            tally.add(page[index])
            if page[index].text.unicodeScalars.first.map(\.isRightToLeft) == true {
                rightToLeft += 1
            }
        }
        self.box = box
        block = page[indices[0]].block
        fontSize = tally.fontSize
        boldShare = tally.boldShare
        isFixedWidth = tally.fixedWidthShare > 0.95
        isRightToLeft = rightToLeft * 2 > indices.count
    }

    /// Where the line starts along its direction, in points.
    ///
    /// Right-to-left lines are mirrored, so that for both directions a larger
    /// value means further into the line.
    var start: Double { isRightToLeft ? -box.maxX : box.x }
    /// Where the line ends along its direction, in points, mirrored as `start`.
    var end: Double { isRightToLeft ? -box.x : box.maxX }

    /// Whether all but a few letters are bold.
    var isBold: Bool { boldShare > 0.95 }
    /// The length indents are measured by, in points, never 0.
    var em: Double { max(fontSize, 1) }

    /// Whether both overlap horizontally by half of the narrower one.
    func sharesColumn(with other: TextLine) -> Bool {
        let overlap = min(box.maxX, other.box.maxX) - max(box.x, other.box.x)
        return overlap >= 0.5 * min(box.width, other.box.width)
    }

    /// Whether both are set in one size, within 8 %.
    func hasSize(of other: TextLine) -> Bool {
        abs(fontSize - other.fontSize) <= 0.08 * max(fontSize, other.fontSize)
    }
}
