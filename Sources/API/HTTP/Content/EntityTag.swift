/// A validator of content (RFC 9110, 8.8.3).
public struct EntityTag: Hashable, Sendable {
    /// What stands between the quotes.
    public let opaque: String
    public let isWeak: Bool

    /// Traps when `opaque` has a quote or a byte that no header may hold.
    public init(_ opaque: String, isWeak: Bool = false) {
        precondition(opaque.utf8.allSatisfy(Self.isOpaqueByte), "no entity tag: \(opaque)")
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// Reads one tag as a header holds it; `nil` for anything else.
    public init?(header text: some StringProtocol) {
        let text = Substring(text)
        let isWeak = text.hasPrefix("W/")
        let quoted = text.dropFirst(isWeak ? 2 : 0)
        guard quoted.utf8.count >= 2, quoted.utf8.first == UInt8(ascii: "\""),
            quoted.utf8.last == UInt8(ascii: "\"")
        else { return nil }
        let opaque = quoted.dropFirst().dropLast()
        guard opaque.utf8.allSatisfy(Self.isOpaqueByte) else { return nil }
        self.opaque = String(opaque)
        self.isWeak = isWeak
    }

    /// As a header holds it.
    public var headerValue: String { "\(isWeak ? "W/" : "")\"\(opaque)\"" }

    /// Whether the bytes are the same for certain.
    func matchesStrongly(_ other: EntityTag) -> Bool {
        !isWeak && !other.isWeak && opaque == other.opaque
    }

    private static func isOpaqueByte(_ byte: UInt8) -> Bool {
        byte > 32 && byte != 127 && byte != UInt8(ascii: "\"")
    }
}

/// What `If-Match` or `If-None-Match` lists.
enum EntityTagList {
    case any
    case tags([EntityTag])

    /// Reads a header's value; what is no tag is left out.
    init(_ text: String) {
        guard text.trimmed != "*" else {
            self = .any
            return
        }
        self = .tags(Self.quotedParts(of: text).compactMap { EntityTag(header: $0) })
    }

    func contains(where matches: (EntityTag) -> Bool) -> Bool {
        switch self {
        case .any: true
        case .tags(let tags): tags.contains(where: matches)
        }
    }

    /// Splits at commas outside of quotes: a tag may hold one.
    private static func quotedParts(of text: String) -> [Substring] {
        var isQuoted = false
        return text.split {
            if $0 == "\"" { isQuoted.toggle() }
            return $0 == "," && !isQuoted
        }
        .map(\.trimmed)
    }
}
