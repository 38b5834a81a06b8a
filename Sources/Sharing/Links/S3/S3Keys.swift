public import Signing
public import Storage
public import Ingest

/// Makes, lists and revokes what clients of S3 sign with.
///
/// Both ends of a signature compute with the secret, so the store keeps it readable.
public struct S3Keys: Sendable {
    private let database: any Database

    public init(database: any Database) {
        self.database = database
    }

    private static let secretLength = 40
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    /// Makes a key that acts as `subject`, or as whoever asks where it is `nil`.
    ///
    /// Throws `OperationError` for a name of other than 1 to 63 characters.
    public func create(
        named name: String, for subject: SubjectID? = nil, as caller: Subject
    ) throws -> (key: S3Key, credentials: AWSCredentials) {
        try caller.requireAdmin("make S3 keys")
        guard (1...63).contains(name.unicodeScalars.count) else {
            throw OperationError.invalid("name", "The name of a key has 1 to 63 characters.")
        }
        return try database.write { db in
            let subject = subject ?? caller.id
            let role = try IdentityCatalog.role(of: subject, in: caller.organization, on: db)
            guard let role else { throw OperationError.notFound("member", subject.text) }
            guard role <= caller.role else {
                throw OperationError.denied(
                    "A key may not act as somebody with more rights than you.")
            }
            return try Self.make(
                named: name, for: subject, in: caller.organization, isInternal: false,
                at: database.now(), on: db)
        }
    }

    private static func make(
        named name: String, for subject: SubjectID, in organization: OrganizationID,
        isInternal: Bool, at now: Timestamp, on db: any Connection
    ) throws -> (key: S3Key, credentials: AWSCredentials) {
        let key = S3Key(
            id: S3KeyID(), organization: organization, subject: subject, name: name,
            createdAt: now, revokedAt: nil, revokedBy: nil)
        let secret = String((0..<secretLength).compactMap { _ in letters.randomElement() })
        try db.execute(insert, [key.id, organization, subject, name, secret, isInternal, now])
        return (key, AWSCredentials(accessKeyID: key.id.text, secretAccessKey: secret))
    }

    private static let insert = """
        INSERT INTO s3_keys (
            id, organization_id, subject_id, name, secret, is_internal, created_at
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """

    /// The key with which the server itself signs forms and addresses for a subject; made at the
    /// first time.
    func internalCredentials(for subject: Subject) throws -> AWSCredentials {
        if let found = try database.read({ db in try Self.findInternal(subject, on: db) }) {
            return found
        }
        return try database.write { db in
            if let found = try Self.findInternal(subject, on: db) { return found }
            return try Self.make(
                named: "Forms", for: subject.id, in: subject.organization, isInternal: true,
                at: database.now(), on: db
            ).credentials
        }
    }

    private static func findInternal(
        _ subject: Subject, on db: any Connection
    ) throws -> AWSCredentials? {
        try db.first(selectInternal, [subject.organization, subject.id]).map {
            AWSCredentials(
                accessKeyID: try $0.text("id"), secretAccessKey: try $0.text("secret"))
        }
    }

    private static let selectInternal = """
        SELECT id, secret
        FROM s3_keys
        WHERE organization_id = $1
            AND subject_id = $2
            AND is_internal = 1
            AND revoked_at IS NULL
        ORDER BY id
        LIMIT 1
        """

    /// The organization's keys, newest first, without those that the server signs with itself.
    public func list(includingRevoked: Bool, as caller: Subject) throws -> [S3Key] {
        try caller.requireAdmin("list S3 keys")
        return try database.read { db in
            try db.query(Self.selectKeys, [caller.organization, includingRevoked])
                .map(S3Key.init(row:))
        }
    }

    private static let selectKeys = """
        SELECT \(S3Key.columns)
        FROM s3_keys
        WHERE organization_id = $1
            AND is_internal = 0
            AND ($2 = 1 OR revoked_at IS NULL)
        ORDER BY created_at DESC, id
        """

    /// Ends a key and everything that it signed, in all processes within half a second.
    public func revoke(_ id: S3KeyID, as caller: Subject) throws -> S3Key {
        try caller.requireAdmin("revoke S3 keys")
        return try database.write { db in
            try db.execute(
                Self.updateRevoked, [id, caller.organization, database.now(), caller.id])
            let row = try db.first(Self.selectKey, [id, caller.organization])
            guard let row else { throw OperationError.notFound("S3 key", id.text) }
            return try S3Key(row: row)
        }
    }

    private static let updateRevoked = """
        UPDATE s3_keys
        SET revoked_at = $3,
            revoked_by = $4
        WHERE id = $1
            AND organization_id = $2
            AND revoked_at IS NULL
        """

    private static let selectKey = """
        SELECT \(S3Key.columns)
        FROM s3_keys
        WHERE id = $1
            AND organization_id = $2
        """
}
