internal import Storage

/// Which of our migrations a database has, looked up without changing it.
struct SchemaState {
    /// The migrations that were run; `nil` where the database holds no store.
    let migrations: Set<String>?

    init(of database: any Database) throws {
        migrations = try database.read { db in
            guard try db.first(db.dialect.selectMigrationsTable) != nil else { return nil }
            return Set(try db.query("SELECT id FROM schema_migrations").map { try $0.text("id") })
        }
    }
}

extension SQLDialect {
    /// Finds our table of migrations, not one that another program calls the same. Each
    /// engine keeps its schema in its own tables.
    fileprivate var selectMigrationsTable: String {
        switch self {
        case .sqlite:
            """
            SELECT 1
            FROM pragma_table_info('schema_migrations')
            WHERE name = 'sha256'
            """
        case .postgresql:
            """
            SELECT 1
            FROM information_schema.columns
            WHERE table_schema = current_schema()
                AND table_name = 'schema_migrations'
                AND column_name = 'sha256'
            """
        }
    }
}
