internal import Hashing

/// Brings a database to the schema that this binary knows.
///
/// Any number of processes may start at once: each step and its row in
/// `schema_migrations` are one transaction that excludes those of others, and a
/// process that comes second finds the row.
public struct Migrator: Sendable {
    /// All steps that this binary knows, in the order in which they are run.
    public let migrations: [Migration]

    public init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// Runs the steps that the database does not have yet.
    ///
    /// Throws `.newerSchema`, and changes nothing, when the database knows a step
    /// that this binary does not; `.corrupt` when a step was run with another
    /// text. After a failed step those before it remain.
    public func migrate(_ database: any Database, at now: Timestamp) throws {
        let applied = try applied(to: database)
        try refuseUnknown(applied.keys)
        for migration in migrations
        where applied[migration.id] != migration.digest(for: database.dialect).hex {
            try database.write { db in
                try run(migration, on: db, at: now)
            }
        }
    }

    /// The steps that the database does not have, in order; changes nothing.
    ///
    /// Throws as `migrate(_:at:)` does for what this binary does not know.
    public func missing(in database: any Database) throws -> [String] {
        let applied = try database.read(appliedDigests)
        try refuseUnknown(applied.keys)
        return try migrations.filter { migration in
            guard let digest = applied[migration.id] else { return true }
            guard digest == migration.digest(for: database.dialect).hex else {
                throw edited(migration)
            }
            return false
        }.map(\.id)
    }

    private static let createTable = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            id TEXT PRIMARY KEY,
            sha256 TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        )
        """

    /// What was run so far. A migrated database is only read, so that a command
    /// which looks at a store does not wait for its writers.
    private func applied(to database: any Database) throws -> [String: String] {
        do {
            return try database.read(appliedDigests)
        } catch is StorageError {
            // A new database has no such table yet. Any other trouble comes back here.
            try database.write { db in
                try excludeOthers(on: db)
                try db.execute(Self.createTable)
            }
            return try database.read(appliedDigests)
        }
    }

    private func appliedDigests(_ db: any Connection) throws -> [String: String] {
        let rows = try db.query("SELECT id, sha256 FROM schema_migrations")
        return try Dictionary(
            rows.map { (try $0.text("id"), try $0.text("sha256")) },
            uniquingKeysWith: { first, _ in first })
    }

    private func refuseUnknown(_ applied: some Sequence<String>) throws {
        let known = Set(migrations.map(\.id))
        guard let unknown = applied.filter({ !known.contains($0) }).min() else { return }
        throw StorageError(
            .newerSchema,
            "This store was written by a newer muniment (it has the migration \(unknown)). "
                + "Nothing was changed. Install the newer version, or restore a backup that "
                + "this version made.")
    }

    private func run(_ migration: Migration, on db: any Connection, at now: Timestamp) throws {
        try excludeOthers(on: db)
        let own = migration.digest(for: db.dialect).hex
        if let digest = try appliedDigests(db)[migration.id] {
            guard digest == own else { throw edited(migration) }
            return
        }
        for statement in migration.statements(for: db.dialect) { try db.execute(statement) }
        try db.execute(
            "INSERT INTO schema_migrations (id, sha256, applied_at) VALUES ($1, $2, $3)",
            [migration.id, own, now])
    }

    /// Lets other processes that migrate wait until this transaction ends. SQLite has
    /// one writer at a time anyway.
    private func excludeOthers(on db: any Connection) throws {
        guard db.dialect == .postgresql else { return }
        try db.execute("SELECT pg_advisory_xact_lock(\(Self.lock))")
    }

    /// "muniment" in ASCII, a number that no other program is likely to lock.
    private static let lock: Int64 = 0x6d75_6e69_6d65_6e74

    private func edited(_ migration: Migration) -> StorageError {
        StorageError(
            .corrupt,
            "The migration \(migration.id) of this store is not the one in this binary. "
                + "Use the binary that made the store.")
    }
}

extension Migration {
    /// The script's statements. A line that ends in a semicolon ends one.
    func statements(for dialect: SQLDialect) -> [String] {
        var statements: [String] = []
        var lines: [Substring] = []
        for line in sql(for: dialect).split(separator: "\n") where !line.hasPrefix("--") {
            lines.append(line)
            guard line.hasSuffix(";") else { continue }
            statements.append(lines.joined(separator: "\n"))
            lines = []
        }
        // The last statement of a script needs no semicolon.
        let rest = lines.joined(separator: "\n")
        return rest.allSatisfy(\.isWhitespace) ? statements : statements + [rest]
    }
}
