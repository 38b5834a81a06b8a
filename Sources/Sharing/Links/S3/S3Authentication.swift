internal import Ingest
public import Signing
internal import Storage
internal import Synchronization

/// Tells whose an access key of S3 is, and what signs with it.
///
/// Keys are remembered for `staleness`, and what is derived from them for their day. Safe from
/// any thread.
public final class S3Authentication: Sendable {
    /// Somebody who may have signed, and the key that tells.
    public struct Signer: Sendable {
        public let subject: Subject
        public let key: SigningKey
    }

    private struct Known {
        let subject: Subject
        let secret: String
        let lookedUpAt: ContinuousClock.Instant
        var keys: [SigningScope: SigningKey] = [:]
    }

    private let database: any Database
    private let staleness: Duration
    private let known = Mutex<[S3KeyID: Known]>([:])

    init(database: any Database, staleness: Duration) {
        self.database = database
        self.staleness = staleness
    }

    /// The signer behind an access key, for a scope that the signature states; `nil` where there
    /// is no such key, it was revoked, or who it acted as has left.
    public func signer(_ accessKeyID: String, scope: SigningScope) throws -> Signer? {
        guard let id = S3KeyID(accessKeyID), let found = try find(id) else { return nil }
        if let key = found.keys[scope] { return Signer(subject: found.subject, key: key) }
        let key = SigningKey(secretAccessKey: found.secret, scope: scope)
        // A client may sign for any day of the last week.
        known.withLock { known in
            if (known[id]?.keys.count ?? 0) > 16 { known[id]?.keys = [:] }
            known[id]?.keys[scope] = key
        }
        return Signer(subject: found.subject, key: key)
    }

    private func find(_ id: S3KeyID) throws -> Known? {
        let now = ContinuousClock.now
        let before = known.withLock { $0[id] }
        if let before, now - before.lookedUpAt < staleness { return before }
        let found = try lookUp(id, at: now).map { fresh in
            var fresh = fresh
            if let before, before.secret == fresh.secret { fresh.keys = before.keys }
            return fresh
        }
        known.withLock { $0[id] = found }
        return found
    }

    private func lookUp(_ id: S3KeyID, at now: ContinuousClock.Instant) throws -> Known? {
        try database.read { db in
            guard let row = try db.first(Self.selectKey, [id]),
                let subject = try Subject.find(
                    row.subject("subject_id"), in: row.identifier("organization_id"), on: db)
            else { return nil }
            return Known(subject: subject, secret: try row.text("secret"), lookedUpAt: now)
        }
    }

    private static let selectKey = """
        SELECT organization_id, subject_id, secret
        FROM s3_keys
        WHERE id = $1
            AND revoked_at IS NULL
        """
}
