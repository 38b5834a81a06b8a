internal import Hashing
internal import Storage
public import Worker

/// Finds the other forms of a document among all that are stored, with proof.
///
/// What match jobs found is remembered and only looked up; what none has looked for yet is
/// found now, which may take a while and starts helpers. Safe from any thread.
public final class DuplicateSearch: Sendable {
    let store: Store
    let helpers: HelperPool
    let limits: ExtractionLimits

    /// `helpers` start `ExtractionHelper`.
    public init(
        store: Store, helpers: HelperPool, limits: ExtractionLimits = ExtractionLimits()
    ) {
        self.store = store
        self.helpers = helpers
        self.limits = limits
    }

    var matcher: DocumentMatcher {
        DocumentMatcher(store: store, helpers: helpers, limits: limits)
    }

    // MARK: - Matches

    /// The versions that look like this one, best first, each once; itself and what is in the
    /// trash left out.
    ///
    /// Those of the same bytes come first, even where nothing could be read of them. What
    /// only looks alike is among them: see `DocumentFinding.isDuplicate`.
    public func matches(of version: Version) throws -> [DuplicateMatch] {
        let read = try store.database.read { db in try ReadVersion.find(version.id, on: db) }
        var findings = try sameBytes(
            as: version.digest, except: version.id,
            pageCount: read?.pageCount ?? 0)
        if let read { findings += try alike(read) }
        return try matches(findings)
    }

    /// The stored versions that look like a file, best first. It is read by a helper, and
    /// nothing of it is kept.
    ///
    /// Throws `IntakeError` for a file that cannot be opened, `PDFError` for one that is no
    /// readable PDF and has no copy of the same bytes.
    public func matches(ofFile path: String) throws -> [DuplicateMatch] {
        let file = try ComparedFile(path: path, helpers: helpers, limits: limits)
        let copies = try sameBytes(as: file.digest, except: nil, pageCount: 0)
        let document: ComparedDocument
        do {
            document = try file.read()
        } catch  where !copies.isEmpty {
            return try matches(copies)
        }
        let asked = DocumentMatcher.Asked(
            version: nil, organization: store.organization, document: document,
            drawer: file.drawer)
        let found = try matcher.findings(of: asked).map { ($0.other.id, $0.finding) }
        return try matches(
            sameBytes(as: file.digest, except: nil, pageCount: document.pages.count) + found)
    }

    private typealias Finding = (other: VersionID, finding: DocumentFinding)

    private func alike(_ read: ReadVersion) throws -> [Finding] {
        guard read.matchedRevision == DocumentMatcher.revision else {
            let found = try matcher.findings(of: try matcher.asked(read))
            return found.map { ($0.other.id, $0.finding) }
        }
        return try store.database.read { db in
            try MatchTable(db: db).entries(of: read.version.id).map { ($0.other, $0.finding) }
        }
    }

    private func sameBytes(
        as digest: Digest, except version: VersionID?, pageCount: Int
    ) throws -> [Finding] {
        let finding = DocumentFinding(
            verdict: .sameBytes, score: 1,
            pages: (0..<pageCount).map { PageFinding(pageA: $0, pageB: $0, distance: 0, score: 1) },
            onlyA: [], onlyB: [])
        return try store.database.read { db in
            try db.query(Self.selectSameBytes, [digest.hex, store.organization]).map { row in
                (try row.identifier("version_id"), finding)
            }
        }.filter { $0.other != version }
    }

    private static let selectSameBytes = """
        SELECT versions.id AS version_id
        FROM versions
        JOIN documents ON documents.id = versions.document_id
        WHERE versions.digest = $1
            AND documents.organization_id = $2
            AND documents.trashed_at IS NULL
        """

    private func matches(_ findings: [Finding]) throws -> [DuplicateMatch] {
        let sorted = findings.sorted {
            ($1.finding.score, $0.other) < ($0.finding.score, $1.other)
        }
        return try store.database.read { db in
            try sorted.compactMap { other, finding in
                let (document, version) = try DocumentCatalog.document(of: other, on: db)
                guard document.trashedAt == nil else { return nil }
                return DuplicateMatch(document: document, version: version, finding: finding)
            }
        }
    }

    // MARK: - Two versions

    /// Compares two stored versions; see `compare(_:_:)` of subjects.
    public func compare(_ a: Version, _ b: Version) throws -> DocumentFinding? {
        try compare(subject(a), subject(b))
    }

    /// The luma of a page (from 0) at the side of `PreparedPage.rasterSide`, for pictures of
    /// the proof; `nil` where it cannot be drawn.
    public func picture(of version: Version, page: Int) throws -> PagePicture? {
        try matcher.drawer(of: version).picture(page)
    }

    /// The same for a file that need not be stored.
    ///
    /// Throws `IntakeError` for a file that cannot be opened.
    public func picture(ofFile path: String, page: Int) throws -> PagePicture? {
        try ComparedFile(path: path, helpers: helpers, limits: limits).drawer.picture(page)
    }

    // MARK: - The whole store

    /// Versions that are forms of one document, the largest groups first, each with the one
    /// to keep and why. Nothing is done about them.
    ///
    /// From what is remembered: a version that no match job has looked at yet is only in a
    /// group of its bytes. Documents that merely contain others, and edited ones, are no
    /// duplicates of which one could be kept for all.
    public func clusters() throws -> [DuplicateCluster] {
        try store.database.read { db in
            try ClusterSearch(organization: store.organization, db: db).clusters()
        }
    }
}
