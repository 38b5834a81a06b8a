internal import Storage

/// Where collections stand, in the only row of `store`.
struct CollectionState: Hashable {
    /// Odd while a collection removes blobs, and after it was cut off; only ever grows.
    let number: Int64
    /// Until when a backup needs everything that rows name.
    let backupUntil: Timestamp

    /// Whether a collection has begun and not ended.
    var isCollecting: Bool { !number.isMultiple(of: 2) }

    /// The number of the collection that begins next.
    var next: Int64 { isCollecting ? number + 2 : number + 1 }

    static func find(on db: any Connection) throws -> CollectionState {
        guard let row = try db.first(select) else {
            throw StorageError(.corrupt, "The store's own row is missing. Restore a backup.")
        }
        return CollectionState(
            number: try row.integer("collection"), backupUntil: try row.timestamp("backup_until"))
    }

    private static let select = """
        SELECT collection, backup_until
        FROM store
        WHERE singleton = 1
        """

    /// Throws where a backup is running.
    func requireNoBackup(at now: Timestamp) throws {
        if backupUntil > now { throw CollectionError.backupRunning(until: backupUntil) }
    }

    /// Sets the number.
    static func set(_ number: Int64, on db: any Connection) throws {
        try db.execute(update, [number])
    }

    private static let update = """
        UPDATE store
        SET collection = $1
        WHERE singleton = 1
        """
}
