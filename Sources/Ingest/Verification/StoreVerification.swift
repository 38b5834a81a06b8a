public import Hashing
public import Storage

/// Re-hashes every blob and holds the rows against them. Changes nothing.
public struct StoreVerification: Sendable {
    /// What was found.
    public struct Report: Sendable {
        public var blobCount = 0
        public var byteCount = 0
        /// Blobs whose bytes are not those of their name.
        public var damaged: [Finding] = []
        /// Digests that rows name and no blob has.
        public var missing: [Finding] = []
        /// Blobs that no row names: left by a crash, harmless.
        public var orphans: [Digest] = []
        /// Paths of files that are no blobs.
        public var strays: [String] = []

        /// Whether everything that rows name is there and whole.
        public var isSound: Bool { damaged.isEmpty && missing.isEmpty }
    }

    /// Something wrong with a blob.
    public struct Finding: Hashable, Sendable {
        public let digest: Digest
        /// What needs it; `nil` for damage to an orphan.
        public let use: Use?
    }

    /// What a blob is needed for.
    public enum Use: Hashable, Sendable {
        /// The uploaded file: healed by the same upload.
        case bytes(of: VersionID)
        /// A page's picture: made again by reading the version again.
        case thumbnail(of: VersionID)
        /// A page's large picture: made again when a comparison next wants it.
        case picture(of: VersionID)
        /// A marked copy or an entry page: another is made with the next link.
        case issued(of: VersionID)
        /// An organization's logo: healed by setting it again.
        case logo(of: OrganizationID)
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
        let before = try BlobReferences.all(in: store.database)
        try store.blobs.forEach { digest, size in
            seen.insert(digest)
            report.blobCount += 1
            report.byteCount += size
            if case .damaged = try store.blobs.verify(digest) {
                report.damaged.append(Finding(digest: digest, use: before[digest]))
            }
            progress(size)
        }
        let after = try BlobReferences.all(in: store.database)
        report.orphans = seen.filter { after[$0] == nil && before[$0] == nil }.sorted()
        report.missing = before.filter { !seen.contains($0.key) && after[$0.key] != nil }
            .map { Finding(digest: $0.key, use: $0.value) }
            .sorted { $0.digest < $1.digest }
        report.strays = try store.blobs.strays()
        return report
    }
}
