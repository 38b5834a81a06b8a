/// One object of JSON on a line of its own, built member by member.
struct JSONLine {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    init() { bytes.reserveCapacity(384) }

    /// The line with its end.
    var finished: [UInt8] { bytes + [UInt8(ascii: "}"), 10] }

    mutating func add(_ name: StaticString, _ value: String) {
        start(name)
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 { append(escaped: byte) }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func add(_ name: StaticString, _ value: Int) {
        start(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func add(_ name: StaticString, _ value: Bool) {
        start(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// In milliseconds with three places, from microseconds.
    mutating func add(_ name: StaticString, milliseconds microseconds: Int64) {
        start(name)
        let fraction = String(1_000 + microseconds % 1_000).dropFirst()
        bytes.append(contentsOf: "\(microseconds / 1_000).\(fraction)".utf8)
    }

    private mutating func start(_ name: StaticString) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: "\":".utf8)
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes += [UInt8(ascii: "\\"), byte]
        case 0..<32, 127:
            let digits = String(byte, radix: 16)
            bytes.append(contentsOf: "\\u00".utf8)
            if digits.utf8.count == 1 { bytes.append(UInt8(ascii: "0")) }
            bytes.append(contentsOf: digits.utf8)
        default:
            bytes.append(byte)
        }
    }
}
