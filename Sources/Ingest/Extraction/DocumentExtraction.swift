internal import Foundation
internal import Hashing
internal import PDF
internal import Storage
internal import Synchronization
internal import Worker

/// Reads one document with one helper, or with several while threads are idle.
///
/// Each page is kept as soon as it comes, fenced by the job's claim.
final class DocumentExtraction: Sendable {
    private let run: JobRun
    private let blob: OpenBlob
    private let draft: RecordDraft
    private let blobs: any BlobStore
    private let referrals: BlobReferrals
    private let helpers: HelperPool
    private let limits: ExtractionLimits
    private let deadline: Date

    /// The first error that is no page's: it ends all readers.
    private let failure = Mutex<(any Error)?>(nil)
    private let settled: Mutex<Int>
    /// Thumbnails that may not be on disk yet.
    private let unsynced = Mutex<[Digest]>([])

    /// How many thumbnails are made durable together. Meanwhile the helper reads on.
    private static let syncBatch = 16

    init(
        _ run: JobRun, blob: OpenBlob, draft: RecordDraft, blobs: any BlobStore,
        referrals: BlobReferrals, helpers: HelperPool, limits: ExtractionLimits
    ) {
        self.run = run
        self.blob = blob
        self.draft = draft
        self.blobs = blobs
        self.referrals = referrals
        self.helpers = helpers
        self.limits = limits
        deadline = Date(timeIntervalSinceNow: limits.documentSeconds)
        settled = Mutex(draft.settledPages.count)
    }

    /// Reads every page that is not settled yet and returns the document's facts;
    /// every thumbnail of the draft is on disk then.
    ///
    /// Throws `PDFError` for a document that cannot be opened, `JobFailure` where
    /// the helper did not survive opening it, `JobStopped`, and errors of storage.
    func readAllPages() throws -> DocumentFacts {
        let session = try openFirstSession()
        let facts = session.facts
        let dispenser = PageDispenser(
            pageCount: facts.pageCount, settled: draft.settledPages,
            pagesPerRequest: limits.pagesPerRequest)
        let others = DispatchGroup()
        read(dispenser, facts, starting: session) { [self] in
            startAnotherReader(dispenser, facts, in: others)
            return true
        }
        others.wait()
        // What another reader gave back when its thread was wanted elsewhere.
        read(dispenser, facts, starting: nil) { true }
        if let error = failure.withLock({ $0 }) { throw error }
        try syncThumbnails(atLeast: 1)
        return facts
    }

    // MARK: - Readers

    /// Starts a reader on a borrowed thread where that is worth it; it ends early
    /// when another document waits for that thread.
    private func startAnotherReader(
        _ dispenser: PageDispenser, _ facts: DocumentFacts, in group: DispatchGroup
    ) {
        guard dispenser.waiting >= limits.pagesWorthAnotherHelper, run.capacity.borrow() else {
            return
        }
        group.enter()
        let thread = Thread { [self] in
            read(dispenser, facts, starting: nil) { [self] in !run.capacity.isWanted }
            run.capacity.giveBack()
            group.leave()
        }
        thread.name = "pages-\(run.job.id)"
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Reads ranges until none are left, somebody failed, or `goesOn` says no.
    private func read(
        _ dispenser: PageDispenser, _ facts: DocumentFacts, starting first: HelperSession?,
        whileTrue goesOn: () -> Bool
    ) {
        var session = first
        do {
            while failure.withLock({ $0 == nil }), goesOn(), let range = dispenser.next() {
                try run.checkStop()
                session = try read(range, of: dispenser, facts, with: session)
            }
        } catch {
            failure.withLock { $0 = $0 ?? error }
        }
    }

    /// Reads a range; returns the session where it is still of use.
    private func read(
        _ range: PageRange, of dispenser: PageDispenser, _ facts: DocumentFacts,
        with session: HelperSession?
    ) throws -> HelperSession? {
        do {
            let session = try session ?? openSession(with: helpers.take(startingNext: false))
            try session.read(range, deadline: deadline) { number, page in
                try keep(page.map { $0.asRead(range.scope) }, number: number, of: facts)
            }
            return session
        } catch let death as HelperSession.Death {
            helpers.count(death)
            try settle(death, in: range, of: dispenser, facts)
            return nil
        }
    }

    private func settle(
        _ death: HelperSession.Death, in range: PageRange, of dispenser: PageDispenser,
        _ facts: DocumentFacts
    ) throws {
        let page = death.page ?? range.pages.lowerBound
        let reason = PageFailure(reason: death.cause.reason)
        if death.cause == .outOfTime {
            let rest = Array(page..<range.pages.upperBound) + dispenser.abandon()
            for page in rest { try keep(.failure(reason), number: page, of: facts) }
        } else if !dispenser.takeBack(range, diedAt: page) {
            try keep(.failure(reason), number: page, of: facts)
        }
    }

    private func openSession(with helper: HelperProcess) throws -> HelperSession {
        try blob.withDescriptor { descriptor in
            try HelperSession(
                helper, blob: descriptor, limits: limits, deadline: deadline,
                checkStop: { [run] in try run.checkStop() })
        }
    }

    /// Later sessions may die while opening too: that costs a page, not the document.
    private func openFirstSession() throws -> HelperSession {
        do {
            return try openSession(with: helpers.take(startingNext: true))
        } catch let death as HelperSession.Death {
            helpers.count(death)
            throw JobFailure(
                death.cause.isForWantOfRoom ? .resource : .document, code: "unreadable",
                message: "The document cannot be opened: \(death.cause.reason).")
        }
    }

    // MARK: - Keeping pages

    private func keep(
        _ page: Result<ExtractedPage, PageFailure>, number: Int, of facts: DocumentFacts
    ) throws {
        let mark = referrals.mark()
        let thumbnail = try storeThumbnail(of: page)
        let done = settled.withLock { settled in
            settled += 1
            return settled
        }
        try run.checkpoint(JobProgress(done: done, total: facts.pageCount)) { db in
            try confirm(thumbnail, since: mark, on: db)
            switch page {
            case .success(let page): try draft.add(page, thumbnail: thumbnail, on: db)
            case .failure(let failure): try draft.add(failure, page: number, on: db)
            }
        }
        try syncThumbnails(atLeast: Self.syncBatch)
    }

    private func confirm(
        _ thumbnail: Digest?, since mark: CollectionMark, on db: any Connection
    ) throws {
        guard let thumbnail,
            try !referrals.lost(among: [thumbnail], since: mark, on: db).isEmpty
        else { return }
        throw JobFailure(
            .transient, code: "thumbnail_collected",
            message: "An unused blob with the bytes of a thumbnail is being removed; the page is "
                + "read again.")
    }

    private func syncThumbnails(atLeast count: Int) throws {
        let batch = unsynced.withLock { unsynced -> [Digest] in
            guard unsynced.count >= count else { return [] }
            defer { unsynced = [] }
            return unsynced
        }
        if !batch.isEmpty { try blobs.makeDurable(batch) }
    }

    /// The bytes are made durable a little later, several together.
    private func storeThumbnail(
        of page: Result<ExtractedPage, PageFailure>
    ) throws -> Digest? {
        guard case .success(let page) = page, let picture = page.picture else { return nil }
        let digest = try blobs.put(picture.thumbnail, durability: .deferred).digest
        unsynced.withLock { $0.append(digest) }
        return digest
    }
}

extension ExtractedPage {
    /// The page with a word of what was not asked for at a second look.
    fileprivate func asRead(_ scope: PageScope) -> ExtractedPage {
        guard scope == .textOnly else { return self }
        var page = self
        page.complaints.append("its picture could not be made")
        return page
    }
}
