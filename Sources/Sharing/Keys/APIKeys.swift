internal import Hashing
public import Ingest
public import Storage

/// Makes, lists and revokes API keys.
public struct APIKeys: Sendable {
    private let database: any Database
    private let environment: KeyEnvironment

    /// The longest that a key may be good for: a year of 8,760 hours.
    public static let longestLife: Duration = .seconds(8_760 * 3_600)

    public init(database: any Database, environment: KeyEnvironment) {
        self.database = database
        self.environment = environment
    }

    /// Makes a key that acts as `subject`, or as whoever asks where it is `nil`. The secret is
    /// returned this once and is nowhere else.
    ///
    /// Throws `OperationError` for a name of other than 1 to 63 characters, and an end that is
    /// past or over a year ahead.
    public func create(
        named name: String, for subject: SubjectID? = nil, expiresAt: Timestamp?,
        as caller: Subject
    ) throws -> (key: APIKey, secret: String) {
        try caller.requireAdmin("make API keys")
        let now = database.now()
        try Self.check(name, expiresAt: expiresAt, at: now)
        let id = APIKeyID(at: now)
        let secret = APIKeySecret(of: id, environment: environment)
        let key = APIKey(
            id: id, organization: caller.organization, subject: subject ?? caller.id, name: name,
            prefix: secret.shownPrefix, createdAt: now, expiresAt: expiresAt, revokedAt: nil,
            revokedBy: nil, revokedComment: nil)
        try database.write { db in
            try Self.require(key.subject, in: key.organization, atMost: caller.role, on: db)
            try db.execute(
                Self.insert,
                [
                    id, key.organization, key.subject, name, key.prefix, secret.digest.hex, now,
                    expiresAt,
                ])
        }
        return (key, secret.text)
    }

    private static func check(
        _ name: String, expiresAt: Timestamp?, at now: Timestamp
    ) throws(OperationError) {
        guard (1...63).contains(name.unicodeScalars.count) else {
            throw .invalid("name", "The name of a key has 1 to 63 characters.")
        }
        guard let expiresAt else { return }
        guard expiresAt > now, expiresAt <= now + longestLife else {
            throw .invalid("expires_at", "A key's end must lie ahead, by a year at most.")
        }
    }

    /// Nobody gets more rights by a key than who made it.
    private static func require(
        _ subject: SubjectID, in organization: OrganizationID, atMost role: OrganizationRole,
        on db: any Connection
    ) throws {
        guard let found = try IdentityCatalog.role(of: subject, in: organization, on: db) else {
            throw OperationError.notFound("member", subject.text)
        }
        guard found <= role else {
            throw OperationError.denied("A key may not act as somebody with more rights than you.")
        }
    }

    private static let insert = """
        INSERT INTO api_keys (
            id, organization_id, subject_id, name, prefix, secret_hash, created_at, expires_at
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """

    /// The organization's keys, newest first, after the key `last` where one is named.
    ///
    /// Keys that have expired are among them, revoked ones where `includingRevoked` says so.
    public func list(
        includingRevoked: Bool, after last: APIKeyID? = nil, limit: Int, as caller: Subject
    ) throws -> [APIKey] {
        try caller.requireAdmin("list API keys")
        return try database.read { db in
            try db.query(
                Self.selectKeys, [caller.organization, includingRevoked, last?.text ?? "z", limit]
            ).map(APIKey.init(row:))
        }
    }

    private static let selectKeys = """
        SELECT \(APIKey.columns)
        FROM api_keys
        WHERE organization_id = $1
            AND ($2 = 1 OR revoked_at IS NULL)
            AND id < $3
        ORDER BY id DESC
        LIMIT $4
        """

    /// Ends a key for good; within half a second no process accepts it any more. One that was
    /// revoked before stays as it is.
    public func revoke(
        _ id: APIKeyID, comment: String?, as caller: Subject
    ) throws -> APIKey {
        try caller.requireAdmin("revoke API keys")
        return try database.write { db in
            try db.execute(
                Self.updateRevoked,
                [id, caller.organization, database.now(), caller.id, comment])
            let row = try db.first(Self.selectKey, [id, caller.organization])
            guard let row else { throw OperationError.notFound("API key", id.text) }
            return try APIKey(row: row)
        }
    }

    private static let updateRevoked = """
        UPDATE api_keys
        SET revoked_at = $3,
            revoked_by = $4,
            revoked_comment = $5
        WHERE id = $1
            AND organization_id = $2
            AND revoked_at IS NULL
        """

    private static let selectKey = """
        SELECT \(APIKey.columns)
        FROM api_keys
        WHERE id = $1
            AND organization_id = $2
        """
}
