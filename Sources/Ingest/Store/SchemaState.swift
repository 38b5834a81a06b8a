internal import Storage

/// How far a database has come to hold a store, looked up without changing it.
struct SchemaState {
    /// The migrations that were run; `nil` where there is no table of ours.
    let migrations: Set<String>?
    /// The identity of the store, where it has one yet.
    let identity: StoreIdentity?
    /// Whether documents may be there: those of an older version have no identity.
    let hasOrganization: Bool

    init(of database: any Database) throws {
        self = try database.read { db in try SchemaState(on: db) }
    }

    private init(on db: any Connection) throws {
        guard try db.first(db.dialect.selectMigrationsTable) != nil else {
            (migrations, identity, hasOrganization) = (nil, nil, false)
            return
        }
        let found = Set(try db.query("SELECT id FROM schema_migrations").map { try $0.text("id") })
        migrations = found
        identity = found.contains(Store.identityMigration) ? try StoreIdentity.find(on: db) : nil
        hasOrganization =
            try found.contains(Store.documentsMigration)
            && db.first("SELECT id FROM organizations LIMIT 1") != nil
    }

    /// Whether there is a store, or part of one that is being filled; tables alone are what is
    /// left of a first start, or of a move, that was cut off.
    var holdsStore: Bool { identity != nil || hasOrganization }
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
