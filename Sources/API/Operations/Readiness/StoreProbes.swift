internal import Hashing
internal import Ingest
internal import Storage
internal import Worker

/// The checks of a store.
struct StoreProbes: Sendable {
    let store: Store
    let limits: HealthLimits
    /// Live jobs by kind, within the time of one look-up.
    let census: @Sendable () throws -> [QueueCensus]

    var all: [Readiness.Probe] {
        [
            Readiness.Probe(name: "database") { try database() },
            Readiness.Probe(name: "migrations") { try migrations() },
            Readiness.Probe(name: "blobs") { try blobs() },
            Readiness.Probe(name: "disk_space") { try diskSpace() },
            Readiness.Probe(name: "queue") { try queue() },
            Readiness.Probe(name: "workers") { try workers() },
            Readiness.Probe(name: "sandbox") { sandbox(.present) },
        ]
    }

    // MARK: - Rows

    private func database() throws -> HealthCheck {
        let start = ContinuousClock.now
        _ = try store.database.read { db in try db.first("SELECT 1 AS one") }
        let duration = ContinuousClock.now - start
        let isOK = duration <= limits.databasePatience
        return HealthCheck(
            "database", isOK: isOK,
            isOK ? "The database answers." : "The database answers, but slowly.",
            ["seconds": duration.seconds, "limit_seconds": limits.databasePatience.seconds])
    }

    private func migrations() throws -> HealthCheck {
        let missing = try Migrator(Store.migrations).missing(in: store.database)
        return HealthCheck(
            "migrations", isOK: missing.isEmpty,
            missing.isEmpty
                ? "The schema is the one of this version."
                : "The schema lacks steps of this version; restart the server.",
            ["missing": Double(missing.count)])
    }

    // MARK: - Bytes

    /// Looks whether the newest upload is there in full, and locally whether it can be opened.
    private func blobs() throws -> HealthCheck {
        let row = try store.database.read { db in try db.first(Self.selectNewest) }
        guard let row, let digest = Digest(hex: try row.text("digest")) else {
            return HealthCheck("blobs", isOK: true, "No file is stored yet.")
        }
        let byteCount = try store.blobs.byteCount(of: digest)
        let isWhole = byteCount == (try row.int("byte_count"))
        if isWhole, store.location.blobs == nil { _ = try store.blobs.open(digest) }
        return HealthCheck(
            "blobs", isOK: isWhole,
            isWhole
                ? "Stored files can be read."
                : "The newest file is not there in full. Is this the place where blobs are kept?")
    }

    private static let selectNewest = """
        SELECT digest, byte_count
        FROM versions
        ORDER BY id DESC
        LIMIT 1
        """

    private func diskSpace() throws -> HealthCheck {
        guard let available = try store.blobs.availableBytes() else {
            return HealthCheck("disk_space", isOK: true, "The blobs have no known bound.")
        }
        let isOK = available >= limits.minFreeBytes
        return HealthCheck(
            "disk_space", isOK: isOK,
            isOK ? "There is room for uploads." : "There is hardly room for uploads: make some.",
            ["free_bytes": Double(available), "limit_bytes": Double(limits.minFreeBytes)])
    }

    // MARK: - Jobs

    private func queue() throws -> HealthCheck {
        let census = try census()
        let waiting = census.reduce(0) { $0 + $1.waiting }
        let age = age(of: census)
        let isOK = waiting <= limits.maxWaitingJobs && age <= limits.maxQueueAge
        return HealthCheck(
            "queue", isOK: isOK,
            isOK
                ? "Jobs are taken in time."
                : "Jobs wait too long or too many of them do: start more workers.",
            [
                "waiting": Double(waiting), "limit_waiting": Double(limits.maxWaitingJobs),
                "age_seconds": age.seconds, "limit_age_seconds": limits.maxQueueAge.seconds,
            ])
    }

    /// A job that nobody takes although nothing else keeps workers busy has none.
    private func workers() throws -> HealthCheck {
        let census = try census()
        let running = census.reduce(0) { $0 + $1.running }
        let age = age(of: census)
        let isOK = running > 0 || age <= limits.maxIdleAge
        return HealthCheck(
            "workers", isOK: isOK,
            isOK
                ? "Somebody takes jobs, or there are none."
                : "Jobs are due and nobody takes them: start a worker.",
            [
                "running": Double(running), "age_seconds": age.seconds,
                "limit_age_seconds": limits.maxIdleAge.seconds,
            ])
    }

    /// A warning, not a failure: who requires a sandbox does not come to serve without one.
    private func sandbox(_ support: SandboxSupport) -> HealthCheck {
        HealthCheck(
            "sandbox", isOK: true,
            support.shortcoming.map { "Warning: \($0)" }
                ?? "Processes that read documents are confined.",
            ["landlock_version": Double(support.landlockVersion)])
    }

    /// How long the job has been due that waits longest.
    private func age(of census: [QueueCensus]) -> Duration {
        guard let since = census.compactMap(\.dueSince).min() else { return .zero }
        return max(.zero, store.database.now() - since)
    }
}
