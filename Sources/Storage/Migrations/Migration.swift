internal import Hashing

/// One forward step of the schema, never edited once it was released.
public struct Migration: Sendable {
    /// Names the step for ever, such as `worker-0001-jobs`.
    public let id: String
    private let scripts: [SQLDialect: String]

    /// Wraps two scripts that were embedded into the binary. They describe the same
    /// tables in the same order, each in its engine's types.
    public init(id: String, sqlite: [UInt8], postgresql: [UInt8]) {
        self.id = id
        scripts = [
            .sqlite: String(decoding: sqlite, as: UTF8.self),
            .postgresql: String(decoding: postgresql, as: UTF8.self),
        ]
    }

    /// Statements, run in one transaction.
    func sql(for dialect: SQLDialect) -> String { scripts[dialect] ?? "" }

    /// The digest of the script, kept in the store to prove what was run.
    func digest(for dialect: SQLDialect) -> Digest {
        SHA256.digest(of: Array(sql(for: dialect).utf8))
    }
}
