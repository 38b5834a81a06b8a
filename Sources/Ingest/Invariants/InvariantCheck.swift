internal import Foundation
internal import Hashing
internal import Storage
internal import Synchronization
internal import Worker

/// Looks, again and again, whether what holds of every store holds of this one.
///
/// Changes nothing. Damage that leaves a blob its size is not seen: see `StoreVerification`.
public final class InvariantCheck: Sendable {
    private let store: Store
    private let settings: InvariantSettings
    private let walk = Mutex(Walk())

    /// Where the slices have come to, and what was wrong.
    private struct Walk {
        var column = 0
        var key: [SQLValue]?
        var broken: [BlobRow] = []
    }

    /// A lease may be overdue for as long as a killed worker's job may wait.
    private static let leaseGrace: Duration = .seconds(15)

    public init(store: Store, settings: InvariantSettings = InvariantSettings()) {
        self.store = store
        self.settings = settings
    }

    /// Looks once; one call at a time. Violations come in the order of the invariants.
    ///
    /// A blob's violation that was found is looked up again each time until it is mended.
    public func run() throws -> [InvariantViolation] {
        try rowViolations() + blobViolations()
    }

    // MARK: - Rows

    private func rowViolations() throws -> [InvariantViolation] {
        let (unread, overdue) = try store.database.read { db in
            (
                try db.query(
                    Self.selectUnread, [ExtractionHandler.jobKind, settings.maxViolations]
                ).map { try $0.text("id") },
                try db.query(
                    Self.selectOverdue,
                    [store.database.now() - Self.leaseGrace, settings.maxViolations]
                ).map { "job \(try $0.integer("id"))" }
            )
        }
        return [
            Self.violation(.versionsAreSettledOrRead, unread),
            Self.violation(.leasesAreKept, overdue),
        ].compactMap { $0 }
    }

    private static let selectUnread = """
        SELECT id
        FROM versions
        WHERE state = 'processing'
            AND NOT EXISTS (
                SELECT 1
                FROM jobs
                WHERE jobs.subject = versions.id
                    AND jobs.kind = $1
                    AND jobs.state IN ('available', 'running')
            )
        ORDER BY id
        LIMIT $2
        """

    private static let selectOverdue = """
        SELECT id
        FROM jobs
        WHERE state = 'running'
            AND lease_until < $1
        ORDER BY id
        LIMIT $2
        """

    private static func violation(
        _ invariant: StoreInvariant, _ names: [String]
    ) -> InvariantViolation? {
        names.first.map {
            InvariantViolation(invariant: invariant, count: names.count, example: $0)
        }
    }

    // MARK: - Blobs

    private func blobViolations() throws -> [InvariantViolation] {
        let broken = try walk.withLock { walk in
            let deadline = ContinuousClock.now + settings.patience
            var suspects = walk.broken
            suspects += try look(at: newest(), until: deadline).rows
            suspects += try nextSlice(&walk, until: deadline)
            let found = try confirmed(suspects)
            walk.broken = found.map(\.row)
            return found
        }
        return [StoreInvariant.rowsHaveBlobs, .bytesAreCounted].compactMap { invariant in
            Self.violation(
                invariant, broken.filter { $0.invariant == invariant }.map(\.row.name))
        }
    }

    private func newest() throws -> [BlobRow] {
        try store.database.read { db in
            try BlobColumn.all[0].newestRows(limit: settings.newestUploads, on: db)
        }
    }

    /// The broken ones among the rows that follow, up to the end of all at most.
    private func nextSlice(
        _ walk: inout Walk, until deadline: ContinuousClock.Instant
    ) throws -> [BlobRow] {
        var left = settings.rowsAtATime
        var broken: [BlobRow] = []
        while left > 0, ContinuousClock.now < deadline {
            let column = BlobColumn.all[walk.column]
            let limit = min(left, Self.rowsOfAQuery)
            let rows = try store.database.read { [walk] db in
                try column.rows(after: walk.key, limit: limit, on: db)
            }
            let (found, looked) = try look(at: rows, until: deadline)
            broken += found
            left -= looked
            walk.key = looked > 0 ? rows[looked - 1].key : walk.key
            guard looked == rows.count, rows.count < limit else { continue }
            walk.key = nil
            walk.column += 1
            if walk.column == BlobColumn.all.count {
                walk.column = 0
                break
            }
        }
        return broken
    }

    private static let rowsOfAQuery = 1_000

    /// The broken ones among rows, and how many were looked up before the deadline.
    private func look(
        at rows: [BlobRow], until deadline: ContinuousClock.Instant
    ) throws -> (rows: [BlobRow], looked: Int) {
        var broken: [BlobRow] = []
        for (index, row) in rows.enumerated() {
            if ContinuousClock.now >= deadline { return (broken, index) }
            if try row.violation(in: store.blobs) != nil { broken.append(row) }
        }
        return (broken, rows.count)
    }

    /// Those whose rows are still there and whose blobs are still wrong, each once: a row may
    /// have gone before its blob, and a blob may have been healed.
    private func confirmed(
        _ suspects: [BlobRow]
    ) throws -> [(row: BlobRow, invariant: StoreInvariant)] {
        var seen = Set<[String]>()
        var found: [(row: BlobRow, invariant: StoreInvariant)] = []
        for suspect in suspects where found.count < settings.maxViolations {
            guard seen.insert([suspect.column.table] + suspect.key.map { "\($0)" }).inserted,
                let row = try store.database.read({ db in
                    try suspect.column.row(suspect.key, on: db)
                }),
                let invariant = try row.violation(in: store.blobs)
            else { continue }
            found.append((row, invariant))
        }
        return found
    }
}
