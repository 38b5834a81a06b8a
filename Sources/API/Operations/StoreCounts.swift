internal import Foundation
internal import Ingest
internal import Storage
internal import Worker

/// Counts of a store that are too dear to be made at each question.
struct StoreCounts: Sendable {
    /// The files that were taken in, each content once.
    struct Files: Sendable {
        let count: Int
        let byteCount: Int
    }

    /// By the database's clock, which ages of jobs are told by.
    let now: @Sendable () -> Timestamp
    private let patience: Duration
    private let queue: TimedLookUp<[QueueCensus]>
    private let kept: TimedLookUp<Files>
    private let space: TimedLookUp<Int?>

    init(store: Store, limits: HealthLimits) {
        now = { store.database.now() }
        patience = limits.patience
        queue = TimedLookUp(freshness: limits.queueFreshness) { try store.queue.census() }
        kept = TimedLookUp(freshness: limits.blobFreshness) {
            try store.database.read { db in
                guard let row = try db.first(Self.countFiles) else {
                    return Files(count: 0, byteCount: 0)
                }
                return Files(count: try row.int("count"), byteCount: try row.int("bytes"))
            }
        }
        space = TimedLookUp(freshness: limits.checkFreshness) {
            try store.blobs.availableBytes()
        }
    }

    /// PostgreSQL adds up to a NUMERIC, which is no integer here.
    private static let countFiles = """
        SELECT COUNT(*) AS count, CAST(COALESCE(SUM(byte_count), 0) AS BIGINT) AS bytes
        FROM (
            SELECT digest, MIN(byte_count) AS byte_count
            FROM versions
            GROUP BY digest
        ) AS files
        """

    /// Live jobs by kind. Each of the three throws when there is no answer in time.
    @Sendable func census() throws -> [QueueCensus] { try found(by: queue) }

    func files() throws -> Files { try found(by: kept) }

    /// The room for more files in bytes, `nil` where no bound is known.
    func availableBytes() throws -> Int? { try found(by: space) }

    private func found<Value>(by lookUp: TimedLookUp<Value>) throws -> Value {
        lookUp.refresh()
        guard let found = lookUp.found(by: Date(timeIntervalSinceNow: patience.seconds)) else {
            throw StorageError(.busy, "There was no answer in time.")
        }
        return try found.get()
    }
}
