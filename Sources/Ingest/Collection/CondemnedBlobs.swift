internal import Hashing
internal import Storage
internal import Worker

/// The blobs that a collection is about to remove, in the caller's transaction.
///
/// No row may come to name one of them. What a collection that was cut off has condemned counts
/// for `term`: a request of it that is still on its way has reached a bucket by then, or never
/// will.
struct CondemnedBlobs {
    let db: any Connection

    /// How long a blob is condemned at most.
    static let term: Duration = .seconds(600)

    /// How long after that began its removal may begin at the latest, which leaves most of the
    /// term for requests that take their time.
    static let longestWait: Duration = .seconds(60)

    /// Condemns blobs that are not condemned yet.
    func add(_ digests: [Digest], at now: Timestamp) throws {
        for digest in digests { try db.execute(Self.insert, [digest.hex, now]) }
    }

    private static let insert = """
        INSERT INTO condemned_blobs (digest, condemned_at)
        VALUES ($1, $2)
        """

    /// Lets blobs go that were removed, or are needed after all.
    func remove(_ digests: [Digest]) throws {
        for digest in digests { try db.execute(Self.deleteOne, [digest.hex]) }
    }

    private static let deleteOne = """
        DELETE FROM condemned_blobs
        WHERE digest = $1
        """

    /// Lets all go.
    func removeAll() throws {
        try db.execute("DELETE FROM condemned_blobs")
    }

    /// Until when some blob is condemned; `nil` where none is.
    func end(at now: Timestamp) throws -> Timestamp? {
        let newest = try db.first(Self.selectNewest)?.optionalTimestamp("newest")
        return newest.map { $0 + Self.term }.flatMap { $0 > now ? $0 : nil }
    }

    private static let selectNewest = """
        SELECT MAX(condemned_at) AS newest
        FROM condemned_blobs
        """

    /// Which of the blobs are condemned.
    func among(_ digests: [Digest], at now: Timestamp) throws -> Set<Digest> {
        guard !digests.isEmpty else { return [] }
        let list = BindList(digests.map(\.hex), from: 2)
        let sql = """
            SELECT digest
            FROM condemned_blobs
            WHERE condemned_at > $1
                AND digest IN (\(list.numbers))
            """
        let binds: [any SQLBindable] = [now - Self.term] + list.values
        return try Set(db.query(sql, binds).compactMap { Digest(hex: try $0.text("digest")) })
    }
}
