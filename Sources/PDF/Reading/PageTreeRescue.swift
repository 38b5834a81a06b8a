/// Gives a file whose table of contents is lost a new one from the pages that can
/// still be seen.
///
/// A file that was cut off has lost its trailer, and often the catalog and the page
/// tree with it; Poppler 22.12 then finds nothing. The pages' own objects mostly
/// stand in front. Here a catalog and a page tree that name them, in the order of
/// the file, are appended, as an incremental update would (ISO 32000-1, 7.5.6);
/// Poppler rebuilds the rest by itself. Pages inside compressed object streams
/// cannot be seen.
struct PageTreeRescue {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The file with its new end; `nil` where no page can be seen or the file is
    /// encrypted, whose key is lost with the trailer.
    func rescued(maxPages: Int) -> [UInt8]? {
        let (pages, highest, isEncrypted) = scan()
        guard !pages.isEmpty, !isEncrypted, pages.count <= maxPages else { return nil }
        let catalog = highest + 1
        let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
        let end = """

            endobj
            \(catalog) 0 obj
            << /Type /Catalog /Pages \(catalog + 1) 0 R >>
            endobj
            \(catalog + 1) 0 obj
            << /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>
            endobj
            trailer
            << /Root \(catalog) 0 R /Size \(catalog + 2) >>
            startxref
            0
            %%EOF

            """
        return Array(bytes) + Array(end.utf8)
    }

    // MARK: - Scanning

    /// Greater object numbers are no object's: PDF readers stop there as well.
    private static let maxObjectNumber = 8_388_607

    /// The numbers of the page objects in the order of the file, and the highest
    /// number of any object. Looks at each byte a few times at the most.
    private func scan() -> (pages: [Int], highest: Int, isEncrypted: Bool) {
        var pages: [Int] = []
        var seen = Set<Int>()
        var highest = 0
        var current: Int?
        var isEncrypted = false
        var position = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "o") where hasWord("obj", at: position):
                // "endobj" has no number in front and ends what was open.
                current = objectNumber(before: position)
                highest = max(highest, current ?? 0)
                position += 3
            case UInt8(ascii: "s") where hasWord("stream", at: position):
                current = nil
                position += 6
            case UInt8(ascii: "/") where hasWord("/Encrypt", at: position):
                isEncrypted = true
                position += 8
            case UInt8(ascii: "/") where isPageType(at: position):
                if let number = current, seen.insert(number).inserted { pages.append(number) }
                position += 5
            default:
                position += 1
            }
        }
        return (pages, highest, isEncrypted)
    }

    /// Whether `/Type /Page` stands here, and not `/Type /Pages`.
    private func isPageType(at position: Int) -> Bool {
        guard hasWord("/Type", at: position) else { return false }
        var next = position + 5
        while next < bytes.count, Self.isSpace(bytes[next]) { next += 1 }
        guard hasWord("/Page", at: next) else { return false }
        return next + 5 >= bytes.count || !Self.isLetter(bytes[next + 5])
    }

    /// The number in front of `obj`, as in `12 0 obj`; only generation 0.
    private func objectNumber(before position: Int) -> Int? {
        var index = position - 1
        func skipSpaces() -> Bool {
            let start = index
            while index >= 0, Self.isSpace(bytes[index]) { index -= 1 }
            return index < start
        }
        guard skipSpaces(), index >= 0, bytes[index] == UInt8(ascii: "0") else { return nil }
        index -= 1
        guard skipSpaces() else { return nil }
        var number = 0
        var place = 1
        while index >= 0, place <= Self.maxObjectNumber, Self.isDigit(bytes[index]) {
            number += Int(bytes[index] - UInt8(ascii: "0")) * place
            place *= 10
            index -= 1
        }
        return (1...Self.maxObjectNumber).contains(number) ? number : nil
    }

    private func hasWord(_ word: StaticString, at position: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        return (0..<length).allSatisfy { bytes[position + $0] == word.utf8Start[$0] }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0d).contains(byte) || byte == 0
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
