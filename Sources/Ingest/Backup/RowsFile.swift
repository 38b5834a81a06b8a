internal import Foundation
internal import Storage

/// Writes the rows of a store, as they are at one moment, into one SQLite file.
struct RowsFile {
    let store: Store
    /// Where the drafts are made.
    let scratch: PrivateFolder
    let checkStop: () throws -> Void
    let progress: (CopyProgress) -> Void

    static let draftName = "rows.db"
    private static let tablesName = "tables.db"

    /// Makes the draft, whole and sound, but not forced.
    func make() throws {
        try scratch.makeDraft(Self.draftName)
        if let database = store.database as? SQLiteDatabase {
            try copy(database)
        } else {
            try copy(try copyTables())
        }
        try requireSound()
    }

    /// Page by page: the snapshot is held for seconds, not for as long as rows take.
    private func copy(_ database: SQLiteDatabase) throws {
        var last = 0
        try database.copy(to: scratch.path(of: Self.draftName)) { done, total in
            try checkStop()
            if last == 0 { progress(.began(.rowsFile, total: total)) }
            progress(.advanced(by: done - last))
            last = done
        }
        progress(.ended(.rowsFile))
    }

    /// Row by row, all in one transaction of the store.
    private func copyTables() throws -> SQLiteDatabase {
        let tables = try SQLiteDatabase(path: scratch.path(of: Self.tablesName))
        try Migrator(Store.migrations).migrate(tables, at: store.database.now())
        try store.database.read { db in
            let rows = RowSource.snapshot(db)
            progress(.began(.rows, total: try rows.rowCount()))
            let copy = RowCopy(
                source: rows, target: tables, checkTarget: { _ in }, checkStop: checkStop,
                durability: .processOnly)
            _ = try copy.run { progress(.advanced(by: $0)) }
        }
        progress(.ended(.rows))
        return tables
    }

    /// Damage to the store's own file would be copied like everything else.
    private func requireSound() throws {
        let finding = try SQLiteFile(path: scratch.path(of: Self.draftName)).read { db in
            try db.first("SELECT integrity_check AS finding FROM pragma_integrity_check(1)")?
                .text("finding")
        }
        guard finding != "ok" else { return }
        throw BackupError(
            .damagedStore, "The database of the store is damaged.",
            remedy: "Keep the backup that is there, and restore from it.")
    }
}
