public import Hashing

/// One forward step of the schema, never edited once it was released.
public struct Migration: Sendable {
    /// Names the step for ever, such as `worker-0001-jobs`.
    public let id: String
    /// Statements, run in one transaction.
    public let sql: String

    /// Wraps a script that was embedded into the binary.
    public init(id: String, sql: [UInt8]) {
        self.id = id
        self.sql = String(decoding: sql, as: UTF8.self)
    }

    /// The digest of the script, kept in the store to prove what was run.
    public var digest: Digest { SHA256.digest(of: Array(sql.utf8)) }
}
