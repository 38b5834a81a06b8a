/// A database connection, lent to a closure for one transaction.
///
/// Statements use numbered binds (`$1`, `$2`, …), the same text on both
/// engines. A connection must not leave the closure that it was lent to.
public protocol Connection: AnyObject {
    /// The engine's dialect, for the few fragments in which they differ.
    var dialect: SQLDialect { get }

    /// Runs a statement and returns all rows of its result.
    ///
    /// Throws `StorageError`. A statement that was refused ends the transaction:
    /// nothing of it will be kept, even where the caller goes on, unless it ran in
    /// a `savepoint`.
    func query(_ sql: String, _ binds: [any SQLBindable]) throws -> [Row]

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ binds: [any SQLBindable]) throws -> Int

    /// Runs `body` so that its failure undoes what it did and nothing else; the
    /// transaction goes on. Its error is rethrown. May be nested.
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result

    /// Tells listeners of `topic`, here and in other processes, once the
    /// transaction has committed.
    func notify(_ topic: Topic)
}

extension Connection {
    /// Runs a statement without binds and returns all rows of its result.
    public func query(_ sql: String) throws -> [Row] {
        try query(sql, [])
    }

    /// Runs a statement without binds and returns how many rows it changed.
    @discardableResult
    public func execute(_ sql: String) throws -> Int {
        try execute(sql, [])
    }

    /// The first row of a statement's result, or `nil` where it has none.
    public func first(_ sql: String, _ binds: [any SQLBindable] = []) throws -> Row? {
        try query(sql, binds).first
    }
}
