/// What a move did and found.
public struct MoveReport: Sendable {
    /// What became of a table.
    public struct Table: Hashable, Sendable {
        public let name: String
        /// The rows of the source.
        public let rows: Int
        /// How many of them were not in the target before.
        public let written: Int
    }

    /// In the order of copying; empty where the rows stayed.
    public internal(set) var tables: [Table] = []
    /// Without counts where the blobs stayed.
    public internal(set) var blobs = BlobCount()
    /// Blobs of the source that are not the bytes of their name. They were not copied.
    public internal(set) var damaged: [StoreVerification.Finding] = []
    /// Digests that rows name and the source has no blob of.
    public internal(set) var missing: [StoreVerification.Finding] = []
    /// What differs at the end, because the source was changed meanwhile: names of tables, and
    /// `blobs`.
    public internal(set) var changed: [String] = []

    /// Whether the target is whole and may be used. Damage to a blob that nothing uses is no
    /// reason against it.
    public var isFinished: Bool {
        missing.isEmpty && changed.isEmpty && damaged.allSatisfy { $0.use == nil }
    }

    /// The rows of all tables.
    public var rows: Int { tables.map(\.rows).reduce(0, +) }

    /// The rows of all tables that were not in the target before.
    public var rowsWritten: Int { tables.map(\.written).reduce(0, +) }
}

/// How many blobs there were, and how many of them had to be copied.
public struct BlobCount: Hashable, Sendable {
    public internal(set) var blobs = 0
    public internal(set) var bytes = 0
    public internal(set) var blobsCopied = 0
    public internal(set) var bytesCopied = 0
}
