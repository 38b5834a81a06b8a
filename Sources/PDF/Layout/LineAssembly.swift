/// Puts words together to lines.
struct LineAssembly {
    /// All words of the page.
    let words: [Word]

    /// The lines made of the words at `indices`, which ascend.
    ///
    /// Neighbours on one of Poppler's lines stay together. A list label that
    /// Poppler set apart, as it does before a wide tab, is put back in front of
    /// its text, as is a footnote's raised number.
    func lines(of indices: [Int]) -> [TextLine] {
        joiningLabels(popplerLines(of: indices))
    }

    private func popplerLines(of indices: [Int]) -> [TextLine] {
        var lines: [TextLine] = []
        var current: [Int] = []
        for index in indices {
            if let last = current.last, words[last].line != words[index].line {
                lines.append(TextLine(current, of: words))
                current.removeAll(keepingCapacity: true)
            }
            current.append(index)
        }
        if !current.isEmpty { lines.append(TextLine(current, of: words)) }
        return lines
    }

    private func joiningLabels(_ lines: [TextLine]) -> [TextLine] {
        let labels = lines.indices.filter { isLoneLabel(lines[$0]) || isLoneMark(lines[$0]) }
        guard !labels.isEmpty else { return lines }
        var lines = lines
        var isTaken = [Bool](repeating: false, count: lines.count)
        let byHeight = lines.indices.sorted { lines[$0].box.midY < lines[$1].box.midY }
        for label in labels {
            guard let text = textBeside(lines[label], in: lines, byHeight: byHeight),
                !isTaken[text], text != label
            else { continue }
            lines[text] = TextLine(lines[label].words + lines[text].words, of: words)
            isTaken[label] = true
        }
        return lines.indices.filter { !isTaken[$0] }.map { lines[$0] }
    }

    private func isLoneLabel(_ line: TextLine) -> Bool {
        guard line.words.count == 1 else { return false }
        let text = words[line.words[0]].text
        return ListMarker(text)?.rest.isEmpty == true || isSectionNumber(text)
    }

    /// Whether the line is a number of at most three digits, as footnotes begin with.
    private func isLoneMark(_ line: TextLine) -> Bool {
        let text = words[line.words[0]].text.utf8
        return line.words.count == 1 && text.count <= 3 && text.allSatisfy(isDigit)
    }

    /// Whether the mark is set smaller and higher than the text close behind it.
    private func isRaised(_ mark: TextLine, before text: TextLine) -> Bool {
        mark.fontSize < 0.9 * text.fontSize && mark.box.maxY < text.box.maxY - 0.1 * text.em
            && mark.box.maxY > text.box.midY && text.start - mark.end < 0.7 * text.em
    }

    /// Whether the text is a number such as "2.1" or "10.3.2".
    private func isSectionNumber(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (2...5).contains(parts.count)
            && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(isDigit) }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private func startsWithLetter(_ line: TextLine) -> Bool {
        let word = words[line.words[0]]
        return !isLoneLabel(line)
            && word.text.unicodeScalars.contains(where: \.isLetter)
    }

    /// The nearest line that starts at most four ems behind the label and is
    /// set on its height.
    private func textBeside(_ label: TextLine, in lines: [TextLine], byHeight: [Int]) -> Int? {
        let isMark = !isLoneLabel(label)
        let tolerance = (isMark ? 0.8 : 0.4) * label.em
        let from = byHeight.firstIndexSorted { lines[$0].box.midY >= label.box.midY - tolerance }
        var best: (index: Int, gap: Double)?
        // Bounded, as a hostile page may stack everything on one height.
        for index in byHeight[from...].prefix(32) {
            guard lines[index].box.midY <= label.box.midY + tolerance else { break }
            let gap = lines[index].start - label.end
            if lines[index].isRightToLeft == label.isRightToLeft, gap > -0.1 * label.em,
                gap < min(4 * label.em, best?.gap ?? .infinity), startsWithLetter(lines[index]),
                !isMark || isRaised(label, before: lines[index])
            {
                best = (index, gap)
            }
        }
        return best?.index
    }
}

extension Array {
    /// The first index whose element satisfies the predicate, which is false
    /// up to some element and true from there on; `endIndex` if there is none.
    func firstIndexSorted(where predicate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
