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

    fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) {
        words.reserveCapacity(bytes.count / 6)
        var index = 0
        while index < bytes.count {
            if bytes[index].isOfWord {
                index = read(bytes, from: index)
            } else {
                if bytes[index] == 0x0A { line += 1 }
                if bytes[index].isSymbol {
                    symbols[Unicode.Scalar(bytes[index]), default: 0] += 1
                }
                index += 1
            }
        }
    }

    /// Reads a word and returns where it ends.
    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let isNumber = bytes[start].isDigit
        var shown: [UInt8] = Self.hasSign(bytes, start) ? [UInt8(ascii: "-")] : []
        var index = start
        while index < bytes.count {
            let goesOn = bytes[index].isOfWord && bytes[index].isDigit == isNumber
            if goesOn || isNumber && Self.isInsideNumber(bytes, index) {
                shown.append(bytes[index])
                index += 1
            } else if !isNumber, Self.isLineHyphen(bytes, index) {
                index += 2
            } else {
                break
            }
        }
        words.append(PageWords.Word(ascii: shown, line: line))
        return index
    }

    private static func hasSign(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        bytes[start].isDigit && start > 0 && bytes[start - 1] == UInt8(ascii: "-")
            && (start == 1 || !bytes[start - 2].isOfWord)
    }

    /// Whether a point or comma stands between two digits.
    private static func isInsideNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        (bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ","))
            && index + 1 < bytes.count && bytes[index - 1].isDigit && bytes[index + 1].isDigit
    }

    /// Whether a line ends after a hyphen, and its word goes on in the next.
    private static func isLineHyphen(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        bytes[index] == UInt8(ascii: "-") && index + 2 < bytes.count && bytes[index + 1] == 0x0A
            && bytes[index - 1].isLetter && bytes[index + 2].isLowercase
    }
}

extension PageWords.Word {
    fileprivate init(ascii shown: [UInt8], line: Int) {
        isNumber = shown.contains(where: \.isDigit)
        self.line = line
        key = String(decoding: shown.map { $0.isUppercase ? $0 | 0x20 : $0 }, as: UTF8.self)
        self.shown = String(decoding: shown, as: UTF8.self)
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
