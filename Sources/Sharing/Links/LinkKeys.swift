internal import Hashing
public import Storage

/// A key that signs links, without its secret.
public struct LinkKeyView: Hashable, Sendable {
    public let id: LinkKeyID
    public let createdAt: Timestamp
    /// When it stops to open what it signed; `nil` while it signs.
    public let retiresAt: Timestamp?
    public let revokedAt: Timestamp?
}

/// The keys that sign links: all links of a store, so they are for who operates it.
///
/// One signs; after a rotation the one before it opens what it signed until the last of that
/// has expired.
public struct LinkKeys: Sendable {
    private let links: DocumentLinks

    init(links: DocumentLinks) {
        self.links = links
    }

    /// All keys, newest first.
    public func list() throws -> [LinkKeyView] {
        try links.database.read { db in
            try db.query(Self.selectAll).map(LinkKeyView.init(row:))
        }
    }

    private static let selectAll = """
        SELECT id, created_at, retires_at, revoked_at
        FROM link_keys
        ORDER BY id DESC
        """

    /// Makes a new key that signs from now on.
    ///
    /// Throws `failedPrecondition` while the key of an earlier rotation still opens links, for
    /// two are live at most: wait, or revoke it.
    @discardableResult
    public func rotate() throws -> LinkKeyView {
        defer { links.keyRing.forget() }
        let now = links.database.now()
        let last = now + links.settings.longestLifetime + links.settings.clockSkew + Self.margin
        let id = try links.database.write { db in
            try Self.requireOneLive(at: now, on: db)
            try db.execute(Self.updateRetiring, [last])
            return try Self.insertKey(at: now, on: db)
        }
        return LinkKeyView(id: id, createdAt: now, retiresAt: nil, revokedAt: nil)
    }

    /// For processes that learn of the new key a little later.
    private static let margin: Duration = .seconds(1)

    private static func requireOneLive(at now: Timestamp, on db: any Connection) throws {
        guard let row = try db.first(selectRetiring, [now]) else { return }
        let end = try row.timestamp("retires_at").rfc3339
        throw OperationError.precondition(
            "The key \(try row.text("id")) still opens links until \(end). "
                + "Wait until then, or revoke it.")
    }

    private static let selectRetiring = """
        SELECT id, retires_at
        FROM link_keys
        WHERE revoked_at IS NULL
            AND retires_at > $1
        """

    private static let updateRetiring = """
        UPDATE link_keys
        SET retires_at = $1
        WHERE retires_at IS NULL
        """

    /// Ends a key and every link that it signed, in all processes within half a second.
    ///
    /// Where it was the one that signs, the next link makes a new one.
    public func revoke(_ id: LinkKeyID) throws {
        defer { links.keyRing.forget() }
        try links.database.write { db in
            guard try db.execute(Self.updateRevoked, [id, links.database.now()]) == 1 else {
                throw OperationError.notFound("link key", id.text)
            }
        }
    }

    private static let updateRevoked = """
        UPDATE link_keys
        SET revoked_at = COALESCE(revoked_at, $2),
            retires_at = COALESCE(retires_at, $2)
        WHERE id = $1
        """

    /// Makes a key where none signs.
    static func ensureSigning(at now: Timestamp, on db: any Connection) throws {
        guard try db.first(selectSigning) == nil else { return }
        _ = try insertKey(at: now, on: db)
    }

    private static let selectSigning = """
        SELECT id
        FROM link_keys
        WHERE retires_at IS NULL
            AND revoked_at IS NULL
        """

    private static func insertKey(at now: Timestamp, on db: any Connection) throws -> LinkKeyID {
        let id = LinkKeyID(at: now)
        let secret = (0..<Digest.byteCount).map { _ in UInt8.random(in: .min ... .max) }
        try db.execute(insert, [id, secret.hex, now])
        return id
    }

    private static let insert = """
        INSERT INTO link_keys (id, secret, created_at)
        VALUES ($1, $2, $3)
        """
}

extension LinkKeyView {
    fileprivate init(row: Row) throws {
        id = try row.identifier("id")
        createdAt = try row.timestamp("created_at")
        retiresAt = try row.optionalTimestamp("retires_at")
        revokedAt = try row.optionalTimestamp("revoked_at")
    }
}
