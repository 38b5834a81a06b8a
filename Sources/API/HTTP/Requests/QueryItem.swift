/// One `name=value` of a query, in both spellings.
public struct QueryItem: Hashable, Sendable {
    /// As it was sent, for signatures.
    public let rawName: Substring
    /// As it was sent; `nil` when there was no equals sign.
    public let rawValue: Substring?
    /// Decoded as a form: `+` is a space, `%XX` a byte.
    public let name: String
    /// Decoded as a form; empty when there was no equals sign.
    public let value: String

    /// Reads the part between two ampersands.
    ///
    /// Throws `HTTPError` with `.badRequest` for a broken `%XX`, for NUL and for bytes that are
    /// not UTF-8.
    init(_ text: Substring) throws {
        let equals = text.firstIndex(of: "=")
        rawName = text[..<(equals ?? text.endIndex)]
        rawValue = equals.map { text[text.index(after: $0)...] }
        name = try rawName.percentDecoded(plusIsSpace: true)
        value = try rawValue?.percentDecoded(plusIsSpace: true) ?? ""
    }

    /// The items of a query in the order they were sent; empty parts are left out.
    static func all(in query: some StringProtocol) throws -> [QueryItem] {
        try Substring(query).split(separator: "&").map(QueryItem.init)
    }
}
