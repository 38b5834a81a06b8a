internal import Hashing
internal import Storage
internal import Worker

/// Finds the stored forms of a document: the index proposes, a comparison decides.
struct DocumentMatcher {
    /// What looks for duplicates: another revision may find others.
    static let revision = "2"

    let store: Store
    let helpers: HelperPool
    let limits: ExtractionLimits
    /// Called between pieces of work; throws `JobStopped`.
    let checkStop: () throws -> Void
    /// Where new pictures go until they are kept; `nil` keeps none.
    let drawn: DrawnPictures?
    private let patience: DrawingPatience

    init(
        store: Store, helpers: HelperPool, limits: ExtractionLimits,
        checkStop: @escaping () throws -> Void = {}, drawn: DrawnPictures? = nil
    ) {
        self.store = store
        self.helpers = helpers
        self.limits = limits
        self.checkStop = checkStop
        self.drawn = drawn
        patience = DrawingPatience(limits)
    }

    /// The most pairs of pages for which two documents are compared: an alignment takes a few
    /// bytes for each.
    private static let maxPagePairs = 50_000_000

    /// A document that is asked about, stored or not.
    struct Asked {
        /// Its own name, which is not among the answers; `nil` for a file.
        let version: VersionID?
        let organization: OrganizationID
        let document: ComparedDocument
        let drawer: PageDrawer
        /// What other versions found it to be, with it as `a`, and that is still true.
        var remembered: [VersionID: DocumentFinding] = [:]
    }

    /// Something stored that looks like the asked document, which is `a` of the finding.
    struct Found {
        let other: Version
        let finding: DocumentFinding
    }

    /// All that looks like the asked document, nearest pages first. Files of the same bytes
    /// are left out.
    func findings(of asked: Asked) throws -> [Found] {
        let candidates = try store.pageIndex.candidates(
            near: asked.document.pages.map(\.signature), in: asked.organization,
            except: asked.version, checkStop: checkStop)
        var known: [Digest: DocumentFinding?] = [asked.document.digest: nil]
        return try candidates.compactMap { candidate in
            try checkStop()
            guard let other = try current(candidate.record) else { return nil }
            if let finding = known[other.version.digest] {
                return finding.map { Found(other: other.version, finding: $0) }
            }
            let finding =
                try asked.remembered[other.version.id] ?? finding(asked, other)
            known[other.version.digest] = .some(finding)
            return finding.map { Found(other: other.version, finding: $0) }
        }
    }

    /// What the table has of a candidate; one that it has no more is let go.
    private func current(_ candidate: IndexedRecord) throws -> ReadVersion? {
        let version = try store.database.read { db in
            try ReadVersion.find(candidate.version, on: db)
        }
        if version?.record != candidate.record { store.pageIndex.remove(candidate) }
        return version
    }

    /// The document of the lesser digest is `a` of the comparison, so that either of two finds
    /// the same, in every store.
    private func finding(_ asked: Asked, _ other: ReadVersion) throws -> DocumentFinding? {
        guard asked.document.pages.count * other.pageCount <= Self.maxPagePairs else { return nil }
        let (document, drawer) = (try store.compared(other), drawer(of: other.version))
        if asked.document.digest.hex < other.version.digest.hex {
            return try compare(asked.document, asked.drawer, document, drawer)
        }
        return try compare(document, drawer, asked.document, asked.drawer)?.swapped
    }

    func compare(
        _ a: ComparedDocument, _ drawerOfA: PageDrawer, _ b: ComparedDocument,
        _ drawerOfB: PageDrawer
    ) throws -> DocumentFinding? {
        try DocumentComparison.finding(a, b) { side, page in
            try checkStop()
            return try (side == .a ? drawerOfA : drawerOfB).preparedPage(page)
        }
    }

    func drawer(of version: Version) -> PageDrawer {
        let shelf = PictureShelf(version: version.id, store: store, drawn: drawn)
        return PageDrawer(
            version.digest, prepared: store.preparedPages, helpers: helpers, limits: limits,
            shelf: shelf, patience: patience, checkStop: checkStop
        ) { [store] in try store.blobs.openWhole(version.digest) }
    }

    /// A stored version as it is asked about.
    ///
    /// Of two that arrive together the one that is looked up later need not be compared again.
    func asked(_ version: ReadVersion) throws -> Asked {
        let entries = try store.database.read { db in
            try MatchTable(db: db).currentEntries(
                of: version.version.id, readAt: version.readAt, revision: Self.revision)
        }
        return Asked(
            version: version.version.id, organization: version.organization,
            document: try store.compared(version), drawer: drawer(of: version.version),
            remembered: Dictionary(
                entries.map { ($0.other, $0.finding) }, uniquingKeysWith: { first, _ in first }))
    }
}
