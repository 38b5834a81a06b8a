public import Storage

/// Rows whose time is over, and that do nothing any more but keep blobs: the files of links
/// that have expired.
public enum EndedReferences {
    /// Removes them, and returns how many there were.
    @discardableResult
    public static func remove(at now: Timestamp, on db: any Connection) throws -> Int {
        try db.execute(delete, [now])
    }

    private static let delete = """
        DELETE FROM issued_files
        WHERE expires_at < $1
        """

    /// How many there are.
    static func count(at now: Timestamp, on db: any Connection) throws -> Int {
        try db.first(selectCount, [now])?.int("count") ?? 0
    }

    private static let selectCount = """
        SELECT COUNT(*) AS count
        FROM issued_files
        WHERE expires_at < $1
        """
}
