/// Where a PostgreSQL database is: `postgres://user:password@host:port/name?…`.
///
/// Printed, it never shows the user or the password.
public struct DatabaseURL: Hashable, Sendable {
    /// The whole URL, as libpq reads it; holds the password where one was given.
    public let text: String

    /// What `init(_:)` accepts, for messages.
    public static let acceptedForm = "postgres://user@host:5432/name"

    private static let schemes = ["postgres://", "postgresql://"]

    /// Returns `nil` for a text of another scheme.
    public init?(_ text: String) {
        guard Self.schemes.contains(where: text.lowercased().hasPrefix) else { return nil }
        self.text = text
    }
}

extension DatabaseURL: CustomStringConvertible, CustomDebugStringConvertible {
    /// Such as `PostgreSQL at db.example.org:5432/archive`.
    public var description: String {
        let parts = LocationParts(text)
        let host = parts.authority.isEmpty ? parts.parameters["host"] ?? "" : parts.authority
        return "PostgreSQL at \(host.isEmpty ? "the default host" : host)/\(parts.path)"
    }

    public var debugDescription: String { description }
}
