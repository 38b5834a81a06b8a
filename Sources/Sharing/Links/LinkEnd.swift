internal import Storage

/// Why one link ended before its time.
enum LinkEnd: String {
    case revoked
    case used
}

extension LinkEnd {
    /// Ends a link in the caller's transaction; returns whether it had not ended before.
    ///
    /// Rows of links that have expired meanwhile are removed.
    func note(
        _ link: LinkID, expiresAt: Timestamp, at now: Timestamp, on db: any Connection
    ) throws -> Bool {
        try db.execute(Self.deleteExpired, [now])
        return try db.execute(Self.insert, [link, rawValue, now, expiresAt]) == 1
    }

    private static let deleteExpired = """
        DELETE FROM ended_links
        WHERE expires_at < $1
        """

    private static let insert = """
        INSERT INTO ended_links (id, reason, ended_at, expires_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (id) DO NOTHING
        """
}
