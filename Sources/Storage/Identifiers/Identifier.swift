/// The kind of thing that an `Identifier` names.
public protocol IdentifierKind: Sendable {
    /// The letters before the underscore, such as `doc`.
    static var prefix: String { get }
    /// What it is called in messages, such as `document`.
    static var noun: String { get }
}

/// The name of one row, which no other kind of row accepts.
public struct Identifier<Kind: IdentifierKind>: Hashable, Sendable {
    /// The whole name with its prefix.
    public let text: String

    /// Makes a new name.
    public init(at now: Timestamp = .now()) {
        text = TypeID(prefix: Kind.prefix, at: now).text
    }

    /// Reads a name that a user or a row states; `nil` when it is not of this kind.
    public init?(_ text: String) {
        guard TypeID.isName(text, prefix: Kind.prefix) else { return nil }
        self.text = text
    }

    /// Reads a name from what stands after its prefix; `nil` when it is none.
    public init?(suffix: String) {
        self.init("\(Kind.prefix)_\(suffix)")
    }

    /// The 26 letters after the prefix.
    public var suffix: String { String(text.dropFirst(Kind.prefix.count + 1)) }

    /// How many letters a suffix has.
    public static var suffixLength: Int { TypeID.suffixLength }
}

extension Identifier: Comparable {
    public static func < (left: Identifier, right: Identifier) -> Bool {
        left.text < right.text
    }
}

extension Identifier: CustomStringConvertible {
    public var description: String { text }
}

extension Identifier: SQLBindable {
    public var sqlValue: SQLValue { .text(text) }
}

extension Row {
    /// A name that may not be NULL.
    public func identifier<Kind>(
        _ column: String, _ kind: Kind.Type = Kind.self
    ) throws -> Identifier<Kind> {
        let text = try text(column)
        guard let identifier = Identifier<Kind>(text) else {
            throw StorageError(
                .corrupt,
                "The column \(column) does not name a \(Kind.noun). Run `muniment verify`.")
        }
        return identifier
    }
}
