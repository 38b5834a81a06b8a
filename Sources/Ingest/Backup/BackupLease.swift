internal import Foundation
internal import Storage
internal import Synchronization

/// Keeps what rows name from being collected while a backup copies it.
///
/// Written into the store's own row, and renewed by a thread until it ends. That of a backup
/// that was killed lapses.
final class BackupLease: Sendable {
    /// How long the store waits for a backup that is not heard of.
    private static let duration: Duration = .seconds(120)
    private static let renewal: Duration = .seconds(30)

    private struct State {
        /// What this lease wrote last.
        var until: Timestamp?
        /// Whether the lease of another backup was ever seen: it may still count on it.
        var isShared = false
        var renewedAt = ContinuousClock.now
    }

    private let database: any Database
    private let state = Mutex(State())
    private let ending = Signal()
    private let ended = DispatchGroup()

    /// Takes the lease: what is committed from now on finds it.
    init(on database: any Database) throws {
        self.database = database
        try renew()
        ended.enter()
        let thread = Thread { [self] in
            keep()
            ended.leave()
        }
        thread.name = "backup-lease"
        thread.stackSize = 1 << 20
        thread.start()
    }

    private func keep() {
        while ending.wait(beyond: 0, until: Date(timeIntervalSinceNow: Self.renewal.seconds)) == 0 {
            // A failure is made good by the next one, or found by `check`.
            _ = try? renew()
        }
    }

    private func renew() throws {
        let start = ContinuousClock.now
        var next = state.withLock { $0 }
        try database.write { db in
            // No step of a collection that did not see the lease is still under way afterwards.
            try CollectionLock.share(on: db)
            let now = database.now()
            let found = try Self.found(on: db)
            next.isShared = next.isShared || found > now && found != next.until
            let until = max(found, now + Self.duration)
            try db.execute(Self.update, [until])
            next.until = until
        }
        next.renewedAt = start
        state.withLock { [next] in $0 = next }
    }

    /// Throws once the lease may have lapsed: blobs may have been collected since.
    func check() throws {
        let renewedAt = state.withLock { $0.renewedAt }
        guard ContinuousClock.now - renewedAt >= Self.duration else { return }
        throw BackupError(
            .leaseLost, "The database could not be reached for too long.",
            remedy: "Run the same `muniment backup` again: it goes on.")
    }

    /// Ends the lease; where the database is away it lapses by itself.
    ///
    /// Another backup may have taken the lease over. Whoever came second knows it from the
    /// beginning, whoever came first finds a time that is not its own.
    func end() {
        ending.raise()
        ended.wait()
        let last = state.withLock { $0 }
        guard !last.isShared else { return }
        _ = try? database.write { db in
            guard try Self.found(on: db) == last.until else { return }
            try db.execute(Self.update, [0])
        }
    }

    private static func found(on db: any Connection) throws -> Timestamp {
        try db.first("\(select) \(db.dialect.forUpdate)")?.timestamp("backup_until")
            ?? Timestamp(microseconds: 0)
    }

    private static let select = """
        SELECT backup_until
        FROM store
        WHERE singleton = 1
        """

    private static let update = """
        UPDATE store
        SET backup_until = $1
        WHERE singleton = 1
        """
}
