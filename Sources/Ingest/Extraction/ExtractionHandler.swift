internal import Foundation
internal import Hashing
internal import PDF
public import Storage
public import Worker

/// Turns a version into a record: the handler of `extract` jobs.
///
/// The job's subject is the version's name.
public final class ExtractionHandler: JobHandler {
    /// The kind of job.
    public static let jobKind = "extract"

    /// What reads a version: another revision reads it anew into another record.
    public static let revision = "2/" + PDFDocument.revision

    public var kind: String { Self.jobKind }

    private let database: any Database
    private let blobs: any BlobStore
    private let referrals: BlobReferrals
    private let helpers: HelperPool
    private let limits: ExtractionLimits

    /// `helpers` start `ExtractionHelper`.
    public init(
        database: any Database, blobs: any BlobStore, helpers: HelperPool,
        limits: ExtractionLimits = ExtractionLimits()
    ) {
        self.database = database
        self.blobs = blobs
        referrals = BlobReferrals(database: database, blobs: blobs)
        self.helpers = helpers
        self.limits = limits
    }

    /// The job that reads a version; at most one is alive for each.
    static func job(
        for version: VersionID, of organization: OrganizationID,
        arrivingUnder policy: ArrivalPolicy = .report
    ) -> NewJob {
        NewJob(
            kind: jobKind, tenant: organization.text, subject: version.text,
            payload: policy.payload, uniqueKey: "\(jobKind):\(version)")
    }

    public func run(_ run: JobRun) throws -> JobOutcome {
        let version = try DocumentCatalog(database: database).version(named: run.job.subject)
        let blob = try open(version)
        let draft = try takeUpDraft(of: version.id, for: run)
        let extraction = DocumentExtraction(
            run, blob: blob, draft: draft, blobs: blobs, referrals: referrals,
            helpers: helpers, limits: run.job.status.room == 0 ? limits : limits.withMoreRoom())
        let facts = try readAllPages(with: extraction)
        return try conclude(draft, facts, of: run)
    }

    /// All bytes are hashed before: no record is made of wrong ones.
    private func open(_ version: Version) throws -> OpenBlob {
        do {
            return try blobs.openWhole(version.digest)
        } catch let error as StorageError where error.isLoss {
            let condition = error.code == .notFound ? "missing" : "damaged"
            throw JobFailure(
                .document, code: "bytes_\(condition)",
                message: "The stored bytes are \(condition). Add the same file again, then run "
                    + "`muniment jobs retry`.")
        }
    }

    /// The draft of an earlier attempt, whose thumbnails are durable then, or a new one.
    ///
    /// A thumbnail that only the memory or the disk of a lost machine held is gone: its
    /// pages are read again.
    func takeUpDraft(of version: VersionID, for run: JobRun) throws -> RecordDraft {
        let draft = try begin(version, run)
        let lost = try lostThumbnails(of: draft)
        guard !lost.isEmpty else { return draft }
        try run.checkpoint(run.job.progress) { db in
            try draft.removePages(withThumbnails: lost, on: db)
        }
        return try begin(version, run)
    }

    private func begin(_ version: VersionID, _ run: JobRun) throws -> RecordDraft {
        try run.checkpoint(run.job.progress) { db in
            try RecordDraft.begin(
                for: version, job: run.job.id, revision: Self.revision, at: database.now(), on: db)
        }
    }

    private func lostThumbnails(of draft: RecordDraft) throws -> [Digest] {
        guard !draft.settledPages.isEmpty else { return [] }
        let kept = try database.read { db in try draft.thumbnails(on: db) }
        if try areDurable(kept) { return [] }
        return try kept.filter { try !areDurable([$0]) }
    }

    /// Makes blobs durable; false when one is absent or has other bytes.
    private func areDurable(_ digests: [Digest]) throws -> Bool {
        do {
            try blobs.makeDurable(digests)
            return true
        } catch let error as StorageError
            where [.notFound, .digestMismatch].contains(error.code)
        {
            return false
        }
    }

    private func readAllPages(with extraction: DocumentExtraction) throws -> DocumentFacts {
        do {
            return try extraction.readAllPages()
        } catch let error as PDFError {
            throw JobFailure(.document, code: error.code.rawValue, message: error.message)
        }
    }

    private func conclude(
        _ draft: RecordDraft, _ facts: DocumentFacts, of run: JobRun
    ) throws -> JobOutcome {
        let (damages, ranks) = try database.read { db in
            (try draft.damages(on: db), try draft.headingRanks(on: db))
        }
        let settlement = VersionSettlement(record: draft, facts: facts, damages: damages)
        guard settlement.state != .failed else {
            throw JobFailure(
                .document, code: "no_readable_page",
                message: settlement.reason ?? "No page could be read.")
        }
        return .completed { [database] db in
            let now = database.now()
            try draft.finish(facts: facts, ranks: ranks, at: now, on: db)
            try settlement.write(to: draft.version, at: now, on: db)
            try run.enqueueNext(MatchHandler.job(after: run.job), on: db)
        }
    }
}

extension ExtractionHandler {
    /// Tells the version when its job ended without a record, wherever that was
    /// noticed; for `JobQueue`'s end hooks.
    static func endHook(of database: any Database) -> JobQueue.EndHook {
        { job, end, failure, db in
            guard let version = VersionID(job.subject) else { return }
            try VersionSettlement(failure, endedAs: end)
                .write(to: version, at: database.now(), on: db)
        }
    }
}
