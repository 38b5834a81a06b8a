internal import CSQLite

extension SQLiteConnection {
    /// How much is copied between two calls of `progress`: 4 MiB with pages of 4 KiB.
    private static let pagesPerStep: CInt = 1_024

    /// Copies the snapshot of the open transaction, page by page, into an empty file.
    ///
    /// The file is not forced. `progress` is told bytes, and those of the whole; what it throws
    /// is thrown on and leaves part of a database. The corresponding C functions are those of
    /// https://www.sqlite.org/c3ref/backup_finish.html.
    func copyAll(to path: String, _ progress: (Int, Int) throws -> Void) throws {
        // The snapshot begins with the first look. Without it SQLite would begin another one at
        // each step, and start again whenever somebody has written.
        let pageSize =
            try query("SELECT page_size FROM pragma_page_size").first?
            .int("page_size") ?? 0
        _ = try query("SELECT COUNT(*) FROM sqlite_schema")
        let target = try SQLiteConnection(path: path, access: .writing)
        try target.run(script: Self.targetSettings)
        try copyPages(to: target) { done, total in
            try progress(done * pageSize, total * pageSize)
        }
        // The first page was copied with the mark of a write-ahead log, which nobody writes here.
        try target.run(script: "PRAGMA journal_mode = DELETE")
    }

    private func copyPages(
        to target: SQLiteConnection, _ progress: (Int, Int) throws -> Void
    ) throws {
        guard let copy = sqlite3_backup_init(target.connection, "main", connection, "main") else {
            throw SQLiteError(connection: target.connection, resultCode: SQLITE_ERROR)
                .storageError(path: target.path)
        }
        var code = SQLITE_OK
        do {
            defer { sqlite3_backup_finish(copy) }
            while code == SQLITE_OK {
                code = sqlite3_backup_step(copy, Self.pagesPerStep)
                let total = Int(sqlite3_backup_pagecount(copy))
                try progress(total - Int(sqlite3_backup_remaining(copy)), total)
            }
        }
        guard code == SQLITE_DONE else {
            throw SQLiteError(connection: nil, resultCode: code).storageError(path: target.path)
        }
    }

    /// What fails is thrown away, and what succeeds is forced by the caller.
    private static let targetSettings = """
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        """
}
