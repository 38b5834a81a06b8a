internal import Storage

/// The database into which rows are moved, marked as unfinished until they are all there.
///
/// The mark names where the rows come from, so that only the same command goes on, and
/// nobody opens the target meanwhile. A store in use has no mark and is never written to.
struct RowTarget {
    let database: any Database
    private let mark: FillMark

    /// Opens the target and marks it; throws `MoveError(.targetInUse)`, and changes nothing,
    /// where it holds a store or something else that is unfinished.
    init(_ engines: StoreEngines, mark: FillMark) throws {
        database = try engines.openDatabase()
        self.mark = mark
        try refuseOtherStore()
        try Migrator(Store.migrations).migrate(database, at: database.now())
        try database.write { [database, mark] db in
            let found = try StoreIdentity.ensure(filledFrom: mark, at: database.now(), on: db)
            guard found.filledFrom == mark else { throw mark.refusal(of: found) }
        }
    }

    /// Before anything is changed, and so before the schema is.
    private func refuseOtherStore() throws {
        let state = try SchemaState(of: database)
        guard state.holdsStore, state.identity?.filledFrom != mark else { return }
        throw mark.refusal(of: state.identity)
    }

    /// Throws where the mark is gone; nobody takes it away before the transaction ends.
    func check(_ db: any Connection) throws {
        let row = try db.first("\(Self.selectMark) \(db.dialect.forUpdate)")
        guard try row?.optionalText("filled_from") == mark.text else {
            throw mark.finishedElsewhere
        }
    }

    private static let selectMark = """
        SELECT filled_from
        FROM store
        WHERE singleton = 1
        """

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
