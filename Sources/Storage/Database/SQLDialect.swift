/// Which SQL a database speaks. One text serves both wherever possible; what
/// differs is a fragment with a name.
public enum SQLDialect: String, Hashable, Sendable {
    case sqlite
    case postgresql

    /// Ends a `SELECT` whose rows are about to be changed: nobody else changes them
    /// before this transaction ends. SQLite has one writer at a time anyway.
    public var forUpdate: String {
        switch self {
        case .sqlite: ""
        case .postgresql: "FOR UPDATE"
        }
    }
}
