extension StringProtocol {
    /// The text with every `%XX` replaced by its byte.
    ///
    /// Throws `HTTPError` with `.badRequest` for a broken `%XX`, for NUL and for bytes that are
    /// not UTF-8.
    func percentDecoded(plusIsSpace: Bool = false) throws -> String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(self)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var rest = utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next()?.hexadecimalDigitValue,
                    let low = rest.next()?.hexadecimalDigitValue, high | low != 0
                else { throw HTTPError(.badRequest, "The address has a broken %XX.") }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace:
                bytes.append(UInt8(ascii: " "))
            default:
                bytes.append(byte)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw HTTPError(.badRequest, "The address is not UTF-8 when %XX is decoded.")
        }
        return text
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit of either case.
    fileprivate var hexadecimalDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
