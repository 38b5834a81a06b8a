/// Finds lists: lines that begin with bullets or ascending numbers.
struct ListDetection {
    private let words: [Word]
    private let style: PageStyle

    /// An item as it stands on the page, before nesting.
    private struct Entry {
        var lines: [Int]
        var kind: ListMarker.Kind
        /// What the marker's word holds besides the marker.
        var rest: String
        var start: Double
        var textStart: Double
        var depth: Int
    }

    private init(_ sheet: LineSheet) {
        words = sheet.words
        style = sheet.style
    }

    /// Takes the lines that are list items and returns the lists.
    static func takeLists(from sheet: inout LineSheet) -> [PlacedBlock] {
        let detection = ListDetection(sheet)
        var blocks: [PlacedBlock] = []
        var index = 0
        while index < sheet.lines.count {
            let entries = detection.entries(from: index, on: sheet)
            guard detection.isList(entries) else {
                index += 1
                continue
            }
            let lines = entries.flatMap(\.lines)
            let list = detection.nested(entries[...], on: sheet)
            blocks.append(
                PlacedBlock(.list(list), showing: sheet.words(of: lines), of: sheet.words))
            sheet.take(lines)
            index = (lines.last ?? index) + 1
        }
        return blocks
    }

    /// One bullet glyph is enough; dashes and numbers need company.
    private func isList(_ entries: [Entry]) -> Bool {
        guard let first = entries.first else { return false }
        if first.kind == .bullet(isStrong: true) { return true }
        return entries.count >= 2
    }

    // MARK: - Collecting items

    private func entries(from first: Int, on sheet: LineSheet) -> [Entry] {
        guard sheet.isFree(first), let opening = entry(at: first, on: sheet) else { return [] }
        var entries = [opening]
        /// For each depth the latest entry there.
        var levels = [0]
        var index = first + 1
        while index < sheet.lines.count, sheet.isFree(index) {
            let last = entries[entries.count - 1]
            if let next = entry(at: index, on: sheet),
                isWithinReach(sheet.lines[index], of: last, on: sheet),
                let placed = place(next, among: entries, levels: &levels)
            {
                levels.append(entries.count)
                entries.append(placed)
            } else if continues(last, sheet.lines[index], on: sheet) {
                entries[entries.count - 1].lines.append(index)
            } else {
                break
            }
            index += 1
        }
        return entries
    }

    private func entry(at index: Int, on sheet: LineSheet) -> Entry? {
        let line = sheet.lines[index]
        guard let marker = ListMarker(sheet.firstWord(of: line)) else { return nil }
        guard line.words.count > 1 || !marker.rest.isEmpty else { return nil }
        if marker.kind.isOrdinal, line.isBold || line.fontSize >= 1.12 * style.bodySize {
            return nil
        }
        let text = line.words.count > 1 ? words[line.words[1]].box : line.box
        return Entry(
            lines: [index], kind: marker.kind, rest: marker.rest, start: line.start,
            textStart: line.isRightToLeft ? -text.maxX : text.x, depth: 0)
    }

    private func isWithinReach(_ line: TextLine, of entry: Entry, on sheet: LineSheet) -> Bool {
        let last = sheet.lines[entry.lines[entry.lines.count - 1]]
        let down = line.box.maxY - last.box.maxY
        return down > 0.5 * line.em && down <= 3 * max(style.pitch(last.fontSize), last.em)
            && line.start - last.end < 2 * line.em && line.isRightToLeft == last.isRightToLeft
    }

    /// Finds the depth of the next item by its indentation; `nil` where it does
    /// not go on with this list. Levels deeper than it are closed.
    private func place(_ next: Entry, among entries: [Entry], levels: inout [Int]) -> Entry? {
        let em = max(style.bodySize, 1)
        var next = next
        var depth = levels.count - 1
        while depth >= 0 {
            let level = entries[levels[depth]]
            let isSame =
                abs(next.start - level.start) <= 0.75 * em
                || abs(next.textStart - level.textStart) <= 0.3 * em
            if isSame {
                guard let kind = level.kind.followed(by: next.kind) else { return nil }
                next.kind = kind
                next.depth = depth
                levels.removeSubrange(depth...)
                return next
            }
            if next.start > level.start {
                guard next.kind.canBegin, depth + 1 < Self.maxDepth else { return nil }
                next.depth = depth + 1
                levels.removeSubrange((depth + 1)...)
                return next
            }
            depth -= 1
        }
        return nil
    }

    private static let maxDepth = 8

    /// Whether the line goes on with the item: hanging under its text, or, under
    /// a bullet, set back to its start in the middle of a sentence.
    private func continues(_ entry: Entry, _ line: TextLine, on sheet: LineSheet) -> Bool {
        let last = sheet.lines[entry.lines[entry.lines.count - 1]]
        guard sheet.follows(last, line, within: 1.35), last.hasSize(of: line),
            !(line.isBold && !last.isBold)
        else { return false }
        let indent = line.start - entry.start
        if indent >= 0.4 * line.em { return indent <= entry.textStart - entry.start + 3 * line.em }
        guard !entry.kind.isOrdinal, indent > -0.4 * line.em else { return false }
        return sheet.firstWord(of: line).unicodeScalars.first?.properties.isLowercase == true
    }

    // MARK: - Nesting

    /// The list made of entries of which the first has the least depth.
    private func nested(_ entries: ArraySlice<Entry>, on sheet: LineSheet) -> Block.List {
        guard let first = entries.first else { return Block.List(isOrdered: false, items: []) }
        var items: [Block.List.Item] = []
        var index = entries.startIndex
        while index < entries.endIndex {
            var end = index + 1
            while end < entries.endIndex, entries[end].depth > first.depth { end += 1 }
            let below = entries[(index + 1)..<end]
            items.append(
                Block.List.Item(
                    text: text(of: entries[index], on: sheet),
                    subList: below.isEmpty ? nil : nested(below, on: sheet)))
            index = end
        }
        // The second item tells whether "i." was a letter or a numeral.
        return Block.List(
            isOrdered: first.kind.isOrdinal, start: start(entries, depth: first.depth),
            items: items)
    }

    private func start(_ entries: ArraySlice<Entry>, depth: Int) -> Int {
        let level = entries.filter { $0.depth == depth }
        guard level.count >= 2, case .ordinal(let readings) = level[1].kind,
            let reading = readings.first
        else { return level.first?.kind.number ?? 1 }
        return reading.value - 1
    }

    private func text(of entry: Entry, on sheet: LineSheet) -> String {
        let words = sheet.words(of: entry.lines)
        var joining = TextJoining()
        if !entry.rest.isEmpty { joining.append(entry.rest, for: [words[0]], of: self.words) }
        for index in words.dropFirst() { joining.append(self.words[index], at: index) }
        return joining.text
    }
}
