internal import Hashing
internal import Ingest
public import Storage
internal import Synchronization

/// Tells whose a secret is.
///
/// Keys are remembered for `staleness`, so that most requests ask no database; a key that was
/// revoked is refused everywhere after that time. Safe from any thread.
public final class Authentication: Sendable {
    private let database: any Database
    private let environment: KeyEnvironment
    private let staleness: Duration
    private let known = Mutex<[APIKeyID: KnownKey]>([:])

    private struct KnownKey {
        let secretDigest: Digest
        let expiresAt: Timestamp?
        let isRevoked: Bool
        let subject: Subject
        let lookedUpAt: ContinuousClock.Instant
    }

    /// `staleness` is half a second by default.
    public init(
        database: any Database, environment: KeyEnvironment,
        staleness: Duration = .milliseconds(500)
    ) {
        self.database = database
        self.environment = environment
        self.staleness = staleness
    }

    /// Who comes with this key; throws `OperationError` with `invalidAPIKey` or
    /// `expiredAPIKey`.
    public func subject(of secret: String) throws -> Subject {
        guard let parsed = APIKeySecret(secret) else { throw Self.invalid }
        guard parsed.environment == environment else { throw Self.foreign(parsed.environment) }
        guard let key = try key(parsed.id), key.secretDigest == parsed.digest, !key.isRevoked
        else { throw Self.invalid }
        if let end = key.expiresAt, end <= database.now() { throw Self.expired }
        return key.subject
    }

    private static let invalid = OperationError(
        .unauthenticated, .invalidAPIKey,
        "The API key is not valid. Check that it is whole and not revoked.")

    private static let expired = OperationError(
        .unauthenticated, .expiredAPIKey, "The API key has expired. Use a new one.")

    private static func foreign(_ environment: KeyEnvironment) -> OperationError {
        OperationError(
            .unauthenticated, .invalidAPIKey,
            "The API key is for a server of the kind `\(environment.rawValue)`, which this is not.")
    }

    private func key(_ id: APIKeyID) throws -> KnownKey? {
        let now = ContinuousClock.now
        let remembered = known.withLock { $0[id] }
        if let remembered, now - remembered.lookedUpAt < staleness { return remembered }
        let found = try lookUp(id, at: now)
        known.withLock { $0[id] = found }
        return found
    }

    private func lookUp(_ id: APIKeyID, at now: ContinuousClock.Instant) throws -> KnownKey? {
        try database.read { db in
            guard let row = try db.first(Self.selectKey, [id]),
                let digest = Digest(hex: try row.text("secret_hash")),
                let role = OrganizationRole(rawValue: try row.text("role"))
            else { return nil }
            return KnownKey(
                secretDigest: digest, expiresAt: try row.optionalTimestamp("expires_at"),
                isRevoked: try row.optionalTimestamp("revoked_at") != nil,
                subject: Subject(
                    id: try row.subject("subject_id"),
                    organization: try row.identifier("organization_id"), role: role,
                    name: try row.text("subject_name"), key: id),
                lookedUpAt: now)
        }
    }

    private static let selectKey = """
        SELECT
            api_keys.secret_hash, api_keys.expires_at, api_keys.revoked_at, api_keys.subject_id,
            api_keys.organization_id,
            COALESCE(members.role, bots.role) AS role,
            COALESCE(users.name, bots.name) AS subject_name
        FROM api_keys
        LEFT JOIN bots ON bots.id = api_keys.subject_id
            AND bots.organization_id = api_keys.organization_id
        LEFT JOIN users ON users.id = api_keys.subject_id
        LEFT JOIN members ON members.user_id = api_keys.subject_id
            AND members.organization_id = api_keys.organization_id
        WHERE api_keys.id = $1
            AND (bots.id IS NOT NULL OR members.user_id IS NOT NULL)
        """
}
