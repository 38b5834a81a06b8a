extension UInt8 {
    /// Whether RFC 9110, 5.6.2, allows the byte in a token, such as the name of a header.
    var isTokenByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#"),
            UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "'"),
            UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Whether the byte may stand in the value of a header: a tab, or nothing that controls.
    var isFieldValueByte: Bool { self == 9 || (self >= 32 && self != 127) }

    /// An ASCII capital as a small letter, anything else as it is.
    var asciiLowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }
}

extension Sequence<UInt8> {
    /// Whether both are the same but for the case of ASCII letters.
    func equalsIgnoringCase(_ other: some Sequence<UInt8>) -> Bool {
        elementsEqual(other) { $0 == $1 || $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension StringProtocol {
    /// Whether both are the same but for the case of ASCII letters.
    func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
        utf8.count == other.utf8.count && utf8.equalsIgnoringCase(other.utf8)
    }

    /// The text without spaces and tabs at its ends.
    var trimmed: Substring {
        var rest = Substring(self)
        while rest.utf8.first == 32 || rest.utf8.first == 9 { rest = rest.dropFirst() }
        while rest.utf8.last == 32 || rest.utf8.last == 9 { rest = rest.dropLast() }
        return rest
    }
}
