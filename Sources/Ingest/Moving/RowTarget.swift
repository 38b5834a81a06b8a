internal import Storage

/// The database into which rows are moved, marked as unfinished until they are all there.
///
/// The mark names the store that the rows come from, so that only the same move goes on, and
/// nobody opens the target meanwhile. A store in use has no mark and is never written to.
struct RowTarget {
    let database: any Database
    private let source: StoreIdentity

    /// Opens the target and marks it; throws `MoveError(.targetInUse)`, and changes nothing,
    /// where it holds a store or another unfinished move.
    init(_ engines: StoreEngines, movingFrom source: StoreIdentity) throws {
        database = try engines.openDatabase()
        self.source = source
        try refuseOtherStore()
        try Migrator(Store.migrations).migrate(database, at: database.now())
        try database.write { [database, source] db in
            let mark = try StoreIdentity.ensure(
                filledFrom: source.id, at: database.now(), on: db)
            guard mark.filledFrom == source.id else { throw Self.inUse(mark) }
        }
    }

    /// Before anything is changed, and so before the schema is.
    private func refuseOtherStore() throws {
        guard let migrations = try SchemaState(of: database).migrations else { return }
        let mark = try database.read { db in
            migrations.contains(Store.identityMigration) ? try StoreIdentity.find(on: db) : nil
        }
        if let mark, mark.filledFrom != source.id { throw Self.inUse(mark) }
        // A store of an older version, or the remains of a first start.
        if mark == nil, migrations.contains(Store.documentsMigration), try hasOrganization() {
            throw Self.inUse(nil)
        }
    }

    private func hasOrganization() throws -> Bool {
        try database.read { db in try db.first("SELECT id FROM organizations LIMIT 1") != nil }
    }

    private static func inUse(_ identity: StoreIdentity?) -> MoveError {
        if identity?.filledFrom != nil {
            return MoveError(
                .targetInUse, "An unfinished move of another store is in the target.",
                remedy: "Finish that move, or name an empty place.")
        }
        return MoveError(
            .targetInUse, "There is a store in the target already; nothing was changed.",
            remedy: "Name an empty place: a move never writes into a store in use.")
    }

    /// Throws where the mark is gone; nobody takes it away before the transaction ends.
    func check(_ db: any Connection) throws {
        let row = try db.first("\(Self.selectMark) \(db.dialect.forUpdate)")
        guard try row?.optionalText("filled_from") == source.id else { throw Self.finished }
    }

    private static let selectMark = """
        SELECT filled_from
        FROM store
        WHERE singleton = 1
        """

    private static let finished = MoveError(
        .finishedElsewhere, "Another process has finished this move meanwhile.",
        remedy: "The target is whole: use it.")

    /// Takes the mark away: from now on the target is a store like any other.
    func finish() throws {
        try database.write { db in
            try check(db)
            try db.execute(Self.clearMark)
        }
    }

    private static let clearMark = """
        UPDATE store
        SET filled_from = NULL
        WHERE singleton = 1
        """
}
