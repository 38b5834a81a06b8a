public import Hashing
public import Storage

/// What a backup did and found.
public struct BackupReport: Sendable {
    /// Everything that was acknowledged before is in the backup.
    public internal(set) var takenAt = Timestamp(microseconds: 0)
    /// The size of the file of the rows.
    public internal(set) var rowsBytes = 0
    /// The blobs that the rows name and the backup holds.
    public internal(set) var blobs = BlobCount()
    /// Blobs of the store that are not the bytes of their name, of those that had to be copied.
    public internal(set) var damaged: [StoreVerification.Finding] = []
    /// Digests that rows name and the store has no blob of.
    public internal(set) var missing: [StoreVerification.Finding] = []
    /// Which of both the backup has whole, from an earlier time.
    public internal(set) var kept: Set<Digest> = []
    /// Blobs of earlier backups that the rows no longer name, and that were removed.
    public internal(set) var pruned = BlobExtent()

    /// Whether the store had everything that its rows name.
    public var isSourceSound: Bool { damaged.isEmpty && missing.isEmpty }

    /// What rows name and the backup does not hold.
    var absent: [Digest] {
        (damaged + missing).map(\.digest).filter { !kept.contains($0) }.sorted()
    }
}

/// How many blobs, and how many bytes they have together.
public struct BlobExtent: Hashable, Sendable {
    public internal(set) var blobs = 0
    public internal(set) var bytes = 0
}
