internal import Hashing
internal import Signing
internal import Storage
internal import Synchronization

/// The keys that sign and open links, remembered for a moment. Safe from any thread.
final class LinkKeyRing: Sendable {
    private let database: any Database
    private let staleness: Duration
    private let held = Mutex(Held())

    private struct Held {
        var keys: [LiveKey] = []
        var lookedUpAt: ContinuousClock.Instant?
    }

    private struct LiveKey {
        let key: LinkKey
        /// `nil` while it signs.
        let retiresAt: Timestamp?
    }

    init(database: any Database, staleness: Duration) {
        self.database = database
        self.staleness = staleness
    }

    /// The key that signs; made where there is none.
    func signing() throws -> LinkKey {
        if let key = try current().first(where: { $0.retiresAt == nil }) { return key.key }
        try database.write { db in try LinkKeys.ensureSigning(at: database.now(), on: db) }
        guard let key = try lookUp().first(where: { $0.retiresAt == nil }) else {
            throw StorageError(.unavailable, "The key of links was just revoked. Try again.")
        }
        return key.key
    }

    /// The key of that name, where what it signed still opens something.
    ///
    /// One that is not known is looked for at once: another process may have made it.
    func opening(_ id: String) throws -> LinkKey? {
        let found =
            try current().first { $0.key.id == id } ?? lookUp().first { $0.key.id == id }
        guard let found, found.retiresAt.map({ $0 > database.now() }) ?? true else { return nil }
        return found.key
    }

    /// Looks again at the next occasion: this process changed the keys.
    func forget() {
        held.withLock { $0.lookedUpAt = nil }
    }

    private func current() throws -> [LiveKey] {
        let remembered = held.withLock { held -> [LiveKey]? in
            guard let moment = held.lookedUpAt, ContinuousClock.now - moment < staleness else {
                return nil
            }
            return held.keys
        }
        return try remembered ?? lookUp()
    }

    private func lookUp() throws -> [LiveKey] {
        let now = ContinuousClock.now
        let keys = try database.read { db in
            try db.query(Self.selectLive).map { row in
                LiveKey(
                    key: LinkKey(
                        id: try row.text("id"), secret: try Self.secret(row.text("secret"))),
                    retiresAt: try row.optionalTimestamp("retires_at"))
            }
        }
        held.withLock { $0 = Held(keys: keys, lookedUpAt: now) }
        return keys
    }

    private static func secret(_ text: String) throws -> [UInt8] {
        guard let digest = Digest(hex: text) else {
            throw StorageError(.corrupt, "A link key's row is damaged. Restore a backup.")
        }
        return digest.bytes
    }

    /// The newest first: of two that two processes made at once, one signs.
    private static let selectLive = """
        SELECT id, secret, retires_at
        FROM link_keys
        WHERE revoked_at IS NULL
        ORDER BY id DESC
        """
}
