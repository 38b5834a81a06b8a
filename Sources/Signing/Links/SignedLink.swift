/// A link of our own taken apart. Nothing that it says is known to be true before
/// `LinkKey.signed(_:for:)` has said so.
///
/// There is one spelling: parameters in one order, none beside them, numbers without zeros ahead.
public struct SignedLink: Sendable {
    /// Path and query as they were sent.
    let target: String
    /// Where the signed part ends.
    let end: Int
    public let path: String
    /// The last moment at which it is good, in seconds since 1970.
    public let expires: Int
    /// The name of the key.
    public let key: String
    public let epochs: LinkEpochs
    /// The link's own name.
    public let id: String

    /// The longest that is looked at, in bytes.
    static let maxLength = 512

    /// Takes a target apart; `nil` for what is spelled otherwise.
    public init?(target: String) {
        var target = target
        guard let parts = target.withUTF8(LinkParts.init) else { return nil }
        self.target = target
        (end, path, expires) = (parts.end, parts.path, parts.expires)
        (key, epochs, id) = (parts.key, parts.epochs, parts.id)
    }
}

/// What stands in a link.
private struct LinkParts {
    let end: Int
    let path: String
    let expires: Int
    let key: String
    let epochs: LinkEpochs
    let id: String

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= SignedLink.maxLength else { return nil }
        var reader = LinkReader(bytes)
        guard let path = reader.text(before: "?expires=", where: \.isPathByte),
            let expires = reader.number(before: "&key="),
            let key = reader.text(before: "&epoch=", where: \.isNameByte),
            let document = reader.number(before: "."),
            let version = reader.number(before: "&link="),
            let id = reader.text(before: "&signature=", where: \.isNameByte),
            reader.rest == LinkSignature.length
        else { return nil }
        self.path = path
        self.expires = expires
        self.key = key
        epochs = LinkEpochs(document: document, version: version)
        self.id = id
        end = bytes.count - LinkSignature.length - "&signature=".utf8.count
    }
}

/// Reads a target from its start to its end.
private struct LinkReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// How many bytes are left.
    var rest: Int { bytes.count - index }

    /// Bytes that are allowed, at least one, and the mark behind them.
    mutating func text(before mark: StaticString, where isAllowed: (UInt8) -> Bool) -> String? {
        let start = index
        while index < bytes.count, isAllowed(bytes[index]) { index += 1 }
        guard index > start else { return nil }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        return skip(mark) ? text : nil
    }

    /// Up to 15 digits, and the mark behind them.
    mutating func number(before mark: StaticString) -> Int? {
        let start = index
        var value = 0
        while index < bytes.count, index - start < 15, (48...57).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 48)
            index += 1
        }
        let hasZeroAhead = index - start > 1 && bytes[start] == UInt8(ascii: "0")
        guard index > start, !hasZeroAhead else { return nil }
        return skip(mark) ? value : nil
    }

    private mutating func skip(_ mark: StaticString) -> Bool {
        let count = mark.utf8CodeUnitCount
        guard rest >= count else { return false }
        for offset in 0..<count where bytes[index + offset] != mark.utf8Start[offset] {
            return false
        }
        index += count
        return true
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    fileprivate var isPathByte: Bool {
        isNameByte || self == UInt8(ascii: "/") || self == UInt8(ascii: ".")
            || self == UInt8(ascii: "~")
    }
}
