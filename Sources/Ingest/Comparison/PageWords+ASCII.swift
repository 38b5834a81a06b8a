extension String {
    /// The words of a text of plain letters, which are read byte by byte; `nil` for
    /// other texts.
    var asciiWords: ASCIIWords? {
        var copy = self
        return copy.withUTF8 { bytes in
            bytes.allSatisfy { $0 < 0x80 } ? ASCIIWords(bytes) : nil
        }
    }
}

/// Reads what `PageWords` reads, of bytes.
struct ASCIIWords {
    private(set) var words: [PageWords.Word] = []
    private(set) var symbols: [Unicode.Scalar: Int] = [:]
    private var line = 0
    private var place = 0

    fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) {
        words.reserveCapacity(bytes.count / 6)
        var shown: [UInt8] = []
        for index in bytes.indices {
            if bytes[index] > 0x20 {
                shown.append(bytes[index])
            } else if Self.isInsideWord(index, shown, bytes) {
                shown.removeLast()
            } else {
                end(&shown)
                if bytes[index] == 0x0A { line += 1 }
            }
            if bytes[index].isSymbol { symbols[Unicode.Scalar(bytes[index]), default: 0] += 1 }
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

    /// Adds the words between two spaces.
    private mutating func end(_ shown: inout [UInt8]) {
        guard !shown.isEmpty else { return }
        let text = String(decoding: shown, as: UTF8.self)
        var index = 0
        while let start = shown[index...].firstIndex(where: \.isOfWord) {
            index = shown.endOfWord(from: start)
            words.append(
                PageWords.Word(
                    ascii: shown[shown.startWithSign(of: start)..<index], of: text, line: line,
                    place: place))
        }
        place += 1
        shown.removeAll(keepingCapacity: true)
    }
}

extension PageWords.Word {
    fileprivate init(ascii letters: ArraySlice<UInt8>, of shown: String, line: Int, place: Int) {
        key = String(decoding: letters.map { $0.isUppercase ? $0 | 0x20 : $0 }, as: UTF8.self)
        self.shown = shown
        isNumber = letters.contains(where: \.isDigit)
        self.line = line
        self.place = place
    }
}

extension [UInt8] {
    fileprivate func endOfWord(from start: Int) -> Int {
        let isNumber = self[start].isDigit
        var end = start + 1
        while end < count {
            let goesOn = self[end].isOfWord && self[end].isDigit == isNumber
            guard goesOn || isNumber && isInsideNumber(end) else { break }
            end += 1
        }
        return end
    }

    /// Whether a point or comma stands between two digits.
    private func isInsideNumber(_ index: Int) -> Bool {
        (self[index] == UInt8(ascii: ".") || self[index] == UInt8(ascii: ","))
            && index + 1 < count && self[index - 1].isDigit && self[index + 1].isDigit
    }

    /// A hyphen before a number is its sign where nothing else stands before it.
    fileprivate func startWithSign(of start: Int) -> Int {
        guard self[start].isDigit, start > 0, self[start - 1] == UInt8(ascii: "-"),
            start == 1 || !self[start - 2].isOfWord
        else { return start }
        return start - 1
    }
}

extension UInt8 {
    fileprivate var isUppercase: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
    fileprivate var isLowercase: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
    fileprivate var isLetter: Bool { isUppercase || isLowercase }
    fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
    fileprivate var isOfWord: Bool { isLetter || isDigit }

    fileprivate var isSymbol: Bool {
        switch self {
        case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "$"), UInt8(ascii: "+"): true
        case 0x3C...0x3E, 0x5E, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }
}
