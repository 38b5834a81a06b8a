public import Hashing
internal import Storage

/// Re-hashes every blob and holds the rows against them. Changes nothing.
public struct StoreVerification: Sendable {
    /// What was found.
    public struct Report: Sendable {
        public var blobCount = 0
        public var byteCount = 0
        /// Blobs whose bytes are not those of their name.
        public var damaged: [Digest] = []
        /// Digests that rows name and no blob has, with who names them.
        public var missing: [(digest: Digest, usedBy: String)] = []
        /// Blobs that no row names: left by a crash, harmless.
        public var orphans: [Digest] = []
        /// Paths of files that are no blobs.
        public var strays: [String] = []

        /// Whether everything that rows name is there and whole.
        public var isSound: Bool { damaged.isEmpty && missing.isEmpty }
    }

    private let store: Store

    public init(store: Store) {
        self.store = store
    }

    /// How many blobs and bytes there are to hash.
    public func extent() throws -> (blobs: Int, bytes: Int) {
        var extent = (blobs: 0, bytes: 0)
        try store.blobs.forEach { _, size in
            extent.blobs += 1
            extent.bytes += size
        }
        return extent
    }

    /// Verifies the whole store; `progress` is told each blob's size when it is done.
    public func run(progress: (Int) -> Void = { _ in }) throws -> Report {
        // The rows are read first: a blob that is added meanwhile is no orphan, it
        // is looked at below as one whose row came later.
        var report = Report()
        var seen = Set<Digest>()
        let before = try references()
        try store.blobs.forEach { digest, size in
            seen.insert(digest)
            report.blobCount += 1
            report.byteCount += size
            if case .damaged = try store.blobs.verify(digest) { report.damaged.append(digest) }
            progress(size)
        }
        let after = try references()
        report.orphans = seen.filter { after[$0] == nil && before[$0] == nil }.sorted()
        report.missing = before.filter { !seen.contains($0.key) && after[$0.key] != nil }
            .map { (digest: $0.key, usedBy: $0.value) }.sorted { $0.digest < $1.digest }
        report.strays = try store.blobs.strays()
        return report
    }

    /// Every digest that a row names, with the row's name.
    private func references() throws -> [Digest: String] {
        try store.database.read { db in
            var references: [Digest: String] = [:]
            for row in try db.query(Self.selectThumbnails) + db.query(Self.selectVersions) {
                guard let digest = Digest(hex: try row.text("digest")) else { continue }
                references[digest] = try row.text("used_by")
            }
            return references
        }
    }

    private static let selectVersions = """
        SELECT digest, id AS used_by
        FROM versions
        """

    /// Drafts count: their thumbnails are about to be used.
    private static let selectThumbnails = """
        SELECT pages.thumbnail AS digest, records.version_id AS used_by
        FROM pages
        JOIN records ON records.id = pages.record_id
        WHERE pages.thumbnail IS NOT NULL
        """
}
