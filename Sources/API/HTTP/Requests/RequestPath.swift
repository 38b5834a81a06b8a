/// The path of a request, taken apart and decoded once.
///
/// What two programs could read differently is refused: `.` and `..`, spelled plainly or as
/// `%2e`, and slashes, backslashes and NUL that hide behind a `%XX`.
public struct RequestPath: Hashable, Sendable {
    /// The decoded parts between the slashes. `/a/b` has two; `/a/` has two, the last empty; `/`
    /// has none.
    public let segments: [String]

    /// The root.
    init() { segments = [] }

    /// Reads a raw path, which starts with a slash.
    ///
    /// Throws `HTTPError` with `.badRequest`.
    public init(raw: some StringProtocol) throws {
        guard raw.utf8.first == UInt8(ascii: "/") else {
            throw HTTPError(.badRequest, "The address has to start with a slash.")
        }
        let rest = Substring(raw).dropFirst()
        segments =
            rest.isEmpty
            ? []
            : try rest.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                .map { try Self.segment(Substring($0)) }
    }

    private static func segment(_ raw: Substring) throws -> String {
        let text = try raw.percentDecoded()
        guard text != ".", text != ".." else {
            throw HTTPError(.badRequest, "The address has a part that is only dots.")
        }
        guard text.utf8.count == raw.utf8.count || !text.contains(where: Self.separates) else {
            throw HTTPError(.badRequest, "The address has an encoded slash.")
        }
        return text
    }

    private static func separates(_ character: Character) -> Bool {
        character == "/" || character == "\\"
    }
}
