internal import Storage

/// Writes JSON into bytes, without a tree or an encoder between: answers are made of it tens of
/// thousands of times a second.
///
/// Members that are `nil` are left out. The order of calls is the order of the text; nothing
/// checks that it makes sense.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    /// - Parameter capacity: How many bytes are expected.
    init(capacity: Int = 2_048) {
        bytes.reserveCapacity(capacity)
    }

    // MARK: - Values

    mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(UInt8(ascii: "{"))
        try members(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func array<Element>(
        _ elements: some Sequence<Element>,
        _ write: (Element, inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(UInt8(ascii: "["))
        for element in elements { try write(element, &self) }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { append($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func number(_ value: Int) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    mutating func moment(_ value: Timestamp) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        value.appendRFC3339(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// A value that is JSON already.
    mutating func written(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    // MARK: - Members

    mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// A member whose name is not known beforehand.
    mutating func member(named name: String, _ value: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        string(value)
    }

    mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    mutating func member(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        key(name)
        number(value)
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    mutating func member(_ name: StaticString, _ value: Timestamp?) {
        guard let value else { return }
        key(name)
        moment(value)
    }

    mutating func member(_ name: StaticString, written json: [UInt8]) {
        key(name)
        written(json)
    }

    /// A member that says `null` where there is nothing.
    mutating func nullable(_ name: StaticString, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    mutating func object(
        _ name: StaticString, _ members: (inout JSONWriter) throws -> Void
    ) rethrows {
        key(name)
        try object(members)
    }

    mutating func array<Element>(
        _ name: StaticString, _ elements: some Sequence<Element>,
        _ write: (Element, inout JSONWriter) throws -> Void
    ) rethrows {
        key(name)
        try array(elements, write)
    }

    // MARK: - Bytes

    /// Writes a comma, but behind what opens or names something.
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): return
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.contains(where: Self.isEscaped) else {
            bytes.append(contentsOf: text)
            return
        }
        for byte in text {
            if Self.isEscaped(byte) { appendEscaped(byte) } else { bytes.append(byte) }
        }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        guard byte < 32 else { return bytes.append(byte) }
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }
}

extension HTTPResponse {
    /// An answer of one JSON object.
    static func object(
        _ status: HTTPStatus = .ok, mediaType: String = "application/json",
        _ members: (inout JSONWriter) throws -> Void
    ) rethrows -> HTTPResponse {
        var json = JSONWriter()
        try json.object(members)
        return .json(json.bytes, status: status, mediaType: mediaType)
    }
}
