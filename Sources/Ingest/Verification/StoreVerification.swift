public import Hashing
public import Storage

/// Re-hashes every blob and holds the rows against them. Changes nothing: see `StoreHealing`.
public struct StoreVerification: Sendable {
    /// What was found, and what became of it.
    public struct Report: Sendable {
        public var blobCount = 0
        public var byteCount = 0
        /// Blobs whose bytes are not those of their name, or cannot be read, twice in a row.
        public var damaged: [Finding] = []
        /// Digests that rows name and no blob has.
        public var missing: [Finding] = []
        /// Blobs that no row names: left by a crash, harmless.
        public var orphans: [Digest] = []
        /// Paths of files that are no blobs.
        public var strays: [String] = []
        /// Those of the damaged and the missing that are right again.
        public var repaired: [Finding] = []
        /// Those of the damaged that were moved out of the way, and are missing now.
        public var quarantined: [Finding] = []

        /// Whether everything that rows name is there and whole, and nothing damaged is left.
        public var isSound: Bool { unhealed.isEmpty }

        /// What is still damaged, or missing to a row.
        public var unhealed: [Finding] {
            let healed = Set(repaired).union(quarantined.filter { $0.use == nil })
            return (damaged + missing).filter { !healed.contains($0) }
        }
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
    private let settings: VerificationSettings

    public init(store: Store, settings: VerificationSettings = VerificationSettings()) {
        self.store = store
        self.settings = settings
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

    /// Verifies the whole store in one pass; `progress` is told of bytes that are done.
    public func run(progress: (Int) -> Void = { _ in }) throws -> Report {
        // The rows are read first: a blob that is added meanwhile is no orphan, it
        // is looked at below as one whose row came later.
        var report = Report()
        var seen = Set<Digest>()
        var suspicious: [Digest] = []
        let before = try BlobReferences.all(in: store.database)
        try BlobReading(store.blobs, settings).run { outcome in
            seen.formUnion(outcome.digests)
            suspicious += outcome.suspicious
            report.blobCount += outcome.digests.count
            report.byteCount += outcome.byteCount
            progress(outcome.byteCount)
        }
        let damaged = try suspicious.filter { try isDamaged($0) }
        let after = try BlobReferences.all(in: store.database)
        report.damaged = Self.findings(damaged) { before[$0] ?? after[$0] }
        report.orphans = seen.filter { after[$0] == nil && before[$0] == nil }.sorted()
        let missing = try before.keys.filter {
            try !seen.contains($0) && after[$0] != nil && store.blobs.byteCount(of: $0) == nil
        }
        report.missing = Self.findings(missing) { before[$0] }
        report.strays = try store.blobs.strays()
        return report
    }

    private static func findings(
        _ digests: some Sequence<Digest>, use: (Digest) -> Use?
    ) -> [Finding] {
        digests.sorted().map { Finding(digest: $0, use: use($0)) }
    }

    /// Looks a second time: what fails once to be read right is no rot, and what was removed or
    /// healed meanwhile is none either.
    private func isDamaged(_ digest: Digest) throws -> Bool {
        guard try store.blobs.byteCount(of: digest) != nil else { return false }
        return try !store.blobs.isSound(digest)
    }
}
