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

    /// Throws where rows that may not be among these need blobs: those of a backup that is
    /// running, or of the store that these rows were moved to.
    func requireSoleUse(at now: Timestamp) throws {
        guard backupUntil > now else { return }
        throw backupUntil == Self.forEver
            ? CollectionError.movedAway : CollectionError.backupRunning(until: backupUntil)
    }

    private static let forEver = Timestamp(microseconds: .max)

    /// Forbids collections for ever: the rows were moved to another database, and its rows name
    /// blobs in the same place.
    static func forbid(on db: any Connection) throws {
        try db.execute(updateForbidden, [forEver])
    }

    private static let updateForbidden = """
        UPDATE store
        SET backup_until = $1
        WHERE singleton = 1
        """

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
