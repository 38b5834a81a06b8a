extension String {
    /// The words of a text of plain letters, which are read byte by byte; `nil` for
    /// other texts.
    var asciiWords: [PageWords.Word]? {
        var copy = self
        return copy.withUTF8 { bytes in
            bytes.allSatisfy { $0 < 0x80 } ? ASCIIWords(bytes).words : nil
        }
    }
}

private struct ASCIIWords {
    private(set) var words: [PageWords.Word] = []
    private var line = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        words.reserveCapacity(bytes.count / 6)
        var shown: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] > 0x20 {
                shown.append(bytes[index])
            } else if Self.isInsideWord(index, shown, bytes) {
                shown.removeLast()
            } else {
                end(&shown)
                if bytes[index] == 0x0A { line += 1 }
            }
            index += 1
        }
        end(&shown)
    }

    /// Whether a line ends here after a hyphen, and its word goes on in the next.
    private static func isInsideWord(
        _ index: Int, _ shown: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard bytes[index] == 0x0A, shown.count > 1, shown.last == UInt8(ascii: "-"),
            index + 1 < bytes.count
        else { return false }
        return shown[shown.count - 2].isLetter && bytes[index + 1].isLowercase
    }

    private mutating func end(_ shown: inout [UInt8]) {
        if let word = PageWords.Word(ascii: shown, line: line) { words.append(word) }
        shown.removeAll(keepingCapacity: true)
    }
}

extension PageWords.Word {
    fileprivate init?(ascii shown: [UInt8], line: Int) {
        guard var first = shown.firstIndex(where: { !$0.isPunctuation }),
            let last = shown.lastIndex(where: { !$0.isPunctuation })
        else { return nil }
        isNumber = shown.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        if isNumber, first > 0, shown[first - 1] == UInt8(ascii: "-") { first -= 1 }
        let lower = shown[first...last].map { $0.isUppercase ? $0 | 0x20 : $0 }
        self.line = line
        key = String(decoding: lower, as: UTF8.self)
        self.shown = String(decoding: shown, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isUppercase: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
    fileprivate var isLowercase: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
    fileprivate var isLetter: Bool { isUppercase || isLowercase }

    /// Whether it is trimmed from words: not "%" and "&", with which sums and names end.
    fileprivate var isPunctuation: Bool {
        switch self {
        case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "$"), UInt8(ascii: "+"): false
        case 0x3C...0x3E, 0x5E, 0x60, 0x7C, 0x7E: false
        default: !(isLetter || UInt8(ascii: "0")...UInt8(ascii: "9") ~= self)
        }
    }
}
