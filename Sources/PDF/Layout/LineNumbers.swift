/// Finds the line numbers that pleadings and proofs have in their margin.
enum LineNumbers {
    private static let minCount = 8

    /// The words that are line numbers, as indices that ascend: numbers under
    /// each other that count up over more than half of the page, well apart
    /// from the text.
    static func find(in indices: [Int], of words: [Word], pageHeight: Double) -> [Int] {
        let numbers = indices.filter { number(words[$0]) != nil }
        return columns(of: numbers, words: words).filter { $0.count >= minCount }
            .map { numbering(in: $0, words: words, pageHeight: pageHeight) }
            .filter { !isNearText($0, indices, of: words) }.flatMap { $0 }.sorted()
    }

    /// Whether text follows most of the numbers like the next word of a line, as
    /// it does in a table of days. A sample is enough.
    private static func isNearText(_ numbers: [Int], _ indices: [Int], of words: [Word]) -> Bool {
        let sample = numbers.prefix(40)
        let near = sample.count { number in
            let box = words[number].box
            let reach = box.maxX + words[number].style.fontSize
            return indices.contains {
                let other = words[$0].box
                return other.x >= box.maxX && other.x < reach && other.y < box.midY
                    && other.maxY > box.midY
            }
        }
        return near * 2 > sample.count
    }

    /// The numbers by where they end, whichever way they are aligned.
    private static func columns(of numbers: [Int], words: [Word]) -> [[Int]] {
        var columns: [[Int]] = []
        var edge = -Double.infinity
        for index in numbers.sorted(by: { words[$0].box.maxX < words[$1].box.maxX }) {
            if words[index].box.maxX - edge > 8 { columns.append([]) }
            columns[columns.count - 1].append(index)
            edge = words[index].box.maxX
        }
        return columns
    }

    private static func number(_ word: Word) -> Int? {
        word.text.utf8.count <= 3 ? Int(word.text) : nil
    }

    private static func numbering(
        in column: [Int], words: [Word], pageHeight: Double
    ) -> [Int] {
        let sorted = column.sorted { words[$0].box.midY < words[$1].box.midY }
        var best: ArraySlice<Int> = []
        var start = 0
        for index in 1...sorted.count {
            if index < sorted.count, counts(words[sorted[index - 1]], words[sorted[index]]) {
                continue
            }
            if index - start > best.count { best = sorted[start..<index] }
            start = index
        }
        guard best.count >= minCount, let first = best.first, let last = best.last,
            words[last].box.midY - words[first].box.midY > 0.55 * pageHeight
        else { return [] }
        return Array(best)
    }

    /// Whether the second number follows; one or two may be lost between.
    private static func counts(_ first: Word, _ second: Word) -> Bool {
        guard let first = number(first), let second = number(second) else { return false }
        return (1...3).contains(second - first)
    }
}
