public import Storage
public import Worker

/// Looks for the other forms of a version that was just read, and remembers them: the handler
/// of `match` jobs.
///
/// The job's subject is the version's name.
public final class MatchHandler: JobHandler {
    /// The kind of job.
    public static let jobKind = "match"

    public var kind: String { Self.jobKind }

    private let store: Store
    private let helpers: HelperPool
    private let limits: ExtractionLimits

    /// `helpers` start `ExtractionHelper`.
    public init(
        store: Store, helpers: HelperPool, limits: ExtractionLimits = ExtractionLimits()
    ) {
        self.store = store
        self.helpers = helpers
        self.limits = limits
    }

    /// The job that follows a version's reading; at most one is alive for each.
    ///
    /// A little later than readings, so that what arrives together is read together.
    static func job(after extraction: Job) -> NewJob {
        NewJob(
            kind: jobKind, tenant: extraction.tenant, subject: extraction.subject,
            payload: extraction.payload, uniqueKey: "\(jobKind):\(extraction.subject)",
            priority: NewJob.defaultPriority - 1)
    }

    /// Whether the duplicates of a version are still to be looked for.
    public static func isPending(for version: VersionID, in store: Store) throws -> Bool {
        try store.database.read { db in
            let job = try store.queue.newest(about: version.text, of: jobKind, on: db)
            return job.map { !$0.status.state.isFinal } ?? false
        }
    }

    public func run(_ run: JobRun) throws -> JobOutcome {
        guard let version = VersionID(run.job.subject),
            let read = try store.database.read({ db in try ReadVersion.find(version, on: db) })
        else { return .completed(nil) }
        let mark = store.referrals.mark()
        let drawn = DrawnPictures()
        let matcher = DocumentMatcher(
            store: store, helpers: helpers, limits: limits, checkStop: run.checkStop, drawn: drawn)
        let found = try matcher.findings(of: try matcher.asked(read))
        try drawn.makeDurable(in: store.blobs)
        let arrival = Arrival(
            policy: ArrivalPolicy(payload: run.job.payload), version: read.version,
            organization: read.organization)
        return .completed { [store] db in
            let now = store.database.now()
            try drawn.write(confirming: store.referrals, since: mark, on: db)
            try Self.save(found, of: read, at: now, on: db)
            try arrival.settle(found, at: now, on: db)
        }
    }

    private static func save(
        _ found: [DocumentMatcher.Found], of read: ReadVersion, at now: Timestamp,
        on db: any Connection
    ) throws {
        let version = read.version.id
        guard try db.execute(markMatched, [version, read.record, DocumentMatcher.revision]) == 1
        else {
            throw JobFailure(
                .transient, code: "read_anew",
                message: "The version was read anew meanwhile; its duplicates are looked for again."
            )
        }
        try MatchTable(db: db).save(
            found.map { .init(other: $0.other.id, finding: $0.finding) }, of: version,
            readAt: read.readAt, revision: DocumentMatcher.revision, at: now)
    }

    /// Changes nothing where the version shows another record by now.
    private static let markMatched = """
        UPDATE records
        SET matched_revision = $3
        WHERE id = (SELECT record_id FROM versions WHERE id = $1)
            AND id = $2
        """
}
